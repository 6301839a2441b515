/** The whole bot with its outside replaced: say something, and read what a participant would read. */
import { resolve } from 'node:path';
import { createBot } from '../bot/bot.ts';
import type { Channel } from '../bot/channels/channel.ts';
import { loadBook } from '../bot/content/load.ts';
import type { Book } from '../bot/core/book.ts';
import type { Conversation } from '../bot/core/conversation.ts';
import type { Advance, BoardStatus } from '../bot/core/event.ts';
import { type IncomingMessage, incomingMessage, type Reply } from '../bot/core/message.ts';
import type { Understand } from '../bot/inbox.ts';
import { memoryStore } from '../bot/store/memory.ts';
import type { Party, StoredConversation } from '../bot/store/store.ts';
import { loadUnderstanding } from '../bot/understand.ts';
import { vault } from '../bot/vault.ts';
import { testClock } from './clock.ts';

const root = resolve(import.meta.dirname, '..');

/** The project's own content and classifier, loaded once. */
export const realBook: Book = await loadBook(resolve(root, 'content'));
export const realUnderstanding: Understand = loadUnderstanding(
  resolve(root, 'intents/examples'),
  resolve(root, '.cache'),
);

/** A Monday morning: 23 November 2026, 10.00 WIB. */
export const MONDAY = Date.parse('2026-11-23T03:00:00Z');

export type WorldOptions = {
  readonly start?: number;
  readonly board?: BoardStatus;
  readonly quietMs?: number;
  readonly book?: Book;
  readonly audience?: Conversation['audience'];
  readonly understand?: Understand;
};

export type World = {
  /** Sends a text and returns what is said to it. */
  readonly say: (text: string) => Promise<readonly Reply[]>;
  readonly send: (message: Omit<IncomingMessage, 'id' | 'at'>) => Promise<readonly Reply[]>;
  /** Presses a button of the given label, the newest one that was offered. */
  readonly press: (label: string) => Promise<readonly Reply[]>;
  /** Sends several texts with `gap` milliseconds between them, and then waits until all is quiet. */
  readonly burst: (texts: readonly string[], gap?: number) => Promise<readonly Reply[]>;
  /** Lets time pass and returns what was said meanwhile. */
  readonly wait: (ms: number) => Promise<readonly Reply[]>;
  /** Exchanges the content, as an update of the bot does. */
  readonly setBook: (book: Book) => void;
  readonly setBoard: (board: BoardStatus) => void;
  readonly stored: () => Promise<StoredConversation | undefined>;
  /** The same bot as another person meets it, or the same person in another channel. */
  readonly elsewhere: (name: string) => Pick<World, 'say' | 'stored'>;
  readonly taken: () => readonly Advance[];
  readonly alarms: readonly string[];
};

const partyNamed = (name: string): Party => ({ id: `test:${name}`, channel: 'test', address: name });
const one = partyNamed('one');

export function createWorld(options: WorldOptions = {}): World {
  const clock = testClock(options.start ?? MONDAY);
  const store = memoryStore();
  const taken: Advance[] = [];
  const alarms: string[] = [];
  let board = options.board ?? { type: 'clear' };
  let count = 0;
  const channel: Channel = {
    name: 'test',
    pulled: true,
    send: async () => ({ type: 'sent' }),
    typing: () => {},
    stop: async () => {},
  };
  const build = (book: Book) =>
    createBot({
      store,
      clock,
      vault: vault(new Uint8Array(32)),
      book,
      understand: options.understand ?? realUnderstanding,
      quietMs: options.quietMs ?? 0,
      board: { status: async () => board },
      audience: options.audience ?? 'participant',
      channels: () => [channel],
      changed: () => {},
      taken: (_party, _received, advance) => taken.push(advance),
      alarm: (text) => alarms.push(text),
    });
  let bot = build(options.book ?? realBook);
  const lines = async (who = one) => (await store.load(who.id))?.transcript.filter(({ from }) => from === 'bot') ?? [];
  const since = async (act: () => Promise<void>, who = one): Promise<readonly Reply[]> => {
    const before = (await lines(who)).at(-1)?.seq ?? 0;
    await act();
    await bot.idle();
    return (await lines(who)).filter(({ seq }) => seq > before).map(({ reply }) => reply);
  };
  const accept = async (message: Omit<IncomingMessage, 'id' | 'at'>, who = one) => {
    count++;
    const full: unknown = { ...message, id: `m${count}`, at: clock.now() };
    await bot.accept(who, incomingMessage.parse(full));
    await bot.idle();
  };
  const send = (message: Omit<IncomingMessage, 'id' | 'at'>, who = one) =>
    since(async () => {
      clock.pass(1_500);
      await accept(message, who);
      clock.pass(options.quietMs ?? 0);
    }, who);
  return {
    send: (message) => send(message),
    say: (text) => send({ type: 'text', text }),
    async press(label) {
      const offered = (await lines()).toReversed().flatMap(({ reply }) => reply.options);
      const option = offered.find((candidate) => candidate.label === label);
      if (!option) throw new Error(`Nothing that was said offers "${label}".`);
      const pressed = { type: 'choice' as const, option: option.id, text: label };
      return send(pressed);
    },
    burst: (texts, gap = 1_300) =>
      since(async () => {
        for (const text of texts) {
          clock.pass(gap);
          await accept({ type: 'text', text });
        }
        clock.pass(60_000);
      }),
    wait: (ms) => since(async () => clock.pass(ms)),
    setBook(book) {
      bot = build(book);
    },
    setBoard(next) {
      board = next;
    },
    stored: () => store.load(one.id),
    elsewhere(name) {
      const who = partyNamed(name);
      return { say: (text) => send({ type: 'text', text }, who), stored: () => store.load(who.id) };
    },
    taken: () => taken,
    alarms,
  };
}
