/** The bot on one person's desk: real content and understanding, a store in memory. For the terminal and for replays. */
import { resolve } from 'node:path';
import { type Bot, createBot } from './bot.ts';
import type { Channel } from './channels/channel.ts';
import { systemClock } from './clock.ts';
import type { Book } from './core/book.ts';
import type { Conversation } from './core/conversation.ts';
import type { Advance } from './core/event.ts';
import { type FloodLimit, usualFlood } from './flood.ts';
import type { Understand } from './inbox.ts';
import { memoryStore } from './store/memory.ts';
import type { Party, Store } from './store/store.ts';
import { vault } from './vault.ts';

export const projectRoot = resolve(import.meta.dirname, '..');

export type Rehearsal = { readonly bot: Bot; readonly store: Store };

type Parts = {
  readonly book: Book;
  readonly understand: Understand;
  readonly audience: Conversation['audience'];
  readonly taken: (party: Party, advance: Advance) => void;
  readonly alarm: (text: string, error?: unknown) => void;
  readonly store?: Store;
  readonly flood?: FloodLimit;
};

/** A bot that forgets everything when the program ends, and answers fragments at once. */
export function rehearse({
  book,
  understand,
  audience,
  taken,
  alarm,
  store = memoryStore(),
  flood = usualFlood,
}: Parts): Rehearsal {
  const channel: Channel = {
    name: 'terminal',
    pulled: true,
    send: async () => ({ type: 'sent' }),
    typing: () => {},
    stop: async () => {},
  };
  const bot = createBot({
    store,
    clock: systemClock,
    vault: vault(new Uint8Array(32)),
    book,
    understand,
    quietMs: 0,
    board: { status: async () => ({ type: 'clear' }) },
    audience,
    flood,
    channels: () => [channel],
    changed: () => {},
    taken: (party, _received, advance) => taken(party, advance),
    alarm,
  });
  return { bot, store };
}
