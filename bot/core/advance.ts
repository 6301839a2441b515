/** The pure core's one door: (conversation, event, content) → (next conversation, what is said, what else happened). */
import type { Book } from './book.ts';
import type { Conversation } from './conversation.ts';
import type { Advance, Event, MessageReceived, MovedHere } from './event.ts';
import { broadWord, meaning, missed, slotAnswer } from './meaning.ts';
import type { Reply } from './message.ts';
import { pressed, stale } from './press.ts';
import { askedAt } from './question.ts';
import {
  answer,
  answerAside,
  command,
  correction,
  courtesy,
  distress,
  exactLabel,
  loop,
  restart,
  returning,
  steering,
  wordlessKind,
} from './reading.ts';
import { plain } from './spelling.ts';
import type { Reader, Taken } from './take.ts';
import { ask, type Scene, say, startWalk } from './walk.ts';

/** Texts over this many characters are answered with a word about their length. */
const LONG_TEXT = 2_500;

const allReaders: readonly Reader[] = [
  distress,
  loop,
  wordlessKind,
  pressed,
  stale,
  exactLabel,
  command,
  steering,
  correction,
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
    if (taken) return close(taken, event, scene);
  }
  return close(missed(begun, event, scene), event, scene);
}

/** Counts how often the same text came in a row. */
function counted(conversation: Conversation, { received }: MessageReceived): Conversation {
  const text = plain(received.message.text).slice(0, 200);
  const before = conversation.same;
  const times = received.message.type === 'text' && text === before.text ? before.times + 1 : 1;
  return { ...conversation, same: { text, times } };
}

/** Takes over what was said in another channel; the case comes along. */
function goOn(here: Conversation, { from, moment }: MovedHere, scene: Scene): Advance {
  const { transfer } = scene.book.texts;
  const known = typeof from === 'string' ? undefined : stillThere(from, scene.book);
  const lead = from === 'locked' ? transfer.locked : known ? transfer.found : transfer.unknown;
  const told = known
    ? ask(startWalk({ ...known, lastReplies: here.lastReplies }), scene, lead)
    : say(startWalk(here), lead);
  const decision = { type: 'moved' as const, found: known !== undefined };
  return settled({ walk: told, decision }, told.replies, moment.now);
}

/** Lets go of steps that the content no longer has. */
function stillThere(conversation: Conversation, book: Book): Conversation {
  const exists = (step: string) => book.steps.has(step);
  const { position, paused, back } = conversation;
  const kept = {
    ...conversation,
    paused: paused.filter(({ step }) => exists(step)),
    back: back.filter(({ step }) => exists(step)),
  };
  return position && !askedAt(position, book) ? { ...kept, position: null, question: null } : kept;
}

function close(taken: Taken, event: MessageReceived, scene: Scene): Advance {
  const { walk } = taken;
  const { found, message } = event.received;
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
