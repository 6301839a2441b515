/** The signs of danger and of grief, as `content/texts.yml` lists them, in all the spellings in which they are written. */
import { foldText } from './hearing.ts';
import type { Texts } from './texts.ts';

export type Danger = 'distress' | 'threat' | 'harm';

/** Finds the first sign of a list in a folded text. */
type Search = (said: string) => RegExpExecArray | null;

type Signs = {
  /** A text as the signs are looked for in it, with a space at both ends. */
  readonly fold: (text: string) => string;
  readonly certain: Search;
  /** Said of things as well: "hp saya mau mati". */
  readonly doubtful: Search;
  /** A sign only when nothing else is said. */
  readonly alone: Search;
  readonly threat: Search;
  readonly harm: Search;
  readonly sorrow: Search;
  /** Grief that is a sign of danger when nothing else is said, and no step is open that it may be about. */
  readonly despair: Search;
  readonly fillers: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
  /** The word that all spellings of "I" are folded to. */
  readonly self: string;
};

const known = new WeakMap<Texts, Signs>();

export function signsOf(texts: Texts): Signs {
  const before = known.get(texts);
  if (before) return before;
  const made = madeSigns(texts);
  known.set(texts, made);
  return made;
}

function madeSigns(texts: Texts): Signs {
  const { danger, distress, threat, harm, sorrow, hear } = texts;
  const base = (text: string) => foldText(collapsed(foldText(unmasked(text), hear)), hear);
  const fold = folder(danger.same, base);
  const list = (words: readonly string[]) => words.map((word) => fold(word).trim());
  const fillers = list(danger.fillers);
  const things = list(distress.except);
  const search = (signs: readonly string[]) => searchFor(signs, { fold, fillers, things });
  return {
    fold,
    certain: search(distress.words),
    doubtful: search(distress.doubtful),
    alone: search(distress.alone),
    threat: search(threat.words),
    harm: search(harm.words),
    sorrow: search(sorrow.words),
    despair: search(sorrow.alone),
    fillers: new Set([...fillers, ...list(hear.polite)]),
    things: new Set(things),
    self: fold(danger.self).trim(),
  };
}

/** "m4ti" → "mati", "cepet2" → "cepet", "b u n u h" → "bunuh". */
const unmasked = (text: string): string =>
  text
    .replace(/(?<=\p{L})[0134](?=\p{L})/gu, (digit) => ({ '0': 'o', '1': 'i', '3': 'e', '4': 'a' })[digit] ?? digit)
    .replace(/(?<=\p{L})2(?![\p{L}\p{N}])/gu, '')
    .replace(/(?<!\p{L})(?:\p{L}[ .-]){4,}\p{L}(?!\p{L})/gu, (letters) => letters.replace(/[ .-]/g, ''));

/** Doubled letters become one: "matii" → "mati". */
const collapsed = (text: string): string => text.replace(/(\p{L})\1+/gu, '$1');

/** Replaces the spellings, which may be of several words, by the word that they stand for. The longest comes first, each place once. */
function folder(same: Texts['danger']['same'], base: (text: string) => string): (text: string) => string {
  const words = new Map(Object.entries(same).flatMap(([word, all]) => all.map((one) => [base(one), base(word)])));
  const longest = [...words.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<= )(?:${longest.join('|')})(?= )`, 'gu');
  // A message is asked for again by each reader.
  let newest = { text: '', made: '  ' };
  return (text) => {
    if (text !== newest.text) {
      newest = { text, made: ` ${base(text)} `.replace(pattern, (found) => words.get(found) ?? found) };
    }
    return newest.made;
  };
}

type Around = {
  readonly fold: (text: string) => string;
  readonly fillers: readonly string[];
  readonly things: readonly string[];
};

/** Bounded, so that a text of fillers alone costs no time. */
const MOST_FILLERS = 4;

/**
 * One search for all signs of a list. Fillers may stand between the words of a sign, and up to two words that name no thing where it has "…".
 * Folded words are letters and digits, so nothing needs escaping. A text without the longest word of any sign is not searched: that is most.
 */
function searchFor(signs: readonly string[], { fold, fillers, things }: Around): Search {
  const filler = `(?:(?:${fillers.join('|')}) )`;
  const between = ` ${filler}{0,${MOST_FILLERS}}`;
  const gap = `${between}(?:(?!(?:${things.join('|')}) )\\S+ ){0,2}${filler}?`;
  const folded = signs.map((sign) => sign.split('…').map((part) => fold(part).trim().split(' ')));
  const patterns = folded.map((parts) => parts.map((words) => words.join(between)).join(gap));
  const pattern = new RegExp(`(?<= )(?:${patterns.join('|')})(?= )`, 'u');
  const keys = new Set(folded.map((parts) => longestOf(parts.flat())));
  return (said) => (said.split(' ').some((word) => keys.has(word)) ? pattern.exec(said) : null);
}

const longestOf = (words: readonly string[]): string =>
  words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');

/** Whether a text sounds as if somebody wished to die. */
export function hasDistress(text: string, signs: Signs): boolean {
  const said = signs.fold(text);
  if (signs.certain(said)) return true;
  if (isAll(said, signs.alone, signs)) return true;
  return text.split(/[.,;!?()]+/).some((clause) => isOfPerson(signs.fold(clause), signs));
}

/** Whether somebody says that they despair, and nothing else. */
export const hasDespair = (text: string, signs: Signs): boolean => isAll(signs.fold(text), signs.despair, signs);

/** Whether a folded text says one of the signs and nothing else that tells. */
function isAll(said: string, search: Search, { fillers }: Signs): boolean {
  const found = search(said);
  return found !== null && wordsIn(said.replace(found[0], ' ')).every((word) => fillers.has(word));
}

const wordsIn = (said: string): readonly string[] => said.split(' ').filter((word) => word !== '');

/** How many words before a doubtful sign may name the thing that it is said of. */
const REACH = 5;

/** Whether a doubtful sign is said of a person: "hp saya mau mati" and "mau mati lampu" are not, "hp rusak, saya mau mati" is. */
function isOfPerson(clause: string, { doubtful, things, fillers, self }: Signs): boolean {
  const found = doubtful(clause);
  if (!found) return false;
  const sign = wordsIn(found[0]);
  const before = [...wordsIn(clause.slice(0, found.index)).slice(-REACH), sign[0] ?? ''];
  const thing = before.findLastIndex((word) => things.has(word));
  // The word right after a thing tells whose it is; a later "saya" is somebody who speaks of themselves.
  if (thing >= 0) return before.slice(thing + 2).includes(self);
  const after = wordsIn(clause.slice(found.index + found[0].length));
  const next = after.findIndex((word) => !fillers.has(word));
  if (next < 0 || !things.has(after[next] ?? '')) return true;
  const isLast = after.slice(next + 1).every((word) => fillers.has(word));
  return !isLast && (next > 0 || before.includes(self));
}
