/** Folding the spellings of everyday words together, and telling yes from no. */
import { contains, plain } from './spelling.ts';
import type { Texts } from './texts.ts';

export type Hear = Texts['hear'];

/** The lists of `hear`, folded once. */
type Folded = {
  readonly same: ReadonlyMap<string, string>;
  /** Spellings of two words ("ho oh"), each with the word that it stands for. */
  readonly phrases: readonly (readonly [string, string])[];
  /** Finds exclamations ("ya ampun", "masa enggak"), stretched letters too. */
  readonly exclaims: RegExp;
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly polite: ReadonlySet<string>;
  readonly fine: ReadonlySet<string>;
  readonly beside: ReadonlySet<string>;
  readonly works: ReadonlySet<string>;
  readonly flatly: ReadonlySet<string>;
  /** Words that alone choose nothing. */
  readonly steering: ReadonlySet<string>;
  /** Short texts that were folded before. */
  readonly remembered: Map<string, string>;
  /** What the short labels and words of the content begin with. */
  readonly leadings: Map<string, Polarity | undefined>;
};

const known = new WeakMap<Hear, Folded>();

function foldedOf(hear: Hear): Folded {
  const before = known.get(hear);
  if (before) return before;
  const spelt = Object.entries(hear.same).flatMap(([word, spellings]) => spellings.map((one) => [one, word] as const));
  const same = new Map(spelt);
  const phrases = spelt.filter(([one]) => one.includes(' '));
  const fold = (list: readonly string[]) =>
    [...new Set(list.map((entry) => foldWords(plain(entry), { same, phrases })))].sort((a, b) => b.length - a.length);
  const made: Folded = {
    same,
    phrases,
    exclaims: exclamations(hear.exclaim),
    yes: fold(hear.yes),
    no: fold(hear.no),
    polite: new Set(hear.polite.map(plain)),
    fine: new Set(fold(hear.fine)),
    beside: new Set(fold(hear.beside)),
    works: new Set(fold(hear.works)),
    flatly: new Set(fold(hear.flatly)),
    remembered: new Map(),
    leadings: new Map(),
    steering: new Set([...fold(hear.yes), ...fold(hear.no), ...hear.polite.map(plain)]),
  };
  known.set(hear, made);
  return made;
}

const exclamations = (list: readonly string[]): RegExp => {
  const spelt = list.map((entry) =>
    [...plain(entry)].map((letter) => (letter === ' ' ? '\\s+' : `${letter}+`)).join(''),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spelt.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
};

/** A text without exclamations, which begin like an answer and are none; stories of more than 500 characters are left as they are. */
export const withoutExclamations = (text: string, hear: Hear): string =>
  text.length > 500 ? text : text.replace(foldedOf(hear).exclaims, ' ');

/** Spellings become one ("gk" → "tidak"), and a hanging -nya, -ku, -mu falls off words of some length. */
function foldWords(written: string, { same, phrases }: Pick<Folded, 'same' | 'phrases'>): string {
  const said = phrases.reduce((text, [one, word]) => ` ${text} `.replace(` ${one} `, ` ${word} `).trim(), written);
  return said
    .replace(/(?<=^| )(\d+)x(?= |$)/g, '$1 kali')
    .replace(/(?<=^| )di(?=(?:atas|bawah|luar|dalam|sini|situ)(?: |$))/g, 'di ')
    .replace(/(?<=^| )di (?=(?:tolak|blokir|buka|tutup|kunci|suruh|minta)(?: |$))/g, 'di')
    .split(' ')
    .filter((word, index) => index === 0 || (word !== 'nya' && word !== 'ny'))
    .map((word) => same.get(word) ?? word.replace(/(?<=\p{L}{4})(?:nya|ny|ku|mu)$/u, ''))
    .map((word) => same.get(word) ?? word)
    .join(' ');
}

/** A text as it is compared with the words of options. */
export function foldText(text: string, hear: Hear): string {
  const folded = foldedOf(hear);
  const known = folded.remembered.get(text);
  if (known !== undefined) return known;
  if (newest?.text === text && newest.hear === hear) return newest.made;
  const made = foldWords(plain(text), folded);
  // The words of the content are asked for at every message.
  if (text.length > remembers.letters) {
    newest = { text, hear, made };
    return made;
  }
  if (folded.remembered.size >= remembers.texts) folded.remembered.clear();
  folded.remembered.set(text, made);
  return made;
}

const remembers = { letters: 60, texts: 10_000 };
/** The newest long text: all readers of a message ask for it one after the other. */
let newest: { readonly text: string; readonly hear: Hear; readonly made: string } | undefined;

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
  const { leadings } = foldedOf(hear);
  if (leadings.has(label)) return leadings.get(label);
  const made = madeLeading(label, hear);
  if (leadings.size >= remembers.texts) leadings.clear();
  if (label.length <= remembers.letters) leadings.set(label, made);
  return made;
}

