/** Folding the spellings of everyday words together, and telling yes from no. */
import { plain } from './spelling.ts';
import type { Texts } from './texts.ts';

export type Hear = Texts['hear'];

/** The lists of `hear`, folded once. */
type Folded = {
  readonly same: ReadonlyMap<string, string>;
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly polite: ReadonlySet<string>;
  /** Words that alone choose nothing. */
  readonly steering: ReadonlySet<string>;
};

const known = new WeakMap<Hear, Folded>();

function foldedOf(hear: Hear): Folded {
  const before = known.get(hear);
  if (before) return before;
  const same = new Map(Object.entries(hear.same).flatMap(([word, spellings]) => spellings.map((one) => [one, word])));
  const fold = (list: readonly string[]) =>
    [...new Set(list.map((entry) => foldWords(plain(entry), same)))].sort((a, b) => b.length - a.length);
  const made: Folded = {
    same,
    yes: fold(hear.yes),
    no: fold(hear.no),
    polite: new Set(hear.polite.map(plain)),
    steering: new Set([...fold(hear.yes), ...fold(hear.no), ...hear.polite.map(plain)]),
  };
  known.set(hear, made);
  return made;
}

/** Spellings become one ("gk" → "tidak"), and a hanging -nya, -ku, -mu falls off words of some length. */
function foldWords(said: string, same: ReadonlyMap<string, string>): string {
  return said
    .replace(/(?<=^| )di(?=(?:atas|bawah|luar|dalam|sini|situ)(?: |$))/g, 'di ')
    .replace(/(?<=^| )di (?=(?:tolak|blokir|buka|tutup|kunci|suruh|minta)(?: |$))/g, 'di')
    .split(' ')
    .map((word) => same.get(word) ?? word.replace(/(?<=\p{L}{4})(?:nya|ny|ku|mu)$/u, ''))
    .map((word) => same.get(word) ?? word)
    .join(' ');
}

/** A text as it is compared with the words of options. */
export const foldText = (text: string, hear: Hear): string => foldWords(plain(text), foldedOf(hear).same);

/** The parts of a text between marks, each folded; empty ones left out. */
export const clausesOf = (text: string, hear: Hear): readonly string[] =>
  text
    .split(/[,.;:!?\n()]+|\s-\s/)
    .map((clause) => foldText(clause, hear))
    .filter((clause) => clause !== '');

export const isSteering = (word: string, hear: Hear): boolean => foldedOf(hear).steering.has(word);

/** The words of a folded text that are more than politeness. */
export const tellingWords = (said: string, hear: Hear): readonly string[] =>
  said.split(' ').filter((word) => word !== '' && !foldedOf(hear).polite.has(word));

export type Polarity = { readonly type: 'yes' | 'no'; readonly rest: string };

/** The yes or no that is the first word of a label; "Kode tidak masuk" has none. */
export function leadingOf(label: string, hear: Hear): Polarity | undefined {
  const { yes, no } = foldedOf(hear);
  const said = foldText(label, hear);
  const head = (list: readonly string[]) => list.find((entry) => `${said} `.startsWith(`${entry} `));
  const [negative, positive] = [head(no), head(yes)];
  const found = negative ?? positive;
  return found === undefined
    ? undefined
    : { type: negative === undefined ? 'yes' : 'no', rest: said.slice(found.length).trim() };
}

/** Reads the yes or no that begins a text or is a clause of it ("baru 4 tahun, belum"), and what else is said. */
export function polarityOf(text: string, hear: Hear): Polarity | undefined {
  const clauses = clausesOf(text, hear);
  const first = leading(clauses[0] ?? '', hear);
  const others = clauses.slice(1).join(' ');
  if (first) return { type: first.type, rest: [first.rest, others].filter(Boolean).join(' ') };
  const last = clauses.length > 1 ? leading(clauses.at(-1) ?? '', hear) : undefined;
  return last && last.rest === '' ? { type: last.type, rest: clauses.slice(0, -1).join(' ') } : undefined;
}

/** A leading yes or no of one clause. "belum bisa" and "udah tapi gak bisa" are no, whatever else they hold. */
function leading(clause: string, hear: Hear): Polarity | undefined {
  const { yes, no, polite } = foldedOf(hear);
  const words = clause.split(' ').filter((word) => !polite.has(word) || yes.includes(word) || no.includes(word));
  const head = (list: readonly string[]) => list.find((entry) => ` ${words.join(' ')} `.startsWith(` ${entry} `));
  const negative = head(no);
  const found = negative ?? head(yes);
  if (found === undefined) return laterNo(words, no);
  const rest = words.slice(found.split(' ').length);
  const turned = negative === undefined && rest.some((word) => no.includes(word));
  return { type: negative !== undefined || turned ? 'no' : 'yes', rest: rest.join(' ') };
}

/** "masih belum", "tetap tidak bisa": a no that follows one or two words of little meaning. */
function laterNo(words: readonly string[], no: readonly string[]): Polarity | undefined {
  const place = words.slice(0, 3).findIndex((word) => no.includes(word));
  return place > 0 && words.length <= 5 ? { type: 'no', rest: words.slice(place + 1).join(' ') } : undefined;
}
