import type { SensitiveKind } from './message.ts';

/**
 * A text as the detectors read it: lower case, one unit a character, digits of every script as ASCII, without marks and
 * invisible characters. `starts` and `ends` give for each of its characters the place in the original.
 */
export type Folded = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] };

const invisible = /^[\p{Cf}\p{M}\p{Cs}]$|^(?![\n\t\r\v\f])\p{Cc}$/u;
const lines = /^[\n\r\v\f\u0085\u2028\u2029]$/;
const blank = /^[\s\u2800\u3164\u115f\u1160\uffa0]$/;
const dash = /^[\p{Pd}\u2212\u02d7\u30fc]$/u;
const dot = /^[\u00b7\u2022\u2024\u3002\u2219\u22c5\u30fb\uff0e]$/;
const digit = /^\p{Nd}$/u;

/** Unicode keeps the ten digits of a script side by side, so the number of digits just before one is its value. */
const digitValue = (point: number): string => {
  let value = 0;
  while (value < 9 && digit.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
};

const foldRare = (character: string): string => {
  if (invisible.test(character)) return '';
  if (lines.test(character)) return '\n';
  if (blank.test(character)) return ' ';
  if (dash.test(character)) return '-';
  if (dot.test(character)) return '.';
  const plain = character.normalize('NFKC').toLowerCase();
  if (plain.length === 1 && plain < '\u0080') return plain;
  if (digit.test(character)) return digitValue(character.codePointAt(0) ?? 0);
  // Letters that only look Latin; without them a name of a secret could be spelled past the lists.
  const twin = 'аеорсухкоο'.indexOf(character.toLowerCase());
  if (twin >= 0) return 'aeopcyxkoo'.charAt(twin);
  const lower = character.toLowerCase();
  return lower.length === 1 ? lower : '¤';
};

/** Folds a text for detection. Never throws; lone surrogates count as invisible. */
export const fold = (text: string): Folded => {
  const characters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let place = 0;
  for (const character of text) {
    const folded = character >= ' ' && character < '\u007f' ? character.toLowerCase() : foldRare(character);
    const start = place;
    place += character.length;
    if (folded !== '') {
      characters.push(folded);
      starts.push(start);
      ends.push(place);
    } else if (ends.length > 0) ends[ends.length - 1] = place;
  }
  return { text: characters.join(''), starts, ends };
};

/** A place in the folded text that must go, and what stood there (digits alone for numbers). */
export type Finding = {
  readonly kind: SensitiveKind;
  readonly start: number;
  readonly end: number;
  readonly value: string;
};