function madeLeading(label: string, hear: Hear): Polarity | undefined {
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
  const clauses = clausesOf(withoutExclamations(text, hear), hear);
  const first = leading(clauses[0] ?? '', hear);
  const others = clauses.slice(1).join(' ');
  if (first) {
    const turned = hear.but.some((word) => others.startsWith(`${word} `)) && holdsNo(others, hear);
    return { type: turned ? 'no' : first.type, rest: [first.rest, others].filter(Boolean).join(' ') };
  }
  const last = clauses.length > 1 ? leading(clauses.at(-1) ?? '', hear) : undefined;
  return last && last.rest === '' ? { type: last.type, rest: clauses.slice(0, -1).join(' ') } : undefined;
}

const holdsNo = (said: string, hear: Hear): boolean => foldedOf(hear).no.some((entry) => contains(said, entry));

/** A leading yes or no of one clause. "belum bisa" and "udah tapi gak bisa" are no, whatever else they hold; "bayar ga" asks. */
function leading(clause: string, hear: Hear): Polarity | undefined {
  const { yes, no, polite } = foldedOf(hear);
  if (endsInTag(clause, hear)) return undefined;
  const words = clause.split(' ').filter((word) => !polite.has(word) || yes.includes(word) || no.includes(word));
  const head = (list: readonly string[]) => list.find((entry) => ` ${words.join(' ')} `.startsWith(` ${entry} `));
  // "Sama aja" holds a word that is dropped as polite elsewhere.
  const phrase = no.find((entry) => entry.includes(' ') && ` ${clause} `.startsWith(` ${entry} `));
  if (phrase !== undefined) return { type: 'no', rest: tellingWords(clause.slice(phrase.length), hear).join(' ') };
  const negative = head(no);
  const found = negative ?? head(yes);
  if (found === undefined) return laterNo(words, no) ?? allFine(clause, hear);
  const rest = words.slice(found.split(' ').length).join(' ');
  return { type: negative !== undefined || holdsNo(rest, hear) ? 'no' : 'yes', rest };
}

/** "Beres bang", "kodenya udah dapet": a yes without the word, or behind the thing that it is said of. */
function allFine(clause: string, hear: Hear): Polarity | undefined {
  const { yes, fine, works, polite, beside } = foldedOf(hear);
  const words = clause.split(' ').filter((word) => word !== '' && !polite.has(word) && !beside.has(word));
  const behind = words.length > 2 && yes.includes(words[1] ?? '') ? words.slice(2) : undefined;
  if (behind?.every((word) => yes.includes(word) || fine.has(word) || works.has(word)))
    return { type: 'yes', rest: '' };
  const isFine = clause.split(' ').some((word) => fine.has(word));
  return isFine && words.every((word) => fine.has(word)) ? { type: 'yes', rest: '' } : undefined;
}

/** "masih belum", "tetap tidak bisa": a no that follows one or two words of little meaning. */
function laterNo(words: readonly string[], no: readonly string[]): Polarity | undefined {
  const place = words.slice(0, 3).findIndex((word) => no.includes(word));
  return place > 0 && words.length <= 5 ? { type: 'no', rest: words.slice(place + 1).join(' ') } : undefined;
}

/** "Bisa diwakilin ga": a "tidak" after other words asks, unless a word like "masih" or "tetap" makes it an answer. */
export function endsInTag(said: string, hear: Hear): boolean {
  const words = tellingWords(said, hear);
  const before = words.at(-2);
  return (
    words.at(-1) === 'tidak' &&
    before !== undefined &&
    !foldedOf(hear).flatly.has(before) &&
    !foldedOf(hear).no.includes(before)
  );
}
