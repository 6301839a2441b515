import {
  clausesOf,
  foldText,
  type Hear,
  isSteering,
  leadingOf,
  type Polarity,
  polarityOf,
  tellingWords,
  withoutExclamations,
} from './hearing.ts';
import { amountOf } from './money.ts';
import { alike, contains, plain } from './spelling.ts';

/** An answer that can be chosen: by its place (from 1), its label, its other words, or an amount of rupiah. */
export type Choosable = {
  readonly label: string;
  readonly words?: readonly string[] | undefined;
  readonly money?: { readonly over?: number | undefined; readonly upTo?: number | undefined } | undefined;
};

/** By what an answer was recognised, surest first. */
export type Sign = 'number' | 'label' | 'money' | 'words' | 'weak-words' | 'part' | 'yes-no' | 'opposite';

/**
 * What a text says to a list of choices: one of them (index from 0), a number that is not on it, or nothing. `rest` is what was said
 * beyond a yes or no.
 */
export type Choice =
  | { readonly type: 'chosen'; readonly index: number; readonly by: Sign; readonly rest: string }
  | { readonly type: 'off-list' }
  | { readonly type: 'none' };

const none: Choice = { type: 'none' };
const chosen = (index: number, by: Sign, rest = ''): Choice => ({ type: 'chosen', index, by, rest });

/**
 * Reads an answer: a number ("2", "no 2", "dua", "yang kedua", "terakhir"), the label or its words with slips of the finger, an amount,
 * or yes and no in their spellings.
 */
export function choose(written: string, choices: readonly Choosable[], hear: Hear): Choice {
  const text = withoutExclamations(written, hear);
  if (plain(text) === '') return none;
  const number = numberOf(plain(text), choices.length, hear);
  if (number !== undefined) return onList(number, choices);
  for (const way of [byLabel, byUnknown, byMoney, byWords, byYesNo, byPart]) {
    const found = way(text, choices, hear);
    if (found.type !== 'none') return found;
  }
  return none;
}

/** A number over the list's end is an amount in millions where amounts are asked for ("23" for Rp23 juta). */
function onList(number: number, choices: readonly Choosable[]): Choice {
  if (number >= 1 && number <= choices.length) return chosen(number - 1, 'number');
  const amount = number >= 1 ? byMoney(`${number} juta`, choices) : none;
  return amount.type === 'chosen' ? amount : { type: 'off-list' };
}

const numerals = [
  ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh'],
  ['', 'siji', 'loro', 'telu', 'papat', 'limo', 'enem', 'pitu', 'wolu', 'songo', 'sepuluh'],
  ['', 'hiji', 'duwa', 'tilu', 'opat', 'lima', 'genep', 'tujuh', 'dalapan', 'salapan', 'sapuluh'],
];

/** The number that a short text names, if that is all that it says beside politeness. */
function numberOf(said: string, count: number, hear: Hear): number | undefined {
  const words = tellingWords(said, hear);
  const phrase = words.join(' ');
  if (hear.first.includes(phrase)) return 1;
  if (hear.last.includes(phrase)) return count;
  if (words.length !== 1 && !(words.length === 2 && words[0] === 'ke')) return undefined;
  const word = words.at(-1) ?? '';
  const bare = word.replace(/^(?:ke|no|nomor|nmr|pilih)(?=.)/, '');
  if (/^\d{1,2}$/.test(bare)) return Number(bare);
  const places = numerals.flatMap((list) => [list.indexOf(word), list.indexOf(bare)]);
  return places.find((place) => place > 0) ?? (word === 'pertama' ? 1 : undefined);
}

/** The whole text is the label or one of the words, also with a slip of the finger; only when just one choice fits. */
function byLabel(text: string, choices: readonly Choosable[], hear: Hear): Choice {
  const said = foldText(text, hear);
  const exact = fitting(choices, hear, (word) => word === said);
  if (exact.length > 0) return chosen(exact[0] ?? 0, 'label');
  const near = fitting(choices, hear, (word) => alike(said, word));
  return near.length === 1 ? chosen(near[0] ?? 0, 'label') : none;
}

/** "Ga tau", "entah": the one choice that says so, however it is worded. */
function byUnknown(text: string, choices: readonly Choosable[], hear: Hear): Choice {
  const unknown = new Set(hear.unknown.map((word) => foldText(word, hear)));
  if (!unknown.has(foldText(text, hear))) return none;
  const fits = fitting(choices, hear, (word) => unknown.has(word));
  return fits.length === 1 ? chosen(fits[0] ?? 0, 'label') : none;
}

/** The places of the choices of which the label or a word passes a test. */
function fitting(choices: readonly Choosable[], hear: Hear, test: (word: string) => boolean): readonly number[] {
  return choices.flatMap((choice, index) => (wordsOf(choice, hear).some(test) ? [index] : []));
}

const wordsOf = ({ label, words = [] }: Choosable, hear: Hear): readonly string[] =>
  [label, ...words].map((word) => foldText(word, hear));

/** Whether a choice is named by exactly this text: its label or one of its words, spellings aside. */
export function isNamed(text: string, choice: Choosable, hear: Hear): boolean {
  const said = foldText(text, hear);
  return said !== '' && wordsOf(choice, hear).includes(said);
}

/** Longer stories than this are no answers, whatever words they hold. */
const MOST_WORDS = 25;

type Named = { readonly index: number; readonly word: string };

