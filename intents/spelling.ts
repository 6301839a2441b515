/**
 * Misspelt words → words that the examples hold. A word is looked for among those one slip away (letter missing, added, wrong,
 * or two swapped; Damerau–Levenshtein distance 1), long words also two slips away, and words without vowels by their consonants.
 */
import roots from 'natural/lib/natural/stemmers/indonesian/data/kata-dasar.json' with { type: 'json' };
import { spellings } from './words.ts';

export type Speller = (word: string) => readonly string[];

/** Words of the standard language are not misspelt, whether the examples hold them or not. */
const dictionary = new Set<string>(roots);
const shortest = 4;
/** Four letters are enough only for a slip in one of the commonest words. */
const common = 300;
const longEnoughForTwo = 8;

const skeletonOf = (word: string): string => word.slice(0, 1) + word.slice(1).replace(/[aeiou]/g, '');

/** The word with each one of its letters left out in turn. */
const shortened = (word: string): string[] => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));

/** Is one of the words the other with one letter missing, added or wrong, or two neighbours swapped? */
const oneSlip = (left: string, right: string): boolean => {
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let end = 0;
  const overlap = Math.min(left.length, right.length) - start;
  while (end < overlap && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const rest = left.slice(start, left.length - end);
  const other = right.slice(start, right.length - end);
  if (rest.length <= 1 && other.length <= 1) return true;
  return rest.length === 2 && other.length === 2 && rest[0] === other[1] && rest[1] === other[0];
};

type Lookup = Map<string, string[]>;

const put = (lookup: Lookup, key: string, word: string): void => {
  const list = lookup.get(key);
  if (list) list.push(word);
  else lookup.set(key, [word]);
};

/** Where corrections are looked up: by the word and its shortened forms, and by consonants alone. */
type Lexicon = {
  readonly rank: ReadonlyMap<string, number>;
  readonly near: Lookup;
  readonly bare: Map<string, string>;
};

const lexiconOf = (words: readonly string[]): Lexicon => {
  const near: Lookup = new Map();
  const bare = new Map<string, string>();
  for (const word of [...words, ...spellings.keys()]) {
    if (word.length < shortest || /\d/.test(word)) continue;
    for (const key of [word, ...shortened(word)]) put(near, key, word);
    const skeleton = skeletonOf(word);
    if (skeleton.length >= 3 && !bare.has(skeleton)) bare.set(skeleton, word);
  }
  return { rank: new Map(words.map((word, at) => [word, at])), near, bare };
};

const standardOf = ({ rank }: Lexicon, word: string): readonly string[] =>
  rank.has(word) ? [word] : (spellings.get(word) ?? [word]);

const rankOf = (lexicon: Lexicon, word: string): number =>
  lexicon.rank.get(standardOf(lexicon, word)[0] ?? '') ?? lexicon.rank.size;

const twoSlips = 1e6;
const otherStart = 5e5;
const onlySpelling = 2e5;

/** Fewest slips first, then the same first letter, standard words before mere spellings, frequent words before rare ones. */
const costOf = (lexicon: Lexicon, candidate: string, word: string): number =>
  (oneSlip(word, candidate) ? 0 : twoSlips) +
  (candidate[0] === word[0] ? 0 : otherStart) +
  (lexicon.rank.has(candidate) ? 0 : onlySpelling) +
  rankOf(lexicon, candidate);

/** Candidates share the word or a shortened form of it, so they are at most two slips away. */
const closest = (lexicon: Lexicon, word: string): string | undefined => {
  const keys = [word, ...shortened(word)];
  const candidates = [...new Set(keys.flatMap((key) => lexicon.near.get(key) ?? []))];
  const ranked = candidates
    .map((candidate) => ({ candidate, cost: costOf(lexicon, candidate, word) }))
    .filter(({ cost }) => cost < twoSlips || word.length >= longEnoughForTwo)
    .filter(({ candidate }) => word.length > shortest || rankOf(lexicon, candidate) <= common)
    .sort((left, right) => left.cost - right.cost);
  return ranked[0]?.candidate;
};

const correct = (lexicon: Lexicon, word: string): readonly string[] => {
  const skeleton = /[aeiou]/.test(word.slice(1)) ? undefined : lexicon.bare.get(word);
  if (skeleton) return standardOf(lexicon, skeleton);
  const found = word.length < shortest ? undefined : closest(lexicon, word);
  return found ? standardOf(lexicon, found) : [word];
};

const rememberedWords = 5000;

/** `words`: standard words, most frequent first. Corrections are found among them and among the known spellings of them. */
export const speller = (words: readonly string[]): Speller => {
  const lexicon = lexiconOf(words);
  const remembered = new Map<string, readonly string[]>();
  const isRight = (word: string) => lexicon.rank.has(word) || dictionary.has(word);
  return (word) => {
    if (word.length < 3 || word.length > 24 || isRight(word) || /\d/.test(word)) return [word];
    const known = remembered.get(word);
    if (known) return known;
    if (remembered.size >= rememberedWords) remembered.clear();
    const corrected = correct(lexicon, word);
    remembered.set(word, corrected);
    return corrected;
  };
};
