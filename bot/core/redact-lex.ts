import { sensitiveKinds } from './message.ts';

/** Digits in a row, or one digit spelled out. `before` is the text since the group before, or null when a word or a placeholder stands between. */
export type Group = {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  readonly before: string | null;
  /** How many words of the text come before it. */
  readonly words: number;
  /** The letters written against it on the left. */
  readonly left: string;
  readonly spelled: boolean;
};

/** A folded text taken apart. */
export type Lexed = {
  readonly words: readonly string[];
  readonly groups: readonly Group[];
  /** Whether one-time codes are what is being talked about, so that a lone short number is one. */
  readonly codes: boolean;
};

/** The names of the digits from 0 to 9: Indonesian and English, Javanese, Sundanese, Minangkabau. */
const digitNames = [
  'nol kosong zero',
  'satu siji setunggal hiji ciek one',
  'dua loro kalih duo two',
  'tiga telu tilu tigo three',
  'empat ampat papat sekawan opat ampek four',
  'lima limo gangsal five',
  'enam enem nem genep anam six',
  'tujuh pitu tujuah seven',
  'delapan lapan wolu dalapan eight',
  'sembilan sanga songo salapan sambilan nine',
];
const spelled: ReadonlyMap<string, string> = new Map(
  digitNames.flatMap((names, digit) => names.split(' ').map((name): [string, string] => [name, String(digit)])),
);
/** Number words written without blanks, at least so many that they are no other word. */
const spelledTogether = new RegExp(`^(?:${[...spelled.keys()].join('|')}){4,40}$`);
const longestSpelled = 160;
const spelledOne = new RegExp([...spelled.keys()].toSorted((one, other) => other.length - one.length).join('|'), 'g');

/** A separator between groups of one number is short; farther apart they are two numbers. */
const longestGap = 4;

const placeholder = `⟨(?:${sensitiveKinds.join('|')})⟩`;
const pieces = new RegExp(
  `${placeholder}|(?<![\\p{L}\\p{N}])(?:jm-[a-z0-9]{5}|0x[0-9a-f]{4,8})(?![\\p{L}\\p{N}])|[\\p{L}\\p{N}]+`,
  'gu',
);
/** Digits, with the letters that are mistaken for 0 and 1 where digits surround them. */
const number = /\d+(?:[oli]{1,4}\d+)*(?:(?<=\d{3})[oli]{1,3}$)?/g;
/** A chunk of nothing but digits and such letters. */
const blurred = /^[oli]*\d[\doli]*$/;
/** Such letters alone count after a number: "3271 0412 0395 OOO1" has none, "… 0395 OOOl" has. */
const blurredAlone = /^(?:[oli]|[oli]{4})$/;

const asDigits = (text: string): string => text.replaceAll('o', '0').replaceAll(/[li]/g, '1');

type Part = { readonly text: string; readonly start: number; readonly type: 'word' | 'digits' | 'spelled' | 'wall' };

const partsOfWord = (word: string, start: number): Part[] => {
  if (spelled.has(word)) return [{ text: word, start, type: 'spelled' }];
  if (word.length < 12 || word.length > longestSpelled || !spelledTogether.test(word)) {
    return [{ text: word, start, type: 'word' }];
  }
  return [...word.matchAll(spelledOne)].map((found) => ({
    text: found[0],
    start: start + found.index,
    type: 'spelled',
  }));
};

const partsOfChunk = (chunk: string, start: number): Part[] => {
  if (!/\d/.test(chunk)) return partsOfWord(chunk, start);
  if (blurred.test(chunk)) return [{ text: chunk, start, type: 'digits' }];
  const parts: Part[] = [];
  let place = 0;
  for (const found of chunk.matchAll(number)) {
    if (found.index > place) parts.push({ text: chunk.slice(place, found.index), start: start + place, type: 'word' });
    parts.push({ text: found[0], start: start + found.index, type: 'digits' });
    place = found.index + found[0].length;
  }
  if (place < chunk.length) parts.push({ text: chunk.slice(place), start: start + place, type: 'word' });
  return parts;
};

const isNumber = (part: Part | undefined): part is Part => part?.type === 'digits' || part?.type === 'spelled';

const partsOf = (folded: string): Part[] => {
  const parts: Part[] = [];
  for (const found of folded.matchAll(pieces)) {
    const wall = /^(?:⟨|jm-|0x[0-9a-f]{4,8}$)/.test(found[0]);
    if (wall) parts.push({ text: found[0], start: found.index, type: 'wall' });
    else if (blurredAlone.test(found[0]) && isNumber(parts.at(-1))) {
      parts.push({ text: found[0], start: found.index, type: 'digits' });
    } else for (const part of partsOfChunk(found[0], found.index)) parts.push(part);
  }
  return parts;
};

const touching = (part: Part | undefined, start: number): string =>
  part?.type === 'word' && part.start + part.text.length === start ? part.text : '';

/** "Kurang satu 3271…": a digit that is spelled out goes with single digits only. */
const isOtherNumber = (one: Part, other: Part): boolean =>
  (one.type === 'spelled' && other.type === 'digits' && other.text.length > 1) ||
  (other.type === 'spelled' && one.type === 'digits' && one.text.length > 1);

const gapBefore = (folded: string, before: Part | undefined, part: Part): string | null => {
  if (!isNumber(before) || isOtherNumber(before, part)) return null;
  const gap = folded.slice(before.start + before.text.length, part.start);
  return gap.length <= longestGap ? gap : null;
};

/**
 * Takes a folded text apart into words and groups of digits. Our placeholders, case codes (`JM-4F7K2`) and the
 * hexadecimal codes of errors are walls. `codes`: see `Lexed`.
 */
export const lex = (folded: string, codes = false): Lexed => {
  const words: string[] = [];
  const groups: Group[] = [];
  const parts = partsOf(folded);
  for (const [index, part] of parts.entries()) {
    if (part.type === 'word') words.push(part.text);
    if (!isNumber(part)) continue;
    const end = part.start + part.text.length;
    groups.push({
      digits: part.type === 'spelled' ? (spelled.get(part.text) ?? '') : asDigits(part.text),
      start: part.start,
      end,
      before: gapBefore(folded, parts[index - 1], part),
      words: words.length,
      left: touching(parts[index - 1], part.start),
      spelled: part.type === 'spelled',
    });
  }
  return { words, groups, codes };
};
