/** The pure core's one door: (conversation, event, content) → (next conversation, what is said, what else happened). */

import { amended } from './amend.ts';
import { answer } from './answering.ts';
import type { Book } from './book.ts';
import { caseTalk } from './case-talk.ts';
import type { Conversation } from './conversation.ts';
import { danger, fragmentsWith, gently } from './danger.ts';
import type { Advance, Event, MessageReceived, MovedHere } from './event.ts';
import { broadWord, meaning, missed } from './meaning.ts';
import type { Reply } from './message.ts';
import { pressed, stale } from './press.ts';
import { askedAt, fill } from './question.ts';
import {
  answerAside,
  command,
  correction,
  courtesy,
  exactLabel,
  loop,
  restart,
  returning,
  steering,
  wordlessKind,
} from './reading.ts';
import { damped, likeness } from './repetition.ts';
import { suspicious } from './suspicious.ts';
import type { Reader, Taken } from './take.ts';
import { slotAnswer } from './telling.ts';
import { awaited } from './waiting.ts';
import { ask, type Scene, say, startWalk, type Walk } from './walk.ts';

/** Texts over this many characters are answered with a word about their length. */
const LONG_TEXT = 2_500;

const allReaders: readonly Reader[] = [
  danger,
  loop,
  wordlessKind,
  pressed,
  stale,
  suspicious,
  exactLabel,
  amended,
  caseTalk,
  command,
  steering,
  correction,
  awaited,
  returning,
  answerAside,
  answer,
  slotAnswer,
  broadWord,
  courtesy,
  meaning,
];

/** Takes one event to what follows from it. Total: whatever was sent, there is an answer, or it was the same message pressed twice. */
export function advance(conversation: Conversation, event: Event, book: Book): Advance {
  const scene: Scene = { book, moment: event.moment };
  if (event.type === 'moved-here') return goOn(conversation, event, scene);
  const begun = startWalk(counted(stillThere(conversation, book), event));
  const vanished = conversation.position !== null && begun.conversation.position === null;
  const readers: readonly Reader[] = vanished ? [restart] : allReaders;
  for (const read of readers) {
    const taken = read(begun, event, scene);
    if (taken) return finished(begun, taken, event, scene);
  }
  return finished(begun, missed(begun, event, scene), event, scene);
}

/** What is said in the end: gently to somebody who was in danger, and not for ever the same. */
function finished(begun: Walk, taken: Taken, event: MessageReceived, scene: Scene): Advance {
  const gentle = gently(begun, taken, event, scene);
  return close(damped(begun.conversation, gentle, event, scene), event, scene);
}

/** Counts how often the same text came in a row, and keeps fragments together. */
function counted(conversation: Conversation, event: MessageReceived): Conversation {
  const { received } = event;
  const text = likeness(received.message.text);
  const before = conversation.same;
  const times = received.message.type === 'text' && text === before.text ? before.times + 1 : 1;
  return { ...conversation, same: { text, times }, fragments: fragmentsWith(conversation, event) };
}

/** Takes over what was said in another channel. */
function goOn(here: Conversation, { from, moment }: MovedHere, scene: Scene): Advance {
  const { transfer } = scene.book.texts;
  const told =
    typeof from === 'string'
      ? say(startWalk(here), transfer[from])
      : broughtHere(here, stillThere(from, scene.book), scene);
  const decision = { type: 'moved' as const, found: typeof from !== 'string' };
  return settled({ walk: told, decision }, told.replies, moment.now);
}

/** The case comes along, unless one is open here: the number of either was told, so each stays where it is. */
function broughtHere(here: Conversation, from: Conversation, scene: Scene): Walk {
  const { transfer } = scene.book.texts;
  const [mine, other] = [here.case, from.case];
  const staysMine = mine?.status === 'open' && mine.code !== other?.code;
  const areBoth = staysMine && other?.status === 'open';
  const both = areBoth ? [fill(transfer.both, { here: mine.code, there: other.code })] : [];
  const known: Conversation = {
    ...from,
    case: staysMine ? mine : other,
    lastReplies: here.lastReplies,
    dangerAt: Math.max(here.dangerAt, from.dangerAt),
  };
  return ask(startWalk(known), scene, [transfer.found, ...both].join('\n'));
}

/** Lets go of steps that the content no longer has. */
function stillThere(conversation: Conversation, book: Book): Conversation {
  const exists = (step: string) => book.steps.has(step);
  const { position, paused, back, waiting } = conversation;
  const kept = {
    ...conversation,
    paused: paused.filter(({ step }) => exists(step)),
    waiting: waiting && exists(waiting.step) ? waiting : null,
    back: back.filter(({ step }) => exists(step)),
  };
  return position && !askedAt(position, book) ? { ...kept, position: null, question: null } : kept;
}

function close(taken: Taken, event: MessageReceived, scene: Scene): Advance {
  const { walk, decision } = taken;
  const { message } = event.received;
  // A program that is left alone is not warned for ever either.
  const found = decision.type === 'held' && decision.reason === 'loop' ? [] : event.received.found;
  const { warnings, delayed, kinds } = scene.book.texts;
  const leads = [
    ...(event.delayed ? [delayed] : []),
    ...(found.includes('otp') ? [warnings.otp] : []),
    ...(found.includes('password') ? [warnings.password] : []),
    ...(found.some((kind) => kind === 'nik' || kind === 'account') && !found.includes('otp')
      ? [warnings.identity]
      : []),
    ...(message.text.length > LONG_TEXT ? [kinds.long] : []),
  ];
  const replies: readonly Reply[] = [...leads.map((text) => ({ text, options: [] })), ...walk.replies];
  return settled(taken, replies, event.moment.now);
}

/** The result of a turn: `replies` with what was put before them. */
function settled({ walk, decision }: Taken, replies: readonly Reply[], now: number): Advance {
  const conversation: Conversation = {
    ...walk.conversation,
    lastAt: now,
    lastReplies: walk.replies.length > 0 ? [...walk.replies] : walk.conversation.lastReplies,
  };
  const { opened, ended, visited, toldTransfer } = walk;
  return { conversation, replies, decision, opened, ended, visited, toldTransfer };
}
