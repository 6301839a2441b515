/** People write in fragments, and press twice: what belongs together is taken together. */
import { choose } from './answer.ts';
import type { Book, Step } from './book.ts';
import type { Conversation } from './conversation.ts';
import { judge } from './decide.ts';
import type { Understanding } from './event.ts';
import { foldText, tellingWords } from './hearing.ts';
import type { ReceivedMessage } from './message.ts';
import { asked } from './question.ts';
import { commandOf, hears } from './repair.ts';
import { plain } from './spelling.ts';

/** Fragments further apart than this are messages of their own: milliseconds. */
const APART = 30_000;
const LONGEST = 10_000;

/**
 * Whether a message looks like the beginning of something: a short text that answers nothing, commands nothing and is not understood yet.
 * Such a one is worth a short wait for the rest.
 */
export function isFragment(
  received: ReceivedMessage,
  conversation: Conversation,
  understanding: Understanding | null,
  book: Book,
): boolean {
  const { message } = received;
  const said = plain(message.text);
  const words = said === '' ? 0 : said.split(' ').length;
  if (message.type !== 'text' || commandOf(message.text, book.texts)) return false;
  // Marks alone say nothing yet, and a storm of them deserves one answer.
  if (words === 0) return true;
  const step = conversation.question?.type === 'step' ? stepAt(conversation, book) : undefined;
  if (step?.type === 'ask') return isPart(step, received, book);
  if (words >= 12 || isAnswer(message.text, conversation, book)) return false;
  if (/[.!?]\s*$/.test(message.text) && words >= 3) return false;
  if (tellingWords(foldText(message.text, book.texts.hear), book.texts.hear).length < 2) return true;
  return words < 2 || !isUnderstood(understanding);
}

function isUnderstood(understanding: Understanding | null): boolean {
  const verdict = understanding ? judge(understanding) : undefined;
  return verdict?.type === 'sure' && verdict.intent !== 'greeting';
}

const stepAt = ({ position }: Conversation, book: Book): Step | undefined =>
  position === null ? undefined : book.steps.get(position.step)?.step;

function isAnswer(text: string, conversation: Conversation, book: Book): boolean {
  const open = asked(conversation, book);
  return open !== undefined && (open.ways.length === 0 || choose(text, open.ways, book.texts.hear).type !== 'none');
}

/** A name or a story may go on in the next message; a number, a date and "lewati" are whole. */
function isPart(step: Extract<Step, { type: 'ask' }>, { message, sealed }: ReceivedMessage, { texts }: Book): boolean {
  if (hears(message.text, [...texts.skip.words, ...texts.hear.unknown])) return false;
  return step.slot === 'name' || step.slot === 'complaint' || (sealed.length === 0 && !/\d/.test(message.text));
}

/** Joins the fragments of one burst, drops repeated presses, and lets the last of several bare numbers stand. Order is kept. */
export function combine(pending: readonly ReceivedMessage[], book: Book): readonly ReceivedMessage[] {
  const taken: ReceivedMessage[] = [];
  for (const next of pending) {
    const last = taken.at(-1);
    const joined = last && join(last, next, book);
    if (joined) taken[taken.length - 1] = joined;
    else taken.push(next);
  }
  return taken;
}

function join(last: ReceivedMessage, next: ReceivedMessage, book: Book): ReceivedMessage | undefined {
  if (next.receivedAt - last.receivedAt > APART) return undefined;
  const [a, b] = [last.message, next.message];
  if (a.type === 'choice' && b.type === 'choice' && keyOf(a.option) === keyOf(b.option)) return next;
  if (a.type !== 'text' || b.type !== 'text') return undefined;
  if (plain(a.text) === plain(b.text)) return next;
  if (isNumber(a.text) && isNumber(b.text)) return next;
  const glue = glueOf(a.text, b.text, book);
  if (glue === undefined || a.text.length + b.text.length > LONGEST) return undefined;
  return {
    ...next,
    message: { ...b, text: `${a.text}${glue}${b.text}` },
    found: [...new Set([...last.found, ...next.found])],
    sealed: [...last.sealed, ...next.sealed],
    receivedAt: last.receivedAt,
  };
}

/** What stands between two texts that are one; undefined when they are two. */
function glueOf(one: string, other: string, { texts }: Book): string | undefined {
  const commands = [one, other].filter((text) => commandOf(text, texts) !== undefined);
  // "mau bicara", "petugas" is one wish; "menu", "batal" are two.
  if (commands.length < 2 && commandOf(`${one} ${other}`, texts) !== undefined) return ' ';
  return commands.length > 0 || isNumber(one) || isNumber(other) ? undefined : '\n';
}

const keyOf = (option: string): string => option.split('#')[0] ?? '';
const isNumber = (text: string): boolean => /^\W*\d{1,2}\W*$/.test(text);
