import type { Clock } from './clock.ts';
import type { Book } from './core/book.ts';
import { isFragment } from './core/burst.ts';
import { cleanText } from './core/clean.ts';
import { newConversation } from './core/conversation.ts';
import type { Understanding } from './core/event.ts';
import type { IncomingMessage, ReceivedMessage } from './core/message.ts';
import { redact } from './core/redact.ts';
import type { Party, Store } from './store/store.ts';
import type { Vault } from './vault.ts';

/** Ranks the intents of a text; null when there are no words in it. */
export type Understand = (text: string) => Understanding | null;

export type Accept = (to: Party, message: IncomingMessage) => Promise<'stored' | 'duplicate'>;

export type InboxPorts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly book: Book;
  readonly understand: Understand;
  /** A conversation has something to do, after `ms`. */
  readonly wake: (id: string, ms: number) => void;
  /** How long a fragment waits for the rest: milliseconds. */
  readonly quietMs: number;
};

/**
 * The door for every channel: cleans and redacts a message, makes it durable, and only then resolves, so that the channel may confirm it.
 * Rejects when it could not be stored; the channel must then not confirm it.
 */
export function inbox(ports: InboxPorts): Accept {
  return async (to, message) => {
    const received = redacted(message, ports);
    const result = await ports.store.receive(to, received);
    // It is durable now: whatever goes wrong from here on must not keep the channel from confirming it, nor leave it lying.
    if (result === 'stored') ports.wake(to.id, await quietTime(to.id, received, ports).catch(() => 0));
    return result;
  };
}

/** Identifiers that a step may ask for are sealed beside the text; one-time codes and passwords are kept nowhere. */
function redacted(message: IncomingMessage, { vault, clock }: InboxPorts): ReceivedMessage {
  const { text, found, values } = redact(cleanText(message.text));
  const sealed = values
    .filter(({ kind }) => kind !== 'otp' && kind !== 'password')
    .map(({ kind, value }) => ({ kind, sealed: vault.seal(value) }));
  return { message: { ...message, text }, found: [...found], sealed, receivedAt: clock.now() };
}

/** So many quiet times at most does the first of several fragments wait, however many follow. */
const MOST_QUIET = 4;

async function quietTime(
  id: string,
  received: ReceivedMessage,
  { store, clock, book, understand, quietMs }: InboxPorts,
): Promise<number> {
  if (quietMs === 0) return 0;
  const stored = await store.load(id);
  const state = stored?.state ?? newConversation();
  const waiting = stored?.inbox ?? [];
  const together = waiting.map(({ message }) => message.text).join('\n');
  if (!isFragment(received, state, understand(together), book)) return 0;
  const first = waiting[0]?.receivedAt ?? clock.now();
  return Math.max(0, Math.min(quietMs, first + MOST_QUIET * quietMs - clock.now()));
}
