import type { Clock } from './clock.ts';
import type { Book } from './core/book.ts';
import { isFragment } from './core/burst.ts';
import { cleanText } from './core/clean.ts';
import { newConversation } from './core/conversation.ts';
import type { Understanding } from './core/event.ts';
import { expectedAfter } from './core/expected.ts';
import type { IncomingMessage, ReceivedMessage } from './core/message.ts';
import { type Expected, redact } from './core/redact.ts';
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
    const received = redacted(message, await expectedIn(to.id, ports), ports);
    const result = await ports.store.receive(to, received);
    // It is durable now: whatever goes wrong from here on must not keep the channel from confirming it, nor leave it lying.
    if (result === 'stored') ports.wake(to.id, await quietTime(to.id, received, ports).catch(() => 0));
    return result;
  };
}

/** What was said longer ago no longer tells what a message is about: milliseconds. */
const RECENTLY = 1_800_000;

/** What the conversation leads one to expect. One that cannot be read keeps no message out; it is then judged by itself. */
async function expectedIn(id: string, { store, book, clock }: InboxPorts): Promise<Expected | undefined> {
  const stored = await store.load(id).catch(() => undefined);
  if (!stored) return undefined;
  const answered = stored.transcript
    .filter(({ from, at }) => from === 'participant' && clock.now() - at < RECENTLY)
    .map(({ reply }) => reply.text);
  const waiting = stored.inbox.map(({ message }) => message.text);
  return expectedAfter(stored.state ?? newConversation(), [...answered, ...waiting].slice(-2), book);
}

/**
 * Identifiers that a step may ask for are sealed beside the text; one-time codes and passwords are kept nowhere. What a button carries comes
 * from outside like the rest; our own ids hold nothing to hide.
 */
function redacted(
  message: IncomingMessage,
  expected: Expected | undefined,
  { vault, clock }: InboxPorts,
): ReceivedMessage {
  const { text, found, values } = redact(cleanText(message.text), expected);
  const sealed = values
    .filter(({ kind }) => kind !== 'otp' && kind !== 'password')
    .map(({ kind, value }) => ({ kind, sealed: vault.seal(value) }));
  const shown =
    message.type === 'choice'
      ? { ...message, text: labelOf(text), option: redact(message.option).text }
      : { ...message, text };
  return { message: shown, found: [...found], sealed, receivedAt: clock.now() };
}

/** No label of ours is longer, in characters. */
const LONGEST_LABEL = 200;

/** The label of a button again, which redaction may have made longer, without half a placeholder at its end. */
const labelOf = (text: string): string =>
  text.length <= LONGEST_LABEL
    ? text
    : [...text]
        .slice(0, LONGEST_LABEL)
        .join('')
        .replace(/⟨[^⟩]*$/, '');

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
