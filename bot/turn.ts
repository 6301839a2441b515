import { randomInt } from 'node:crypto';
import type { Clock } from './clock.ts';
import { advance } from './core/advance.ts';
import type { Book } from './core/book.ts';
import { combine } from './core/burst.ts';
import { type Conversation, newConversation } from './core/conversation.ts';
import type { Advance, Event, Moment } from './core/event.ts';
import type { ReceivedMessage, Reply } from './core/message.ts';
import { followUpOf } from './core/parts.ts';
import type { Understand } from './inbox.ts';
import type { Board } from './incidents/board.ts';
import {
  type Leaving,
  type Party,
  phoneOf,
  type Store,
  type StoredConversation,
  type TranscriptEntry,
} from './store/store.ts';
import { newTransferCode, type Transfers, transferCodeIn, transferKey } from './transfers.ts';

export type TurnPorts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly book: Book;
  readonly board: Board;
  readonly understand: Understand;
  readonly isPulled: (channel: string) => boolean;
  /** Told of each message that was taken, once its turn is stored; for the log, `:why`, replays and metrics. */
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
  const { state, replies, leaving, advances } = await answered(stored, ports);
  const lines = await ports.store.commit(id, {
    state,
    done: pending.map(({ message }) => message.id),
    replies,
    at: ports.clock.now(),
    pulled: ports.isPulled(party.channel),
    ...(leaving.length > 0 ? { leaving: [...(stored.leaving ?? []), ...leaving] } : {}),
  });
  for (const [received, next] of advances) told(party, received, next, ports);
  // What is stored by now must not fail any more: a code that stays behind is removed with the rest of the take-over.
  for (const { transfer } of leaving) await ports.transfers.usedUp(transfer).catch(() => undefined);
  return lines;
}

type Answered = {
  readonly state: Conversation;
  readonly replies: readonly Reply[];
  readonly leaving: readonly Leaving[];
  readonly advances: readonly (readonly [ReceivedMessage, Advance])[];
};

/** What comes of all waiting messages, of which nothing is stored yet. */
async function answered(stored: StoredConversation, ports: TurnPorts): Promise<Answered> {
  const { party, inbox: pending } = stored;
  const events = joined(pending, party, ports);
  const first = firstAnswered(events.length, ports.isFlooding(party.id));
  let state = stored.state ?? newConversation(ports.audience);
  let delayed = isDelayed(pending, ports.clock.now());
  const replies: Reply[] = [];
  const leaving: Leaving[] = [];
  const advances: (readonly [ReceivedMessage, Advance])[] = [];
  for (const [index, received] of events.entries()) {
    const next = await step(state, { party, received, delayed }, ports);
    delayed = false;
    state = next.replies.length > 0 ? { ...next.conversation, askedAt: ports.clock.now() } : next.conversation;
    if (index >= first) replies.push(...next.replies);
    if (next.leaving) leaving.push(next.leaving);
    if (next.advance) advances.push([received, next.advance]);
  }
  return { state, replies, leaving, advances };
}

/** A turn that is stored is not taken again because somebody who listens fails. */
function told(party: Party, received: ReceivedMessage, next: Advance, { taken, broken }: TurnPorts): void {
  try {
    taken(party, received, next);
  } catch (error) {
    broken(party, error);
  }
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
  readonly toldTransfer: boolean;
  /** Missing when a fault of the program was answered with an apology. */
  readonly advance?: Advance;
  /** The conversation that was taken over by this one. */
  readonly leaving?: Leaving;
};
type Incoming = { readonly party: Party; readonly received: ReceivedMessage; readonly delayed: boolean };

async function step(state: Conversation, at: Incoming, ports: TurnPorts): Promise<Handled> {
  const moment = await momentOf(ports, at.party);
  const from = await takenOver(at, ports);
  const next = handled(state, at, { moment, from }, ports);
  if (next.toldTransfer) await ports.transfers.offer(moment.transferCode, at.party.id);
  if (!from?.origin || !next.advance) return next;
  const code = next.conversation.case?.code;
  const cameAlong = code !== undefined && code === from.origin.case;
  return { ...next, leaving: { ...from.origin, case: cameAlong ? code : null } };
}

/** `origin`: where the state comes from; its `case` is the one that it had there. */
type Before = { readonly origin?: Leaving; readonly state: Conversation | 'unknown' | 'locked' };

/** The conversation whose code was given, if the message is a request to go on with one. */
async function takenOver({ party, received }: Incoming, { transfers, store }: TurnPorts): Promise<Before | undefined> {
  const code = transferCodeIn(received.message.text);
  if (code === undefined) return undefined;
  const conversation = await transfers.take(code, party.id);
  if (conversation === 'locked') return { state: 'locked' };
  const before = conversation === undefined ? undefined : await store.load(conversation);
  if (conversation === undefined || !before?.state) return { state: 'unknown' };
  const { state, turns = 0 } = before;
  return { origin: { conversation, turns, case: state.case?.code ?? null, transfer: transferKey(code) }, state };
}

type Around = { readonly moment: Moment; readonly from: Before | undefined };

function handled(state: Conversation, at: Incoming, { moment, from }: Around, ports: TurnPorts): Handled {
  const { message } = at.received;
  try {
    const understood = message.type === 'choice' ? { understanding: null } : readingOf(message.text, ports);
    const event: Event = from
      ? { type: 'moved-here', from: from.state, moment }
      : { type: 'message-received', received: at.received, ...understood, delayed: at.delayed, moment };
    const next = advance(state, event, ports.book);
    const { conversation, replies, toldTransfer } = next;
    return { conversation, replies, toldTransfer, advance: next };
  } catch (error) {
    ports.broken(at.party, error);
    const replies = [{ text: ports.book.texts.broken, options: [] }];
    return { conversation: { ...state, question: null, position: null }, replies, toldTransfer: false };
  }
}

/** What a text means, and what is meant by what stands behind its first stretch. */
function readingOf(text: string, { understand, book }: TurnPorts) {
  const behind = followUpOf(text, book.texts.hear);
  return { understanding: understand(text), following: behind === '' ? null : understand(behind) };
}

async function momentOf({ clock, board, broken }: TurnPorts, party: Party): Promise<Moment> {
  const now = clock.now();
  const status = await board.status(now).catch((error) => {
    broken({ id: '', channel: '', address: '' }, error);
    return { type: 'clear' as const };
  });
  const codes = { caseCode: newCaseCode(), transferCode: newTransferCode() };
  return { now, board: status, ...codes, onPhone: phoneOf(party) !== undefined };
}

/** Of a flood so many events at most are answered, the last ones. */
const MOST_ANSWERED = 10;
/** More waiting events than these are a flood, whenever they came. */
const MOST_WAITING = 30;

/** The place of the first event that is answered. */
const firstAnswered = (count: number, isFlooding: boolean): number =>
  isFlooding || count > MOST_WAITING ? count - MOST_ANSWERED : 0;

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Such as JM-4F7K2: read out over the phone without mistakes; unique enough among open cases, and no key to anything. */
export function newCaseCode(): string {
  return `JM-${Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
}
