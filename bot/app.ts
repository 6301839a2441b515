/** The whole bot put together: store, content, understanding, channels and the web server. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { type Bot, createBot } from './bot.ts';
import type { Channel } from './channels/channel.ts';
import { type OperatorPage, operatorPage } from './channels/operator-page/operator-page.ts';
import { readOperatorTexts } from './channels/operator-page/texts.ts';
import { readPageTexts } from './channels/web/page-texts.ts';
import { type WebChat, webChat } from './channels/web/web-chat.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { openBook } from './content/kept-book.ts';
import type { Book } from './core/book.ts';
import { dataKey } from './data-key.ts';
import { usualFlood } from './flood.ts';
import { health } from './health.ts';
import type { Understand } from './inbox.ts';
import { fileBoard } from './incidents/board.ts';
import { type Missed, missedMessages } from './missed.ts';
import { documentFile } from './store/lowdb/document-text.ts';
import { lowdbStore } from './store/lowdb/lowdb-store.ts';
import type { Alarm, Store } from './store/store.ts';
import { openSwitchboard, type Switchboard } from './switchboard.ts';
import { openTransfers } from './transfers.ts';
import { openUnderstanding } from './understand.ts';
import { vault } from './vault.ts';
import { openWebServer } from './web-server.ts';

export type App = {
  /** Where the web chat is, such as http://127.0.0.1:8080. */
  readonly address: string;
  /** Opens the operator's page once. */
  readonly operatorLink: string;
  readonly channels: readonly string[];
  /** Takes no more messages, ends the turns in hand, and lets go of the store. */
  readonly stop: () => Promise<void>;
};

type Alarms = { readonly list: () => readonly Alarm[]; readonly raise: (text: string, error?: unknown) => void };
type Outside = { readonly print: (text: string) => void };

/** Starts everything. Rejects with an error that tells the operator what to do. `print` shows what is for the operator's eyes only. */
export async function startApp(config: Config, log: Logger, { print }: Outside): Promise<App> {
  const alarms = alarmList(log);
  const store = await lowdbStore({ folder: config.dataFolder, alarm: ({ text }) => log.error(text) });
  try {
    const cache = join(config.dataFolder, 'cache');
    const [book, understand] = await Promise.all([
      openBook(config.contentFolder, cache, (line) => log.warn(line)),
      openUnderstanding(config.examplesFolder, cache),
    ]);
    const channels: Channel[] = [];
    const changed: { web?: WebChat } = {};
    const missed = missedMessages({ folder: config.dataFolder, book, alarm: alarms.raise });
    const bot = await openBot(config, { log, alarms, store, book, understand, channels, changed, missed });
    const web = await openWeb(config, { bot, book, store, alarms });
    changed.web = web;
    const board = await openSwitchboard(config, {
      accept: bot.accept,
      log,
      alarm: (text) => alarms.raise(text),
      print,
    });
    channels.push(web.channel, ...board.channels);
    const operator = await openOperatorPage(config, board, () => [
      ...alarms.list(),
      ...store.alarms(),
      ...board.alarms(),
    ]);
    // The operator's page comes first: its forms need other security headers than the chat.
    const site = new Hono();
    for (const routes of [operator.app, ...board.routes]) site.route('/', routes);
    site.get('/healthz', health({ store, alarms: () => [...alarms.list(), ...board.alarms()] }));
    site.route('/', web.app);
    const server = await openWebServer(site, config);
    await bot.start();
    board.start();
    return {
      address: server.address,
      operatorLink: `${config.publicUrl ?? server.address}${operator.newLink()}`,
      channels: channels.map(({ name }) => name),
      async stop() {
        await Promise.all(channels.map((channel) => channel.stop()));
        operator.stop();
        await server.close();
        await bot.stop();
        await missed.idle();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

type Inside = {
  readonly log: Logger;
  readonly alarms: Alarms;
  readonly store: Store;
  readonly book: Book;
  readonly understand: Understand;
  /** Filled once the channels are open. */
  readonly channels: readonly Channel[];
  readonly changed: { readonly web?: WebChat };
  readonly missed: Missed;
};

async function openBot(config: Config, inside: Inside): Promise<Bot> {
  const { log, alarms, store, book, understand, channels, changed, missed } = inside;
  return createBot({
    store,
    clock: systemClock,
    vault: vault(await dataKey(config.dataFolder)),
    book,
    understand,
    quietMs: config.quietMs,
    board: fileBoard(config.dataFolder, alarms.raise),
    transfers: await openTransfers(join(config.dataFolder, 'transfers'), systemClock, alarms.raise),
    flood: { ...usualFlood, most: config.floodMost },
    audience: 'participant',
    channels: () => channels,
    changed: (party) => party.channel === 'web' && changed.web?.changed(party.id),
    taken: (party, received, advance) => {
      const { decision, opened } = advance;
      const about = opened ? { case: opened.code, category: opened.category } : {};
      // By its file: the name of a conversation may hold a phone number.
      log.info({ conversation: documentFile('', party.id), ...about, decision }, 'turn');
      missed.note(received, advance);
    },
    alarm: alarms.raise,
  });
}

type WebParts = { readonly bot: Bot; readonly book: Book; readonly store: Store; readonly alarms: Alarms };

async function openWeb(config: Config, { bot, book, store, alarms }: WebParts): Promise<WebChat> {
  return webChat({
    accept: bot.accept,
    load: store.load,
    texts: readPageTexts(await readFile(join(config.contentFolder, 'web.yml'), 'utf8'), book.facts),
    ...(config.publicUrl ? { origin: config.publicUrl } : {}),
    now: systemClock.now,
    report: alarms.raise,
  });
}

async function openOperatorPage(
  config: Config,
  board: Switchboard,
  alarms: () => readonly Alarm[],
): Promise<OperatorPage> {
  return operatorPage({
    channels: board.watched,
    alarms,
    texts: readOperatorTexts(await readFile(join(config.contentFolder, 'channels.yml'), 'utf8')),
    ...(config.publicUrl ? { origin: config.publicUrl } : {}),
    now: systemClock.now,
  });
}

const MOST_ALARMS = 50;
/** How long an alarm is shown that did not come again: milliseconds. */
const ALARM_HOLDS = 3_600_000;

/** The newest alarms; each also goes to the log, with what an error says and never with texts of participants. */
function alarmList(log: Logger): Alarms {
  const list: Alarm[] = [];
  return {
    list: () => list.filter(({ since }) => systemClock.now() - since < ALARM_HOLDS),
    raise(text, error) {
      const before = list.findIndex((one) => one.text === text);
      if (before >= 0) list.splice(before, 1);
      list.push({ text, since: systemClock.now() });
      list.splice(0, list.length - MOST_ALARMS);
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : undefined;
      log.error({ reason, stack: stackOf(error) }, text);
    },
  };
}

const stackOf = (error: unknown): string | undefined =>
  error instanceof Error ? error.stack?.split('\n').slice(1, 6).join('\n') : undefined;
