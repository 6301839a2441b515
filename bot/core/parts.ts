/** What a message is made of: stretches between marks and joining words, questions among them, exclamations that say nothing. */
import { endsInTag, foldText, type Hear, isSteering, tellingWords } from './hearing.ts';
import { contains, plain } from './spelling.ts';

/** A stretch of a message. `but`: it follows a "tapi". `asks`: a question mark stands behind it. */
export type Part = { readonly text: string; readonly but: boolean; readonly asks: boolean };

/** Characters; what stands behind them in a long story is no answer to a question. */
const READ = 500;

/** The stretches of a message in order; never empty ones. A joining word with nothing before or behind it joins nothing. */
export function partsOf(text: string, hear: Hear): readonly Part[] {
  const clauses = [...text.slice(0, READ).matchAll(/([^,.;:!?\n()]+)([,.;:!?\n()]*)/g)];
  return clauses.flatMap(([, clause = '', marks = ''], index) => {
    const pieces = splitAtJoiners(clause.trim().split(/\s+/), index > 0, hear);
    return pieces.map((piece, at) => ({ ...piece, asks: at === pieces.length - 1 && marks.includes('?') }));
  });
}

type Piece = Omit<Part, 'asks'>;

/** `later`: something was said before, so that a "tapi" may open this clause. */
function splitAtJoiners(words: readonly string[], later: boolean, hear: Hear): readonly Piece[] {
  const isBut = (word: string) => hear.but.includes(plain(word));
  const place = words.findIndex((word, index) => {
    const behind = words.length - index - 1;
    const joins = (isBut(word) && behind >= 1) || (index > 0 && hear.next.includes(plain(word)) && behind >= 2);
    return joins && (later || tellingWords(foldText(words.slice(0, index).join(' '), hear), hear).length > 0);
  });
  const joiner = words[place];
  if (joiner === undefined) return pieceOf(words, false);
  const rest = splitAtJoiners(words.slice(place + 1), false, hear);
  const [first, ...others] = rest;
  return [...pieceOf(words.slice(0, place), false), ...(first ? [{ ...first, but: isBut(joiner) }, ...others] : [])];
}

const pieceOf = (words: readonly string[], but: boolean): readonly Piece[] => {
  const text = words.join(' ');
  return plain(text) === '' ? [] : [{ text, but }];
};

/** Whether a stretch asks something: by its mark, a word like "gimana", or a "ga" at its end. */
export function isQuestion({ text, asks }: Part, hear: Hear): boolean {
  const said = foldText(text, hear).replace(/(?<=^| )(\p{L}+) \1(?= |$)/gu, '');
  return asks || said.split(' ').some((word) => hear.asking.includes(word)) || endsInTag(said, hear);
}

/** What follows the answer in a message ("iya, btw call center berapa?"), courtesies left out; empty when nothing does. */
export function followUpOf(text: string, hear: Hear): string {
  const thanks = new Set(hear.thanks.flatMap((entry) => plain(entry).split(' ')));
  const says = ({ text: one }: Part) =>
    tellingWords(foldText(one, hear), hear).some((word) => !thanks.has(word) && !isSteering(word, hear));
  const rest = partsOf(text, hear).slice(1).filter(says);
  const bare = (one: string) => one.split(' ').filter((word, index) => index > 0 || !hear.next.includes(plain(word)));
  return rest.map(({ text: one, asks }) => `${bare(one).join(' ')}${asks ? '?' : ''}`).join(', ');
}

/** The words of a folded text that are neither polite nor steering, no number of a list, and not among the idle ones (phrases count by their words). */
export function newsIn(said: string, hear: Hear, idle: readonly string[]): readonly string[] {
  const tells = (word: string) => !isSteering(word, hear) && !/^\d{1,2}$/.test(word);
  const telling = tellingWords(said, hear).filter(tells);
  return telling.length === 0
    ? []
    : telling.filter((word) => !idle.some((entry) => contains(foldText(entry, hear), word)));
}
