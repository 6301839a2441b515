/** A bot whose participants have a phone: replies are pushed to it, and may fail on the way. */
import { type Bot, createBot } from '../bot/bot.ts';
import type { Channel, Sent } from '../bot/channels/channel.ts';
import { loadBook } from '../bot/content/load.ts';
import type { Book } from '../bot/core/book.ts';
import type { Understand } from '../bot/inbox.ts';
import type { Party } from '../bot/store/store.ts';
import { vault } from '../bot/vault.ts';
import { type TestClock, testClock } from './clock.ts';
import { type FaultyStore, faultyStore } from './faulty-store.ts';

export const book: Book = await loadBook();
/** Noon in Jakarta on a Monday. */
export const NOON = Date.parse('2026-11-23T05:00:00Z');

export const partyOf = (name: string): Party => ({ id: `phone:${name}`, channel: 'phone', address: name });

type Options = {
  readonly store?: FaultyStore;
  readonly clock?: TestClock;
  readonly understand?: Understand;
  readonly quietMs?: number;
  readonly pulled?: boolean;
  /** What comes of sending; `sent` unless told otherwise. */
  readonly send?: (address: string, text: string) => Promise<Sent>;
};

export type PhoneBot = {
  readonly bot: Bot;
  readonly store: FaultyStore;
  readonly clock: TestClock;
  /** Everything that arrived on phones: `address: text`. */
  readonly arrived: string[];
  readonly alarms: string[];
  readonly changed: string[];
  /** Hands a text to the inbox, without waiting for what comes of it. The id is the text unless given. */
  readonly tell: (name: string, text: string, id?: string) => Promise<'stored' | 'duplicate'>;
  /** Lets time pass in steps of a second, with the work done at each. */
  readonly pass: (seconds: number) => Promise<void>;
};

export function phoneBot(options: Options = {}): PhoneBot {
  const clock = options.clock ?? testClock(NOON);
  const store = options.store ?? faultyStore();
  const arrived: string[] = [];
  const alarms: string[] = [];
  const changed: string[] = [];
  const send = options.send ?? (async () => ({ type: 'sent' }));
  const phone: Channel = {
    name: 'phone',
    pulled: options.pulled ?? false,
    async send(address, { reply }) {
      const sent = await send(address, reply.text);
      if (sent.type === 'sent') arrived.push(`${address}: ${reply.text}`);
      return sent;
    },
    typing: () => {},
    stop: async () => {},
  };
  const bot = createBot({
    store,
    clock,
    vault: vault(new Uint8Array(32)),
    book,
    understand: options.understand ?? (() => null),
    quietMs: options.quietMs ?? 0,
    board: { status: async () => ({ type: 'clear' }) },
    audience: 'participant',
    channels: () => [phone],
    changed: ({ id }) => changed.push(id),
    taken: () => {},
    alarm: (text, error) => alarms.push(`${text} ${error instanceof Error ? error.message : ''}`),
  });
  return {
    bot,
    store,
    clock,
    arrived,
    alarms,
    changed,
    tell: (name, text, id = text) => bot.accept(partyOf(name), { type: 'text', id, at: clock.now(), text }),
    async pass(seconds) {
      for (let second = 0; second < seconds; second += 1) {
        clock.pass(1_000);
        await bot.idle();
      }
    },
  };
}
