import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { webhookPath } from '../../../bot/channels/whatsapp-cloud/options.ts';
import { whatsAppCloudChannel } from '../../../bot/channels/whatsapp-cloud/whatsapp-cloud.ts';
import { lowdbStore } from '../../../bot/store/lowdb/lowdb-store.ts';
import { optionsOf } from '../../servers/cloud-api/contract.ts';
import { startCloudApi } from '../../servers/cloud-api.ts';
import { usualBot } from '../../usual-bot.ts';
import { served, texts } from './office.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** The bot with its real content, store and outbox behind the channel. */
async function realBot() {
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-cloud-'));
  const api = await startCloudApi();
  const alarms: string[] = [];
  const alarm = (text: string) => void alarms.push(text);
  const store = await lowdbStore({ folder: join(folder, 'store') });
  const bot = usualBot({ store, channels: () => [cloud.channel], alarm });
  const setting = { ...api.account, apiRoot: api.url, texts, log: silent, alarm, accept: bot.accept };
  const cloud = await whatsAppCloudChannel({ ...setting, folder: join(folder, 'whatsapp-cloud') });
  const server = await served(cloud.routes);
  await api.setHook(`${server.url}${webhookPath}`);
  cloud.start();
  ends.push(cloud.channel.stop, bot.stop, api.stop, server.close, store.close, () => rm(folder, { recursive: true }));
  return { api, alarms, store };
}

test.each(['6281234567890', 'ID.998877'])(
  'leads %s through a whole flow by buttons and lists',
  async (address) => {
    const { api, alarms, store } = await realBot();
    const answered = async (act: () => void) => {
      const before = api.read(address).length;
      act();
      await api.until('an answer', () => api.read(address).length > before);
      await api.until('the end of the turn', () => api.unconfirmed() === 0);
    };
    const offered = () => {
      const last = api.shown(address).at(-1);
      return last ? optionsOf(last.message) : [];
    };
    await answered(() => api.says(address, 'tidak bisa login jmo'));
    let steps = 0;
    for (; steps < 20 && offered().length > 0; steps++) {
      const [first] = offered();
      await answered(() => api.presses(address, first?.title ?? ''));
      const stored = await store.load(`whatsapp-cloud:${address}`);
      if (stored?.state?.position === null) break;
    }
    const stored = await store.load(`whatsapp-cloud:${address}`);
    expect(steps).toBeGreaterThan(0);
    expect(stored?.state?.position).toBeNull();
    expect(stored?.outbox).toEqual([]);
    expect(api.violations).toEqual([]);
    expect(alarms).toEqual([]);
  },
  60_000,
);
