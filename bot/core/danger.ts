/** Danger: somebody who may hurt themselves or others, or is being hurt; and how the talk goes on after it. */
import { anchors, type Book } from './book.ts';
import type { Conversation } from './conversation.ts';
import { judge, thresholds } from './decide.ts';
import type { MessageReceived } from './event.ts';
import { hears } from './repair.ts';
import { type Danger, hasDespair, hasDistress, signsOf } from './signs.ts';
import { plain } from './spelling.ts';
import { isSuspicious } from './suspicious.ts';
import type { Reader, Taken } from './take.ts';
import { ask, change, openCase, pause, type Scene, say, type Walk } from './walk.ts';

/** So long after a danger nobody is sent away or shown a menu: milliseconds. */
const RECENT = 86_400_000;

/** Short texts in a row, with no longer pause than this between two of them, may be one sentence: milliseconds. */
const TOGETHER = 120_000;
const SHORT = { words: 3, letters: 120 };

/** The short texts that were said in a row, up to this one; empty after a longer one. */
export function fragmentsWith(conversation: Conversation, { received, moment }: MessageReceived): string {
  const { type, text } = received.message;
  const said = plain(text);
  if (type !== 'text' || said.split(' ').length > SHORT.words) return '';
  const before = moment.now - conversation.lastAt < TOGETHER ? conversation.fragments : '';
  return `${before} ${said}`.trim().slice(-SHORT.letters);
}

/** Somebody may be in danger: nothing else counts. */
export const danger: Reader = (walk, event, scene) => {
  const found = dangerIn(walk, event, scene);
  if (!found) return undefined;
  const { texts } = scene.book;
  const aside = change(pause(walk, scene.book), { dangerAt: event.moment.now, fragments: '' });
  return { walk: openCase(say(aside, texts[found].reply), 'darurat', scene), decision: { type: 'distress' } };
};

function dangerIn({ conversation }: Walk, { received }: MessageReceived, { book }: Scene): Danger | undefined {
  if (received.message.type === 'choice') return undefined;
  const signs = signsOf(book.texts);
  const { text } = received.message;
  if (hasDistress(text, signs) || hasDistress(conversation.fragments, signs)) return 'distress';
  if (!isInside(conversation) && hasDespair(text, signs)) return 'distress';
  const said = signs.fold(text);
  return (['threat', 'harm'] as const).find((kind) => signs[kind](said));
}

/** At a step of a flow; the menu and side questions are none. */
const isInside = ({ position, question }: Conversation): boolean =>
  position !== null && position.step !== anchors.menu && question?.type === 'step';

/**
 * What is said to grief, and to anything unclear for a day after a danger: a warm word in place of "that is not my subject" or a menu. Grief that
 * comes with a trouble gets the warm word before the help.
 */
export function gently(begun: Walk, taken: Taken, event: MessageReceived, scene: Scene): Taken {
  const { message } = event.received;
  const { distress, sorrow } = scene.book.texts;
  if (message.type !== 'text' || taken.decision.type === 'distress') return taken;
  const signs = signsOf(scene.book.texts);
  const isSad = signs.sorrow(signs.fold(message.text)) !== null;
  const isRecent = begun.conversation.dangerAt > 0 && event.moment.now - begun.conversation.dangerAt < RECENT;
  if (!isSad && !isRecent) return taken;
  const sure = isRecent ? thresholds.afterDanger : thresholds.sure;
  if (!isUnclear(begun, taken, { event, sure }, scene)) return isSad ? led(taken, sorrow.reply) : taken;
  const lead = isRecent ? distress.stay : sorrow.reply;
  const held = { type: 'held' as const, reason: 'gently' };
  if (isInside(begun.conversation)) return { walk: ask(begun, scene, lead), decision: held };
  return { walk: say(begun, isRecent ? lead : `${lead} ${sorrow.ask}`), decision: held };
}

const led = (taken: Taken, text: string): Taken => ({
  ...taken,
  walk: { ...taken.walk, replies: [{ text, options: [] }, ...taken.walk.replies] },
});

/** Intents that are no trouble to help with: what is taken for one of them may as well be grief. */
const vague: ReadonlySet<string> = new Set(['complaint', 'needs_guidance', 'closing', 'out_of_scope']);

type Heard = { readonly event: MessageReceived; readonly sure: number };

/** Whether the answer found rests on little: nothing understood, something off the topic, or a guess. */
function isUnclear(begun: Walk, { decision }: Taken, { event, sure }: Heard, { book }: Scene): boolean {
  switch (decision.type) {
    case 'out-of-scope':
      return true;
    case 'missed':
      return decision.times < 3 || begun.conversation.question === null;
    case 'held':
      return decision.reason === 'bare-answer';
    case 'clarify':
      return !Object.values(book.texts.broad).some((intents) => intents === decision.intents);
    case 'intent':
      return decision.intent !== 'human_agent' && isGuess(event, sure, book);
    default:
      return false;
  }
}

function isGuess({ received, understanding }: MessageReceived, sure: number, { texts }: Book): boolean {
  const { text } = received.message;
  if (hears(text, texts.hear.thanks, 'anywhere') || isSuspicious(text, texts.links)) return false;
  const verdict = understanding ? judge(understanding, sure) : undefined;
  return verdict?.type !== 'sure' || vague.has(verdict.intent);
}
