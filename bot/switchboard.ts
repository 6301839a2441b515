/** The messaging channels that the configuration switches on. Their libraries are only loaded when they are needed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Channel } from './channels/channel.ts';
import type { WatchedChannel } from './channels/status.ts';
import type { Config } from './config.ts';
import type { Accept } from './inbox.ts';
import type { Alarm } from './store/store.ts';

/** One channel, opened and not yet started. */
type Line = {
  readonly channel: Channel;
  readonly start: () => void;
  readonly alarms: () => readonly Alarm[];
  /** To be mounted at the root of the web server. */
  readonly routes?: Hono | undefined;
  /** How it stands, for the operator's page. */
  readonly watched?: WatchedChannel;
};

export type Switchboard = {
  readonly channels: readonly Channel[];
  readonly watched: readonly WatchedChannel[];
  readonly routes: readonly Hono[];
  readonly alarms: () => readonly Alarm[];
  /** Begins to receive. */
  readonly start: () => void;
};

type Parts = {
  readonly accept: Accept;
  readonly log: Logger;
  readonly alarm: (text: string) => void;
  /** Prints for the operator's eyes only, past the log. */
  readonly print: (text: string) => void;
};

/** Opens all channels that are configured. Rejects with a sentence for the operator when one of them cannot be opened. */
export async function openSwitchboard(config: Config, parts: Parts): Promise<Switchboard> {
  const texts = await readFile(join(config.contentFolder, 'channels.yml'), 'utf8');
  const opened = await Promise.all([
    telegram(config, parts, texts),
    whatsApp(config, parts),
    whatsAppCloud(config, parts, texts),
  ]);
  const lines = opened.filter((line) => line !== undefined);
  return {
    channels: lines.map(({ channel }) => channel),
    watched: lines.flatMap(({ watched }) => (watched ? [watched] : [])),
    routes: lines.flatMap(({ routes }) => (routes ? [routes] : [])),
    alarms: () => lines.flatMap(({ alarms }) => alarms()),
    start() {
      for (const line of lines) line.start();
    },
  };
}

async function telegram({ channels, dataFolder }: Config, parts: Parts, texts: string): Promise<Line | undefined> {
  if (!channels.telegram) return undefined;
  const [{ telegramChannel }, { readTelegramTexts }, { fileState }] = await Promise.all([
    import('./channels/telegram/telegram.ts'),
    import('./channels/telegram/texts.ts'),
    import('./channels/channel-state.ts'),
  ]);
  const state = await fileState(join(dataFolder, 'telegram'));
  return telegramChannel({ ...channels.telegram, ...parts, texts: readTelegramTexts(texts), state });
}

async function whatsApp({ channels, dataFolder }: Config, parts: Parts): Promise<Line | undefined> {
  if (!channels.whatsapp) return undefined;
  const { whatsAppChannel } = await import('./channels/whatsapp/whatsapp-channel.ts');
  const { phone, url } = channels.whatsapp;
  const { accept, log, print } = parts;
  const opened = await whatsAppChannel({
    accept,
    log,
    print,
    folder: join(dataFolder, 'whatsapp'),
    ...(phone ? { pairingPhone: phone } : {}),
    ...(url ? { url } : {}),
  });
  return { ...opened, watched: opened };
}

async function whatsAppCloud({ channels, dataFolder }: Config, parts: Parts, texts: string): Promise<Line | undefined> {
  if (!channels.whatsappCloud) return undefined;
  const [{ whatsAppCloudChannel }, { readWhatsAppCloudTexts }] = await Promise.all([
    import('./channels/whatsapp-cloud/whatsapp-cloud.ts'),
    import('./channels/whatsapp-cloud/texts.ts'),
  ]);
  const folder = join(dataFolder, 'whatsapp-cloud');
  return whatsAppCloudChannel({ ...channels.whatsappCloud, ...parts, texts: readWhatsAppCloudTexts(texts), folder });
}
