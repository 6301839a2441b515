import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelState } from '../../../bot/channels/channel-state.ts';
import { memoryState } from '../../../bot/channels/channel-state.ts';
import { type Clock, realClock, type TelegramOptions } from '../../../bot/channels/telegram/options.ts';
import { telegramChannel } from '../../../bot/channels/telegram/telegram.ts';
import { readTelegramTexts } from '../../../bot/channels/telegram/texts.ts';
import type { IncomingMessage, Reply } from '../../../bot/core/message.ts';
import { memoryStore } from '../../../bot/store/memory.ts';
import type { Party } from '../../../bot/store/store.ts';
import { type BotApi, startBotApi } from '../../servers/bot-api.ts';
import { echoBot } from './echo-bot.ts';

export const texts = readTelegramTexts(readFileSync(new URL('../../../content/channels.yml', import.meta.url), 'utf8'));

export const menu: Reply = {
  text: 'Kendala yang mana?',
  options: [
    { id: 'P1-00#1', label: 'Tidak bisa login' },
    { id: 'W-00#2', label: 'Verifikasi wajah gagal' },
  ],
};

/** What the echo says to a message: its kind and words, the menu for “menu”. */
export const echo = (message: IncomingMessage): readonly Reply[] => {
  if (message.type === 'text' && message.text === 'menu') return [menu];
  const words = message.type === 'choice' ? `${message.option} ${message.text}` : message.text;
  return [{ text: `${message.type}: ${words}`.trim(), options: [] }];
};

/** A clock that waits in no time: an hour of trouble passes while a test looks on. */
export const hastyClock = (): Clock & { readonly passed: () => number } => {
  const start = Date.now();
  let passed = 0;
  return {
    now: () => start + passed,
    wait: async (milliseconds, signal) => {
      passed += milliseconds;
      // Other work goes on meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return;
    },
    passed: () => passed,
  };
};

export type World = {
  readonly api: BotApi;
  readonly accepted: readonly { readonly from: Party; readonly message: IncomingMessage }[];
  readonly alarms: readonly string[];
  /** Every line of the log, as JSON. */
  readonly log: readonly string[];
  readonly telegram: ReturnType<typeof telegramChannel>;
  /** Resolves when the chat shows so many texts of the bot. */
  readonly reads: (chat: number, count: number) => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
};

export type WorldOptions = Partial<
  Pick<TelegramOptions, 'clock' | 'perSecond' | 'webhookUrl' | 'token' | 'crashPoint' | 'pollSeconds'>
> & {
  readonly api?: BotApi;
  readonly state?: ChannelState;
  readonly answer?: (message: IncomingMessage) => readonly Reply[];
  /** Throws to make the inbox refuse. */
  readonly store?: (from: Party, message: IncomingMessage) => void;
};

/** The channel and an echo behind it on a Bot API server. */
export const world = async (options: WorldOptions = {}): Promise<World> => {
  const api = options.api ?? (await startBotApi());
  const accepted: { from: Party; message: IncomingMessage }[] = [];
  const alarms: string[] = [];
  const log: string[] = [];
  const line = (level: string) => (about: object, text: string) =>
    void log.push(JSON.stringify({ level, ...about, text }));
  const bot = echoBot({
    store: memoryStore(),
    channel: () => telegram.channel,
    answer: options.answer ?? echo,
    wait: async (milliseconds) => void (await wait(Math.min(milliseconds, 50))),
  });
  const telegram = telegramChannel({
    token: api.token,
    clock: realClock,
    pollSeconds: 5,
    ...options,
    texts,
    state: options.state ?? memoryState(),
    apiRoot: api.url,
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    alarm: (text) => void alarms.push(text),
    accept: async (from, message) => {
      options.store?.(from, message);
      const result = await bot.accept(from, message);
      if (result === 'stored') accepted.push({ from, message });
      return result;
    },
  });
  return {
    api,
    accepted,
    alarms,
    log,
    telegram,
    reads: async (chat, count) => {
      await api.until(`${count} replies in chat ${chat}`, () => api.read(chat).length >= count);
      return api.read(chat);
    },
    end: async () => {
      await telegram.channel.stop();
      await api.stop();
    },
  };
};
