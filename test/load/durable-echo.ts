import { setTimeout as wait } from 'node:timers/promises';
import { memoryState } from '../../bot/channels/channel-state.ts';
import { telegramChannel } from '../../bot/channels/telegram/telegram.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import { echoBot } from '../channels/telegram/echo-bot.ts';
import { echo, texts } from '../channels/telegram/world.ts';

/** The Telegram channel with a durable inbox and outbox, and an echo instead of a dialogue. Arguments: API root, token, folder. */
const [apiRoot = '', token = '', folder = ''] = process.argv.slice(2);
const store = await lowdbStore({ folder, keptDocuments: 1000 });
const bot = echoBot({
  store,
  channel: () => telegram.channel,
  answer: echo,
  wait: async (ms) => void (await wait(ms)),
});
const telegram = telegramChannel({
  token,
  texts,
  apiRoot,
  accept: bot.accept,
  state: memoryState(),
  log: { info: () => {}, warn: () => {}, error: (_, text) => console.error(text) },
  alarm: () => {},
  perSecond: Number.POSITIVE_INFINITY,
});
process.once('SIGTERM', async () => {
  await telegram.channel.stop();
  await bot.ended();
  await store.close();
});
telegram.start();
