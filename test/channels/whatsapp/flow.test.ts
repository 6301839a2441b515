import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Bot } from '../../../bot/bot.ts';
import { lowdbStore } from '../../../bot/store/lowdb/lowdb-store.ts';
import { usualBot } from '../../usual-bot.ts';
import { office } from './office.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** The bot with its real content, store and outbox behind the channel, linked to a phone. */
async function realOffice() {
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-flow-'));
  const alarms: string[] = [];
  const store = await lowdbStore({ folder });
  const late: { bot?: Bot } = {};
  const world = await office({
    accept: (from, message) =>
      late.bot?.accept(from, message) ?? Promise.reject(new Error('The bot is not there yet.')),
  });
  const bot = usualBot({ store, channels: () => [world.bot().channel], alarm: (text) => void alarms.push(text) });
  late.bot = bot;
  ends.push(bot.stop, world.close, store.close, () => rm(folder, { recursive: true }));
  await world.pair();
  return { world, store, alarms };
}

test.each([
  { named: 'phone number', saying: { as: 'pn' }, id: 'whatsapp:6281234567890@s.whatsapp.net' },
  { named: 'LID alone', saying: { as: 'lid', alone: true }, id: 'whatsapp:880000000002@lid' },
] as const)(
  'leads somebody who is known by $named through a whole flow, also over a lost connection',
  async (person) => {
    const { world, store, alarms } = await realOffice();
    const { server, budi } = world;
    const say = async (text: string) => {
      const before = budi.shown.length;
      await server.say(budi, text, person.saying);
      await server.until('an answer', () => budi.shown.length > before);
      await expect.poll(async () => (await store.load(person.id))?.outbox, { timeout: 10_000 }).toEqual([]);
    };
    await say('tidak bisa login jmo');
    let steps = 0;
    while (steps < 20 && (await store.load(person.id))?.state?.position) {
      // The second answer is given while the bot is away, and reaches it with the offline replay.
      if (steps === 1) server.drop();
      await say('1');
      steps += 1;
    }
    const stored = await store.load(person.id);
    expect(steps).toBeGreaterThan(1);
    expect(stored?.state?.position).toBeNull();
    expect(stored?.inbox).toEqual([]);
    expect(budi.shown.map(({ text }) => text).join('\n')).toContain('1. ');
    expect(budi.repeats()).toBe(0);
    expect(alarms).toEqual([]);
  },
  60_000,
);
