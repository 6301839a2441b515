/** The whole bot put together: store, content, understanding, channels and the web server. */
import { mkdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import type { Logger } from 'pino';
import { createBot } from './bot.ts';
import type { Channel } from './channels/channel.ts';
import { readPageTexts } from './channels/web/page-texts.ts';
import { webChat } from './channels/web/web-chat.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { loadBook } from './content/load.ts';
import { dataKey } from './data-key.ts';
import { health } from './health.ts';
import { fileBoard } from './incidents/board.ts';
import { lowdbStore } from './store/lowdb/lowdb-store.ts';
import type { Alarm } from './store/store.ts';
import { loadUnderstanding } from './understand.ts';
import { vault } from './vault.ts';

export type App = {
  /** Where the web chat is, such as http://127.0.0.1:8080. */
  readonly address: string;
  readonly channels: readonly string[];
  /** Takes no more messages, ends the turns in hand, and lets go of the store. */
  readonly stop: () => Promise<void>;
};

/** Starts everything. Rejects with an error that tells the operator what to do. */
export async function startApp(config: Config, log: Logger): Promise<App> {
  await makeFolder(config.dataFolder);
  const alarms: Alarm[] = [];
  const alarm = (text: string, error?: unknown) => {
    alarms.push({ text, since: systemClock.now() });
    alarms.splice(0, alarms.length - 50);
    log.error(
      { reason: error instanceof Error ? `${error.name}: ${error.message}` : undefined, stack: stackOf(error) },
      text,
    );
  };
  const store = await lowdbStore({ folder: config.dataFolder, alarm: ({ text }) => log.error(text) });
  try {
    const book = await loadBook(config.contentFolder, (line) => log.warn(line));
    const understand = loadUnderstanding(config.examplesFolder, join(config.dataFolder, 'cache'));
    const channels: Channel[] = [];
    const bot = createBot({
      store,
      clock: systemClock,
      vault: vault(await dataKey(config.dataFolder)),
      book,
      understand,
      quietMs: config.quietMs,
      board: fileBoard(config.dataFolder, alarm),
      audience: 'participant',
      channels: () => channels,
      changed: (party) => party.channel === 'web' && web.changed(party.id),
      taken: (party, _received, { decision, opened }) => {
        log.info(
          { conversation: party.id, ...(opened ? { case: opened.code, category: opened.category } : {}), decision },
          'turn',
        );
      },
      alarm,
    });
    const texts = readPageTexts(await readFile(join(config.contentFolder, 'web.yml'), 'utf8'), book.facts);
    const web = await webChat({
      accept: bot.accept,
      load: store.load,
      texts,
      ...(config.publicUrl ? { origin: config.publicUrl } : {}),
      now: systemClock.now,
      report: alarm,
    });
    channels.push(web.channel);
    web.app.get('/healthz', health({ store, alarms: () => alarms }));
    const server = await listen(web.app.fetch, config);
    await bot.start();
    return {
      address: addressOf(server),
      channels: channels.map(({ name }) => name),
      async stop() {
        await Promise.all(channels.map((channel) => channel.stop()));
        await closeServer(server);
        await bot.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

const stackOf = (error: unknown): string | undefined =>
  error instanceof Error ? error.stack?.split('\n').slice(1, 6).join('\n') : undefined;

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause) => {
    throw new Error(`The data folder ${folder} cannot be made. Set DATA_DIR to a folder that this user may write to.`, {
      cause,
    });
  });
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], { port, host }: Config): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, () => resolve(server));
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const what =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is in use. Stop the other program or set PORT to another number.`
          : `The web server cannot listen on ${host}:${port} (${cause.code}). Check HOST and PORT.`;
      reject(new Error(what, { cause }));
    });
  });
}

function addressOf(server: ServerType): string {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') return String(address);
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2_000).unref();
  });
}
