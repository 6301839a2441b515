/** Turns that lead nowhere: a tired participant is offered a person, and a program on the other side is left alone. */
import { anchors } from './book.ts';
import type { Conversation, SpokenTurn } from './conversation.ts';
import type { Decision, MessageReceived } from './event.ts';
import type { Reply } from './message.ts';
import { plain } from './spelling.ts';
import type { Taken } from './take.ts';
import { ask, change, type Scene, say, startWalk } from './walk.ts';

/** What was said longer ago does not count as a repetition: milliseconds. */
const LATELY = 600_000;
const REMEMBERED = 30;
/** The same answer to something that was not understood is given so often; then a person is offered. */
const OFFER_AT = 3;
/** So many turns in a row that are not understood and bring nothing new are no person's. */
const MOST_LOST = 40;

/** Words of a text; in longer ones numbers count alike, since tickets and times run on in what is otherwise the same. */
export function likeness(text: string): string {
  const words = plain(text).slice(0, 200);
  return words.split(' ').length < 4 ? words : words.replaceAll(/\d+/g, '0');
}

/** A short mark of a text, equal for equal texts (FNV-1a, 32 bits); texts themselves are not kept twice. */
const markOf = (text: string): string => {
  let mark = 0x811c9dc5;
  for (const unit of text) mark = Math.imul(mark ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return mark.toString(36);
};

const markOfReplies = (replies: readonly Reply[]): string =>
  markOf(replies.map(({ text }) => text.replaceAll(/\d+/g, '0')).join('\n'));

const isUnderstood = ({ type }: Decision): boolean => type === 'command' || type === 'answered' || type === 'intent';

/** Whether a decision says that nothing came of the message. */
const isLost = (decision: Decision): boolean =>
  decision.type === 'missed' ||
  decision.type === 'out-of-scope' ||
  (decision.type === 'held' && decision.reason === 'bare-answer');

/** A person instead of the same answer once more, unless one is on the way or was offered lately. */
function offered(taken: Taken, lately: readonly SpokenTurn[], scene: Scene): Taken {
  const { texts, steps } = scene.book;
  const { position, question, case: opened, audience } = taken.walk.conversation;
  const isAtDesk = position !== null && steps.get(position.step)?.flow.id === steps.get(anchors.handover)?.flow.id;
  const isUnderway = isAtDesk || question?.type === 'agent' || opened?.status === 'open';
  const times = lately.filter(({ said }) => said === markOfReplies(taken.walk.replies)).length + 1;
  if (times < OFFER_AT || !isLost(taken.decision) || isUnderway || audience === 'agent') return taken;
  const asking = startWalk({ ...taken.walk.conversation, question: { type: 'agent' } });
  const walk = ask(asking, scene, texts.fallback.agent);
  return lately.some(({ said }) => said === markOfReplies(walk.replies)) ? taken : { ...taken, walk };
}

/** Whether a turn is one too many of a talk that turns in circles. */
function isTooMuch({ walk, decision }: Taken, idle: number): boolean {
  if (decision.type === 'distress' || walk.opened !== null) return false;
  // What is understood is somebody's wish, however often it comes.
  return !isUnderstood(decision) && idle >= MOST_LOST;
}

/**
 * Weighs a turn against the last ones. The same answer again, and again, to what is not understood becomes the offer of a person. When turn
 * after turn brings nothing new the bot says so once and is silent, until something leads on.
 */
export function damped(before: Conversation, taken: Taken, event: MessageReceived, scene: Scene): Taken {
  const { now } = event.moment;
  if (taken.walk.replies.length === 0 || event.received.message.type !== 'text') return taken;
  const lately = before.spoken.turns.filter(({ at }) => now - at < LATELY);
  // Who was told that no more answers come was offered a person before.
  const next = before.spoken.told ? taken : offered(taken, lately, scene);
  const said = markOfReplies(next.walk.replies);
  const turn: SpokenTurn = { said, at: now };
  const isStale = lately.some((one) => one.said === said);
  const idle = isStale ? before.spoken.idle + 1 : 0;
  const turns = [...lately, turn].slice(-REMEMBERED);
  if (!isTooMuch(next, idle)) {
    return { ...next, walk: change(next.walk, { spoken: { turns, idle, told: isStale && before.spoken.told } }) };
  }
  const quiet = startWalk({ ...before, spoken: { turns, idle, told: true } });
  const walk = before.spoken.told ? quiet : say(quiet, scene.book.texts.loop);
  return { walk, decision: { type: 'held', reason: 'loop' } };
}
