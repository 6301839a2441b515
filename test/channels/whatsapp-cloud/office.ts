import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { WhatsAppCloudOptions } from '../../../bot/channels/whatsapp-cloud/options.ts';
import { webhookPath } from '../../../bot/channels/whatsapp-cloud/options.ts';
import { readWhatsAppCloudTexts } from '../../../bot/channels/whatsapp-cloud/texts.ts';
import { type WhatsAppCloud, whatsAppCloudChannel } from '../../../bot/channels/whatsapp-cloud/whatsapp-cloud.ts';
import type { Clock } from '../../../bot/clock.ts';
import type { IncomingMessage, Reply } from '../../../bot/core/message.ts';
import { memoryStore } from '../../../bot/store/memory.ts';
import type { Party } from '../../../bot/store/store.ts';
import { type CloudApi, startCloudApi } from '../../servers/cloud-api.ts';
import { type EchoBot, echoBot } from './echo-bot.ts';

export const texts = readWhatsAppCloudTexts(
  readFileSync(new URL('../../../content/channels.yml', import.meta.url), 'utf8'),
);

export const menu: Reply = {
  text: 'Kendala yang mana?',
  options: [
    { id: 'P1-00#1', label: 'Tidak bisa login' },
    { id: 'W-00#2', label: 'Wajah gagal' },
  ],
};

/** What the echo says: its kind and words, the menu for “menu”. */
export const echo = (message: IncomingMessage): readonly Reply[] => {
  if (message.type === 'text' && message.text === 'menu') return [menu];
  const words = message.type === 'choice' ? `${message.option} ${message.text}` : message.text;
  return [{ text: `${message.type}: ${words}`.trim(), options: [] }];
};

/** A clock on which waiting takes a thousandth of the time, and that shows the time that was waited for. */
export function hastyClock(): Clock & { readonly skip: (ms: number) => void } {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  return {
    now,
    after: (ms, run) => {
      const due = now() + ms;
      const timer = setTimeout(() => {
        ahead += Math.max(0, due - now());
        run();
      }, ms / 1000);
      return () => clearTimeout(timer);
    },
    skip: (ms) => {
      ahead += ms;
    },
  };
}

/** Serves an app on a free loopback port. */
export const served = (app: Hono) =>
  new Promise<{ url: string; close: () => Promise<void> }>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
  });

export type Office = {
  readonly api: CloudApi;
  readonly clock: ReturnType<typeof hastyClock>;
  readonly cloud: WhatsAppCloud;
  readonly bot: EchoBot;
  readonly accepted: readonly { readonly from: Party; readonly message: IncomingMessage }[];
  readonly alarms: readonly string[];
  /** Every line of the log, as JSON. */
  readonly log: readonly string[];
  /** Resolves when the participant's phone shows so many messages of the bot. */
  readonly reads: (address: string, count: number) => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
};

type Options = Partial<
  Pick<WhatsAppCloudOptions, 'template' | 'token' | 'doubtMs' | 'pair' | 'perSecond' | 'folder'>
> & {
  readonly api?: Parameters<typeof startCloudApi>[0];
  readonly answer?: (message: IncomingMessage) => readonly Reply[];
  /** Throws to make the inbox refuse. */
  readonly beforeStore?: (from: Party, message: IncomingMessage) => void;
};

/** The channel and an echo behind it, on a Cloud API over real sockets. */
export async function openOffice({
  api: apiOptions,
  answer = echo,
  beforeStore,
  ...options
}: Options = {}): Promise<Office> {
  const clock = hastyClock();
  const api = await startCloudApi({ now: clock.now, ...apiOptions });
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-cloud-'));
  const accepted: { from: Party; message: IncomingMessage }[] = [];
  const alarms: string[] = [];
  const log: string[] = [];
  const line = (level: string) => (about: object, text: string) =>
    void log.push(JSON.stringify({ level, ...about, text }));
  const bot = echoBot({ store: memoryStore(), clock, channel: () => cloud.channel, answer });
  const cloud = await whatsAppCloudChannel({
    ...api.account,
    folder,
    texts,
    clock,
    apiRoot: api.url,
    ...options,
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    alarm: (text) => void alarms.push(text),
    accept: async (from, message) => {
      beforeStore?.(from, message);
      const result = await bot.accept(from, message);
      if (result === 'stored') accepted.push({ from, message });
      return result;
    },
  });
  const server = await served(cloud.routes);
  await api.setHook(`${server.url}${webhookPath}`);
  cloud.start();
  return {
    api,
    clock,
    cloud,
    bot,
    accepted,
    alarms,
    log,
    reads: async (address, count) => {
      await api.until(`${count} messages for ${address}`, () => api.read(address).length >= count);
      return api.read(address);
    },
    end: async () => {
      await bot.stop();
      await cloud.channel.stop();
      await api.stop();
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
