/** Whether an answer that was found in a text is meant: what stands beside it may say more, less, or the opposite. */
import { type Choice, choose } from './answer.ts';
import type { Step } from './book.ts';
import {
  foldText,
  type Hear,
  isSteering,
  leadingOf,
  polarityOf,
  tellingWords,
  withoutExclamations,
} from './hearing.ts';
import { isQuestion, newsIn, type Part, partsOf } from './parts.ts';
import { contains } from './spelling.ts';
import { type Asked, allWays, closes, ends, questionOf, type Way } from './ways.ts';

export type Chosen = Extract<Choice, { type: 'chosen' }>;

/** A text that was read as an answer to an open question, and the step that asked it. */
export type Heard = { readonly text: string; readonly open: Asked; readonly step: Step | undefined };

/** Whether a chosen way can be taken at its word. What ends a topic, opens a case or keeps data needs more than a sentence that begins with a yes. */
export function isMeant({ text, open, step }: Heard, choice: Chosen, hear: Hear): boolean {
  if (choice.by === 'number' || choice.by === 'label' || choice.by === 'money') return true;
  const way = allWays(open)[choice.index];
  const parts = partsOf(withoutExclamations(text, hear), hear);
  const [first] = parts;
  if (!way || !first) return true;
  const isConsent = step?.type === 'consent';
  if ((isConsent || closes(way)) && (choice.by === 'opposite' || asksInstead(first, hear))) return false;
  if (choice.by === 'yes-no')
    return isMeantBy({ text, isConsent, isFinal: isConsent || ends(way) }, choice, knownWords(open, way), hear);
  return isConsent ? !contradicts(text, way, hear) : !closes(way) || !isTakenBack(parts, choice, open, hear);
}

/** "Jangan simpan" holds a word of the agreement, and denies it. */
function contradicts(text: string, way: Way, hear: Hear): boolean {
  const [said, meant] = [polarityOf(text, hear)?.type, leadingOf(way.label, hear)?.type];
  return said !== undefined && meant !== undefined && said !== meant;
}

type YesNo = { readonly text: string; readonly isFinal: boolean; readonly isConsent: boolean };

/** Whether a yes or no holds with what stands beside it. A no needs no proof, but to a consent it must speak of that. */
function isMeantBy(said: YesNo, { rest }: Chosen, known: readonly string[], hear: Hear): boolean {
  const { text, isFinal, isConsent } = said;
  if (polarityOf(text, hear)?.type === 'no') return !isConsent || isKnown(rest, [...known, ...hear.vague], hear);
  const parts = partsOf(withoutExclamations(text, hear), hear);
  if (isFinal) return isPlainYes(parts, known, hear);
  const told = parts.filter((part, index) => index === 0 || !isQuestion(part, hear)).map((part) => part.text);
  return isLikelyYes(text, polarityOf(told.join(', '), hear)?.rest ?? rest, known, hear);
}

/** The words that belong to a question and to one of its answers. */
const knownWords = (open: Asked, { label, words = [] }: Way): readonly string[] => [
  ...questionOf(open),
  label,
  ...words,
];

const isKnown = (said: string, known: readonly string[], hear: Hear): boolean =>
  newsIn(said, hear, [...known, ...hear.beside, ...hear.fine, ...hear.works, ...hear.thanks]).length === 0;

/** "Harus ke kantor ga", "kapan normal": a question that holds the words of an answer. A mark alone may follow an unsure answer too. */
const asksInstead = (first: Part, hear: Hear): boolean => isQuestion({ ...first, asks: false }, hear);

/** "Udah normal tapi lemot": what follows the "tapi" takes back what was said before. */
function isTakenBack(parts: readonly Part[], choice: Chosen, open: Asked, hear: Hear): boolean {
  const place = parts.findIndex(({ but }) => but);
  if (place <= 0) return false;
  const before = parts
    .slice(0, place)
    .map(({ text }) => text)
    .join(', ');
  const isSuccess = [...hear.works, ...hear.fine].some((word) =>
    contains(foldText(before, hear), foldText(word, hear)),
  );
  if (!isSuccess && polarityOf(before, hear)?.type !== 'yes') return false;
  const found = choose(before, allWays(open), hear);
  return found.type === 'chosen' && found.index === choice.index;
}

/** A yes of which the first stretch holds nothing unknown, and nothing behind it casts a doubt: "udah masuk kak, makasih". */
function isPlainYes(parts: readonly Part[], known: readonly string[], hear: Hear): boolean {
  const [first, ...others] = parts;
  if (!first || !isKnown(foldText(first.text, hear), known, hear)) return false;
  return others.every((part) => (!part.but && isQuestion(part, hear)) || !isDoubt(part, known, hear));
}

function isDoubt({ text, but }: Part, known: readonly string[], hear: Hear): boolean {
  const said = foldText(text, hear);
  if (isKnown(said, known, hear)) return polarityOf(text, hear)?.type === 'no';
  return but || [...hear.no, ...hear.vague].some((word) => contains(said, foldText(word, hear)));
}

/** The yes that agrees with a question, and tells of no deed as "udah" does. */
const agreeing = ['ya', 'iya'];

/** A yes with a few words more ("ya, bulan lalu"); not a deed with nothing but vague words ("udah lama"), nor a story of its own. */
function isLikelyYes(text: string, rest: string, known: readonly string[], hear: Hear): boolean {
  const unknown = newsIn(rest, hear, [...hear.beside, ...hear.fine, ...hear.works, ...hear.thanks]);
  if (unknown.length === 0 || newsIn(rest, hear, known).length < unknown.length) return true;
  const news = newsIn(rest, hear, [...hear.vague, ...hear.beside]);
  const agrees = agreeing.includes(foldText(text, hear).split(' ')[0] ?? '');
  return news.length <= 2 && (news.length >= 1 || agrees);
}

/** Longer sentences put nothing off, whatever they hold. */
const SHORT = 9;

/** "Besok saya coba", "oke dicoba dulu": an answer will come later, unless an answer of this question is worded so ("iya, cari"). */
export function isPutOff(text: string, open: Asked, hear: Hear): boolean {
  const said = foldText(text, hear);
  const words = said.split(' ');
  if (words.length > SHORT || partsOf(text, hear).some((part) => isQuestion(part, hear))) return false;
  const answers = allWays(open).flatMap(({ label, words = [] }) =>
    foldText([label, ...words].join(' '), hear).split(' '),
  );
  const has = (list: readonly string[]) =>
    list.some((entry) => contains(said, foldText(entry, hear)) && !answers.includes(foldText(entry, hear)));
  const agrees = [...hear.assent, ...agreeing].some((word) => word === words[0]);
  if (!has(hear.later) && !(agrees && has(hear.trying))) return false;
  const idle = [...hear.later, ...hear.trying, ...hear.vague, ...hear.beside, ...hear.assent, ...questionOf(open)];
  return newsIn(said, hear, idle).length <= 2;
}

/** Whether a text says nothing that an answer or a topic could be read from, but says something: "udah dari kemarin", "ya ampun". */
export function isVague(text: string, known: readonly string[], hear: Hear): boolean {
  const bare = withoutExclamations(text, hear);
  const said = foldText(bare, hear);
  const words = tellingWords(said, hear).filter((word) => !isSteering(word, hear));
  if (words.length === 0) return bare !== text;
  const isKnown = newsIn(said, hear, [...hear.vague, ...hear.beside, ...known]).length === 0;
  return isKnown && newsIn(said, hear, known).some((word) => hear.vague.includes(word));
}