/** The longest label or word that stands in the text decides, when it belongs to one choice only. */
function byWords(text: string, choices: readonly Choosable[], hear: Hear): Choice {
  const clauses = clausesOf(text, hear);
  if (clauses.join(' ').split(' ').length > MOST_WORDS) return none;
  const says = (word: string) => clauses.some((clause) => contains(clause, word) && !negated(clause, word));
  const found = choices.flatMap((choice, index) =>
    wordsOf(choice, hear)
      .filter((word) => !isSteering(word, hear) && says(word))
      .map((word) => ({ index, word })),
  );
  const first = clearest(found, clauses, hear);
  if (!first) return none;
  const said = clauses.join(' ');
  const rest = tellingWords(said.replace(first.word, ' ').replace(/ +/g, ' ').trim(), hear).join(' ');
  return chosen(first.index, isWeak(first.word, hear) ? 'weak-words' : 'words', rest);
}

/** The longest of the words found. Two that are named side by side ("ktp sama bpjs") name neither. */
function clearest(found: readonly Named[], clauses: readonly string[], hear: Hear): Named | undefined {
  const longest = Math.max(0, ...found.map(({ word }) => word.length));
  const [first] = found.filter(({ word }) => word.length === longest);
  if (!first) return undefined;
  const joins = (a: string, b: string) =>
    hear.and.some((and) => clauses.some((one) => contains(one, `${a} ${and} ${b}`)));
  const isRival = ({ index, word }: Named) =>
    index !== first.index && (word.length === longest || joins(word, first.word) || joins(first.word, word));
  return found.some(isRival) ? undefined : first;
}

/** A denial that says little by itself: "tidak bisa", "belum ada". */
export const isWeak = (phrase: string, hear: Hear): boolean =>
  polarityOf(phrase, hear)?.type === 'no' &&
  phrase.split(' ').every((word) => isSteering(word, hear) || ['bisa', 'ada'].includes(word));

const denials = ['bukan', 'tidak', 'belum'];

/** "bukan SMS", "tidak lewat email": the word is there, but not meant. */
const negated = (clause: string, word: string): boolean =>
  denials.some((no) => {
    if (word.startsWith(no)) return false;
    const before = ` ${clause} `.split(` ${word} `)[0]?.trim().split(' ').slice(-2) ?? [];
    return before.includes(no) && before.at(-1) !== 'kok';
  });

function byMoney(text: string, choices: readonly Choosable[]): Choice {
  const amount = amountOf(plain(text));
  if (amount === undefined) return none;
  const index = choices.findIndex(
    ({ money }) => money && amount > (money.over ?? -1) && amount <= (money.upTo ?? Number.POSITIVE_INFINITY),
  );
  return index < 0 ? none : chosen(index, 'money');
}

/** The places of the choices that a bare yes (or no) names: by their label, or else by one of their words. "Oke" and "gagal" say more. */
function barelyNamed(choices: readonly Choosable[], type: Polarity['type'], hear: Hear): readonly number[] {
  const isBare = (word: string) => {
    const said = leadingOf(word, hear);
    const isPure = type === 'no' ? denials.includes(foldText(word, hear)) : !hear.assent.includes(plain(word));
    return isPure && said?.type === type && said.rest === '';
  };
  const labels = choices.flatMap(({ label }, index) => (isBare(label) ? [index] : []));
  return labels.length > 0 ? labels : choices.flatMap(({ words = [] }, index) => (words.some(isBare) ? [index] : []));
}

/** The yes or no with which a label begins; a label that only says that one does not know has none. */
function colourOf({ label }: Choosable, hear: Hear): Polarity['type'] | undefined {
  const said = foldText(label, hear);
  return hear.unknown.some((word) => foldText(word, hear) === said) ? undefined : leadingOf(label, hear)?.type;
}

/**
 * A yes or no: the one choice that is named by it. Of two choices also the one whose label begins with it, and when only one of the two
 * shows a colour, its opposite: among more, "Tidak bisa login" is a topic and no answer.
 */
function byYesNo(text: string, choices: readonly Choosable[], hear: Hear): Choice {
  const polarity = polarityOf(text, hear);
  if (!polarity || (polarity.rest !== '' && isTelling(text, choices, hear))) return none;
  const named = barelyNamed(choices, polarity.type, hear);
  if (named.length > 0) return only(named, 'yes-no', polarity.rest);
  if (choices.length !== 2) return none;
  const colours = choices.map((choice) => colourOf(choice, hear));
  const coloured = (isWanted: boolean) =>
    colours.flatMap((colour, index) => (colour && (colour === polarity.type) === isWanted ? [index] : []));
  const same = coloured(true);
  if (same.length > 0) return only(same, 'yes-no', polarity.rest);
  const opposites = coloured(false).map((index) => 1 - index);
  return only(opposites, 'opposite', polarity.rest);
}

const only = ([place, ...others]: readonly number[], by: Sign, rest: string): Choice =>
  place === undefined || others.length > 0 ? none : chosen(place, by, rest);

const verbs = ['ada', 'boleh', 'mau', 'punya'];

/** "ada error 500", "mau tanya": with more behind it such a verb is a yes only where an answer uses it ("Ada kodenya"). */
function isTelling(text: string, choices: readonly Choosable[], hear: Hear): boolean {
  const verb = foldText(text, hear).split(' ')[0] ?? '';
  return verbs.includes(verb) && !choices.some((choice) => contains(foldText(choice.label, hear), verb));
}

/** "Yang status", "gara-gara foto": one or two words that stand in the words of one choice and of no other. */
function byPart(text: string, choices: readonly Choosable[], hear: Hear): Choice {
  const said = tellingWords(foldText(text, hear), hear).filter((word) => !hear.beside.includes(word));
  const tells = said.every((word) => word.length >= 3 && !isSteering(word, hear));
  if (said.length === 0 || said.length > 2 || !tells || text.includes('?')) return none;
  const fits = choices.flatMap((choice, index) => {
    const words = wordsOf(choice, hear);
    return said.every((part) => words.some((word) => contains(word, part))) ? [index] : [];
  });
  return only(fits, 'part', '');
}
