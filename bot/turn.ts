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
import { newTransferCode, type Transfers, transferCodeIn } from './transfers.ts';

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
  readonly transfers: Transfers;
  /** Whether so much comes from this conversation that only the last of it is answered. */
  readonly isFlooding: (id: string) => boolean;
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
  const { party, inbox: pending } = stored;
  const events = joined(pending, party, ports);
  const answered = ports.isFlooding(id) ? events.length - MOST_ANSWERED : 0;
  let state = stored.state ?? newConversation(ports.audience);
  const replies: Reply[] = [];
  let delayed = isDelayed(pending, ports.clock.now());
  const left: string[] = [];
  for (const [index, received] of events.entries()) {
    const next = await step(state, { party, received, delayed }, ports);
    delayed = false;
    state = next.replies.length > 0 ? { ...next.conversation, askedAt: ports.clock.now() } : next.conversation;
    if (index >= answered) replies.push(...next.replies);
    if (next.left !== undefined) left.push(next.left);
  }
  const lines = await ports.store.commit(id, {
    state,
    done: pending.map(({ message }) => message.id),
    replies,
    at: ports.clock.now(),
    pulled: ports.isPulled(party.channel),
  });
  for (const other of left) await forget(other, ports);
  return lines;
}

/** What was taken over by another conversation is let go of here: it goes on in one place only. */
async function forget(id: string, { store, clock, audience, isPulled }: TurnPorts): Promise<void> {
  const stored = await store.load(id);
  if (!stored) return;
  const state = newConversation(audience);
  await store.commit(id, { state, done: [], replies: [], at: clock.now(), pulled: isPulled(stored.party.channel) });
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

type Handled = {
  readonly conversation: Conversation;
  readonly replies: readonly Reply[];
  /** The conversation that was taken over by this one. */
  readonly left?: string;
};
type Incoming = { readonly party: Party; readonly received: ReceivedMessage; readonly delayed: boolean };

async function step(state: Conversation, at: Incoming, ports: TurnPorts): Promise<Handled> {
  const moment = await momentOf(ports);
  const from = await takenOver(at, ports);
  const next = handled(state, at, { moment, from }, ports);
  if (next.toldTransfer) await ports.transfers.offer(moment.transferCode, at.party.id);
  return from?.id && next.conversation !== state ? { ...next, left: from.id } : next;
}

type Before = { readonly id?: string; readonly state: Conversation | 'unknown' | 'locked' };

/** The conversation whose code was given, if the message is a request to go on with one. */
async function takenOver({ party, received }: Incoming, { transfers, store }: TurnPorts): Promise<Before | undefined> {
  const code = transferCodeIn(received.message.text);
  if (code === undefined) return undefined;
  const id = await transfers.take(code, party.id);
  if (id === 'locked') return { state: 'locked' };
  const before = id === undefined || id === party.id ? undefined : await store.load(id);
  return before?.state ? { id: before.party.id, state: before.state } : { state: 'unknown' };
}

type Around = { readonly moment: Moment; readonly from: Before | undefined };

function handled(
  state: Conversation,
  at: Incoming,
  { moment, from }: Around,
  ports: TurnPorts,
): Handled & { toldTransfer: boolean } {
  const { message } = at.received;
  try {
    const understanding = message.type === 'choice' ? null : ports.understand(message.text);
    const event: Event = from
      ? { type: 'moved-here', from: from.state, moment }
      : { type: 'message-received', received: at.received, understanding, delayed: at.delayed, moment };
    const next = advance(state, event, ports.book);
    ports.taken(at.party, at.received, next);
    return next;
  } catch (error) {
    ports.broken(at.party, error);
    const replies = [{ text: ports.book.texts.broken, options: [] }];
    return { conversation: { ...state, question: null, position: null }, replies, toldTransfer: false };
  }
}

async function momentOf({ clock, board, broken }: TurnPorts): Promise<Moment> {
  const now = clock.now();
  const status = await board.status(now).catch((error) => {
    broken({ id: '', channel: '', address: '' }, error);
    return { type: 'clear' as const };
  });
  return { now, board: status, caseCode: newCaseCode(), transferCode: newTransferCode() };
}

/** Of a flood so many events at most are answered, the last ones. */
const MOST_ANSWERED = 10;

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Such as JM-4F7K2: read out over the phone without mistakes; unique enough among open cases, and no key to anything. */
export function newCaseCode(): string {
  return `JM-${Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
}
