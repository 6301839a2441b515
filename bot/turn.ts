import { randomInt } from 'node:crypto';
import type { Clock } from './clock.ts';
import { advance } from './core/advance.ts';
import type { Book } from './core/book.ts';
import { combine } from './core/burst.ts';
import { type Conversation, newConversation } from './core/conversation.ts';
import type { Advance, Event, Moment } from './core/event.ts';
import type { ReceivedMessage, Reply } from './core/message.ts';
import type { Understand } from './inbox.ts';
import type { Board } from './incidents/board.ts';
import type { Party, Store, TranscriptEntry } from './store/store.ts';

export type TurnPorts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly book: Book;
  readonly board: Board;
  readonly understand: Understand;
  readonly isPulled: (channel: string) => boolean;
  /** Told of each message that was taken, for `:why`, replays and metrics. */
  readonly taken: (party: Party, received: ReceivedMessage, advance: Advance) => void;
  /** Told when a message could not be handled by the dialogue; it was answered with an apology. */
  readonly broken: (party: Party, error: unknown) => void;
  readonly audience: Conversation['audience'];
};

/** A message that waited longer than this gets a word about the delay: milliseconds. */
const DELAYED = 180_000;

/**
 * Takes the waiting messages of a conversation to their end: load, advance, commit as one step. Returns the lines said, or undefined when nothing was
 * waiting. Rejects when the store does; then nothing has happened and the turn can be taken again.
 */
export async function takeTurn(id: string, ports: TurnPorts): Promise<readonly TranscriptEntry[] | undefined> {
  const stored = await ports.store.load(id);
  if (!stored || stored.inbox.length === 0) return undefined;
  const pending = stored.inbox;
  let state = stored.state ?? newConversation(ports.audience);
  const replies: Reply[] = [];
  let delayed = isDelayed(pending, ports.clock.now());
  for (const received of joined(pending, stored.party, ports)) {
    const next = await step(state, { party: stored.party, received, delayed }, ports);
    delayed = false;
    state = next.replies.length > 0 ? { ...next.conversation, askedAt: ports.clock.now() } : next.conversation;
    replies.push(...next.replies);
  }
  return ports.store.commit(id, {
    state,
    done: pending.map(({ message }) => message.id),
    replies,
    at: ports.clock.now(),
    pulled: ports.isPulled(stored.party.channel),
  });
}

/** The delay is told once, however many messages waited. */
const isDelayed = (pending: readonly ReceivedMessage[], now: number): boolean =>
  pending.some(({ message, receivedAt }) => now - Math.min(message.at, receivedAt) > DELAYED);

/** Fragments that cannot be joined are taken one by one. */
function joined(
  pending: readonly ReceivedMessage[],
  party: Party,
  { book, broken }: TurnPorts,
): readonly ReceivedMessage[] {
  try {
    return combine(pending, book);
  } catch (error) {
    broken(party, error);
    return pending;
  }
}

type Handled = { readonly conversation: Conversation; readonly replies: readonly Reply[] };

async function step(
  state: Conversation,
  at: { party: Party; received: ReceivedMessage; delayed: boolean },
  ports: TurnPorts,
): Promise<Handled> {
  const { book, understand } = ports;
  try {
    const event: Event = {
      type: 'message-received',
      received: at.received,
      understanding: at.received.message.type === 'choice' ? null : understand(at.received.message.text),
      delayed: at.delayed,
      moment: await momentOf(ports),
    };
    const next = advance(state, event, book);
    ports.taken(at.party, at.received, next);
    return next;
  } catch (error) {
    ports.broken(at.party, error);
    return {
      conversation: { ...state, question: null, position: null },
      replies: [{ text: book.texts.broken, options: [] }],
    };
  }
}

async function momentOf({ clock, board }: TurnPorts): Promise<Moment> {
  const now = clock.now();
  return { now, board: await board.status(now), caseCode: newCaseCode() };
}

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Such as JM-4F7K2: read out over the phone without mistakes; unique enough among open cases, and no key to anything. */
export function newCaseCode(): string {
  return `JM-${Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
}
