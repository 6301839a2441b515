/** Messages made worse in the ways phones and haste make them worse; for tests of robustness. Deterministic. */
import { slang } from './lexicon/slang.ts';
import { randomFrom } from './linear.ts';

type Random = () => number;
type Change = (text: string, random: Random) => string;

const vowel = /[aeiou]/;
const neighbours: { readonly [letter: string]: string } = {
  a: 'sqz',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'wr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'kp',
  m: 'n',
  n: 'bm',
  o: 'ip',
  p: 'ol',
  q: 'wa',
  r: 'et',
  s: 'ad',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'qe',
  x: 'zc',
  y: 'tu',
  z: 'xa',
};

const inWords = (text: string, share: number, random: Random, change: (word: string) => string): string =>
  text.replace(/[a-zA-Z]{4,}/g, (word) => (random() < share ? change(word) : word));

const inside = (word: string, random: Random): number => 1 + Math.floor(random() * (word.length - 2));

type Spellings = ReadonlyMap<string, readonly string[]>;

/** The first spellings of each single standard word in our own list. */
const ownSpellings = (): Spellings => {
  const found = new Map<string, string[]>();
  for (const line of slang.trim().split('\n')) {
    const [standard = '', spellings = ''] = line.split(': ');
    if (!standard.includes(' ')) found.set(standard, spellings.split(' ').slice(0, 4));
  }
  return found;
};

/** Every other word that the list knows, in one of its spellings. */
const respell = (text: string, spellings: Spellings, random: Random): string =>
  text.replace(/[a-z]+/gi, (word) => {
    const known = spellings.get(word.toLowerCase());
    return known && random() < 0.5 ? (known[Math.floor(random() * known.length)] ?? word) : word;
  });

const variants = ownSpellings();

/** Each change by its name. Shares are of the words of four letters and more. */
export const perturbations: { readonly [name: string]: Change } = {
  'letter beside': (text, random) =>
    inWords(text, 0.25, random, (word) => {
      const at = inside(word, random);
      const near = neighbours[word[at]?.toLowerCase() ?? ''] ?? 'a';
      return word.slice(0, at) + (near[Math.floor(random() * near.length)] ?? '') + word.slice(at + 1);
    }),
  'letters swapped': (text, random) =>
    inWords(text, 0.25, random, (word) => {
      const at = inside(word, random);
      return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
    }),
  'letter missing': (text, random) =>
    inWords(text, 0.25, random, (word) => {
      const at = inside(word, random);
      return word.slice(0, at) + word.slice(at + 1);
    }),
  'vowels dropped': (text, random) =>
    inWords(text, 0.3, random, (word) => word[0] + [...word.slice(1)].filter((letter) => !vowel.test(letter)).join('')),
  capitals: (text) => text.toUpperCase(),
  emoji: (text, random) => `${text} ${['😭😭', '🙏', '😡', '🥲', '🤦‍♂️'][Math.floor(random() * 5)]}`,
  'letters stretched': (text, random) =>
    inWords(text, 0.25, random, (word) => word + (word.at(-1) ?? '').repeat(2 + Math.floor(random() * 3))),
  'slang swapped in': (text, random) => respell(text, variants, random),
  'no punctuation': (text) => text.replace(/[^\p{L}\p{N}\s]/gu, ' ').toLowerCase(),
};

const seedOf = (text: string): number => {
  let seed = 17;
  for (const letter of text) seed = (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return seed;
};

/** The text changed in the named way; the same text is always changed in the same way. */
export const perturb = (name: string, text: string): string =>
  perturbations[name]?.(text, randomFrom(seedOf(text))) ?? text;

/** Like the change by our own slang, but with spellings that the normaliser was not made from. */
export const perturbBySlang = (text: string, spellings: Spellings): string =>
  respell(text, spellings, randomFrom(seedOf(text)));
