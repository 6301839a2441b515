/** What a message denies, and the parts of it that may each name a trouble of their own. */
import type { Clause } from './words.ts';

/** "bukan lupa password, tapi …": what comes before one of these is denied, what comes after is meant. */
const turns = new Set(['tetapi', 'cuma', 'melainkan', 'malah']);
const openers = new Set(['saya', 'admin', 'kakak', 'maaf', 'halo', 'ini', 'jadi', 'iya', 'pak', 'bapak', 'ibu']);
const longestDenial = 12;

/** Denied troubles: "akun saya tidak terblokir, cuma …", "tidak ada masalah login, cuma …". They need the turn; "kapan tidak error lagi?" denies nothing. */
const troubles = new Set(['blokir', 'error', 'gagal', 'masalah', 'kendala']);
const changes = new Set(['ganti', 'ubah', 'diganti', 'diubah']);

const deniesTrouble = (words: Clause, at: number): boolean =>
  words[at] === 'tidak' && troubles.has(words[at + 1] === 'ada' ? (words[at + 2] ?? '') : (words[at + 1] ?? ''));

const deniesDeed = (words: Clause, at: number): boolean =>
  words[at] === 'tidak' && words[at + 1] === 'pernah' && changes.has(words[at + 2] ?? '');

const startsDenial = (words: Clause, at: number, isTurned: boolean): boolean => {
  if (deniesDeed(words, at)) return true;
  if (isTurned && deniesTrouble(words, at)) return true;
  const denies = words[at] === 'bukan' || (words[at] === 'tidak' && words[at + 1] === 'lupa');
  return denies && words.slice(0, at).every((word) => openers.has(word));
};

/** The clause without what it denies; a denial reaches to the turn or to the end of its clause. `next`: the clause after it. */
const affirmed = (words: Clause, next: Clause | undefined): Clause => {
  const isTurned = turns.has(next?.[0] ?? '') || words.some((word) => turns.has(word));
  const from = words.findIndex((_, at) => startsDenial(words, at, isTurned));
  if (from < 0) return words;
  const turn = words.findIndex((word, at) => at > from && turns.has(word));
  const to = turn < 0 ? words.length : turn + 1;
  return to - from > longestDenial ? words : [...words.slice(0, from), ...words.slice(to)];
};

const wordsIn = (text: readonly Clause[]): number => text.reduce((sum, words) => sum + words.length, 0);

/** The message without denied clauses, unless too little is left to understand ("bukan"). */
export const withoutDenied = (text: readonly Clause[]): readonly Clause[] => {
  const meant = text.map((words, at) => affirmed(words, text[at + 1])).filter((words) => words.length > 0);
  return wordsIn(meant) >= 2 ? meant : text;
};

const joiners = new Set(['dan', 'lalu', 'tetapi', 'sekarang', 'plus']);
const shortestPart = 2;

const splitAtJoiners = (words: Clause): Clause[] => {
  const found: string[][] = [[]];
  for (const [at, word] of words.entries()) {
    const also = word === 'sama' && words.slice(at + 1, at + 4).includes('juga');
    if (joiners.has(word) || also) found.push([]);
    else found.at(-1)?.push(word);
  }
  return found;
};

/** Stretches of at least two words between stops and joining words. */
export const parts = (text: readonly Clause[]): Clause[] =>
  text.flatMap(splitAtJoiners).filter((words) => words.length >= shortestPart);
