import { join } from 'node:path';
import { whatsAppCloudChannel } from '../../../../bot/channels/whatsapp-cloud/whatsapp-cloud.ts';
import { systemClock } from '../../../../bot/clock.ts';
import { lowdbStore } from '../../../../bot/store/lowdb/lowdb-store.ts';
import { account } from '../../../servers/cloud-api.ts';
import { echoBot } from '../echo-bot.ts';
import { served, texts } from '../office.ts';
import { answerOf, childSetting } from './plan.ts';

/** A bot that kills itself at a named point. Its setting is the one argument, as JSON; it prints where its webhook is. */
const { folder, apiRoot, point, after } = childSetting.parse(JSON.parse(process.argv[2] ?? ''));

let reached = 0;
const crashPoint = (name: string) => {
  if (name !== point) return;
  reached += 1;
  if (reached === after) process.kill(process.pid, 'SIGKILL');
};

const store = await lowdbStore({ folder: join(folder, 'store') });
const bot = echoBot({ store, clock: systemClock, channel: () => cloud.channel, answer: answerOf, crashPoint });
const cloud = await whatsAppCloudChannel({
  ...account,
  folder: join(folder, 'whatsapp-cloud'),
  texts,
  apiRoot,
  accept: bot.accept,
  log: { info: () => {}, warn: () => {}, error: () => {} },
  alarm: (text) => process.stderr.write(`${text}\n`),
  pair: { burst: 10_000, everyMs: 1 },
  perSecond: 10_000,
  // Statuses come within milliseconds from the test server, unless the machine is busy.
  doubtMs: 2_900,
  crashPoint,
});
const server = await served(cloud.routes);
process.once('SIGTERM', async () => {
  await bot.stop();
  await cloud.channel.stop();
  await store.close();
  process.exit(0);
});
process.stdout.write(`${server.url}\n`);
cloud.start();
await bot.resume();
