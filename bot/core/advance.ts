/** The pure core's one door: (conversation, event, content) → (next conversation, what is said, what else happened). */
import type { Book } from './book.ts';
import type { Conversation } from './conversation.ts';
import type { Advance, Event } from './event.ts';
import { broadWord, meaning, missed, slotAnswer } from './meaning.ts';
import type { Reply } from './message.ts';
import { askedAt } from './question.ts';
import {
  answer,
  answerAside,
  command,
  correction,
  courtesy,
  distress,
  exactLabel,
  pressed,
  restart,
  returning,
  stale,
  steering,
  wordlessKind,
} from './reading.ts';
import type { Reader, Taken } from './take.ts';
import { type Scene, startWalk } from './walk.ts';

/** Texts over this many characters are answered with a word about their length. */
const LONG_TEXT = 2_500;

const allReaders: readonly Reader[] = [
  distress,
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
  const begun = startWalk(stillThere(conversation, book));
  const vanished = conversation.position !== null && begun.conversation.position === null;
  const readers: readonly Reader[] = vanished ? [restart] : allReaders;
  for (const read of readers) {
    const taken = read(begun, event, scene);
    if (taken) return close(taken, event, scene);
  }
  return close(missed(begun, event, scene), event, scene);
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

function close({ walk, decision }: Taken, event: Event, scene: Scene): Advance {
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
  const conversation: Conversation = {
    ...walk.conversation,
    lastAt: event.moment.now,
    lastReplies: walk.replies.length > 0 ? [...walk.replies] : walk.conversation.lastReplies,
  };
  return { conversation, replies, decision, opened: walk.opened, ended: walk.ended, visited: walk.visited };
}
