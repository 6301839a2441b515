import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { fileState } from '../../../../bot/channels/channel-state.ts';
import { telegramChannel } from '../../../../bot/channels/telegram/telegram.ts';
import { lowdbStore } from '../../../../bot/store/lowdb/lowdb-store.ts';
import { echoBot } from '../echo-bot.ts';
import { texts } from '../world.ts';
import { answerOf, childSetting } from './crash-plan.ts';

/** A bot that kills itself at a named point. Its setting is the one argument, as JSON. */
const { folder, apiRoot, token, point, after, quiet, hook } = childSetting.parse(JSON.parse(process.argv[2] ?? ''));

let reached = 0;
const crashPoint = (name: string) => {
  if (name !== point) return;
  reached += 1;
  if (reached === after) process.kill(process.pid, 'SIGKILL');
};

const listening = async (app: Hono) =>
  await new Promise<string>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
    server.unref();
  });

let marks = Promise.resolve();
/** Waits for the marks under way, and for those that were made while it waited. */
const flushed = async (): Promise<void> => {
  const current = marks;
  await current;
  if (current !== marks) await flushed();
};
const store = await lowdbStore({
  folder: path.join(folder, 'store'),
  later: (run) => {
    // The promise that "run" gives back is awaited through this one.
    marks = new Promise((resolve) => setImmediate(() => resolve(run())));
  },
});
const bot = echoBot({
  store,
  channel: () => telegram.channel,
  answer: answerOf,
  wait: async (milliseconds) => void (await wait(milliseconds)),
  flushed,
  quiet,
  crashPoint,
});
const app = new Hono();
const telegram = telegramChannel({
  token,
  texts,
  apiRoot,
  accept: bot.accept,
  state: await fileState(path.join(folder, 'telegram')),
  log: { info: () => {}, warn: () => {}, error: (_, text) => console.error(text) },
  alarm: () => {},
  pollSeconds: 5,
  perSecond: Number.POSITIVE_INFINITY,
  crashPoint,
  ...(hook ? { webhookUrl: await listening(app) } : {}),
});
if (telegram.routes) app.route('/', telegram.routes);
process.once('SIGTERM', async () => {
  await telegram.channel.stop();
  await bot.ended();
  await store.close();
  process.exit(0);
});
// What an earlier process left is said before anything new comes, so that a kill meets one thing at a time.
await bot.resume();
await bot.ended();
telegram.start();
