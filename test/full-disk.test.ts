import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot } from '../bot/bot.ts';
import { readPageTexts } from '../bot/channels/web/page-texts.ts';
import { webChat } from '../bot/channels/web/web-chat.ts';
import { lowdbStore } from '../bot/store/lowdb/lowdb-store.ts';
import type { Store } from '../bot/store/store.ts';
import { vault } from '../bot/vault.ts';
import { testClock } from './clock.ts';
import { book, NOON } from './phone-bot.ts';
import { type Call, systemError, watchedDisk } from './store/watched-disk.ts';

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'full-'));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** The web chat on a real store whose disk can be filled up and freed. */
async function chatOnDisk() {
  const { disk, control } = watchedDisk();
  let conversation = '';
  const clock = testClock(NOON);
  store = await lowdbStore({ folder, fs: disk });
  const web = await webChat({
    accept(to, message) {
      conversation = to.id;
      return bot.accept(to, message);
    },
    load: store.load,
    texts: readPageTexts(readFileSync(resolve(import.meta.dirname, '../content/web.yml'), 'utf8'), book.facts),
    now: clock.now,
    report: () => {},
  });
  const bot = createBot({
    store,
    clock,
    vault: vault(new Uint8Array(32)),
    book,
    understand: () => null,
    quietMs: 0,
    board: { status: async () => ({ type: 'clear' }) },
    audience: 'participant',
    channels: () => [web.channel],
    changed: () => {},
    taken: () => {},
    alarm: () => {},
  });
  const cookie = (await web.app.request('/')).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const fill = (from: Call['what'], passing: number) => {
    let passed = 0;
    control.before = async ({ what, name }) => {
      if (what !== from || !name.includes('.json')) return;
      passed += 1;
      if (passed > passing) throw systemError('ENOSPC');
    };
  };
  return {
    bot,
    clock,
    /** The status of the answer to a post. */
    async post(text: string, key = crypto.randomUUID()): Promise<Response> {
      const headers = { cookie, 'content-type': 'application/json', origin: 'http://localhost', host: 'localhost' };
      return web.app.request('http://localhost/api/messages', {
        method: 'POST',
        headers,
        body: JSON.stringify({ id: key, type: 'text', text }),
      });
    },
    fill: (from: Call['what']) => fill(from, 0),
    /** Lets so many files be written first. */
    fillAfter: (files: number) => fill('write', files),
    free() {
      control.before = async () => {};
    },
    /** What the bot said in the only conversation. */
    async said() {
      const stored = await store.load(conversation);
      return stored?.transcript.filter(({ from }) => from === 'bot') ?? [];
    },
  };
}

describe('a full disk', () => {
  it.each([['write'], ['sync'], ['rename']] as const)(
    'that fails at a %s: messages are refused and none is confirmed and lost; it goes on by itself',
    async (call) => {
      const { bot, post, fill, free } = await chatOnDisk();
      const key = crypto.randomUUID();
      fill(call);
      const refused = await post('menu', key);
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).not.toBeNull();
      expect(
        store
          .alarms()
          .map(({ text }) => text)
          .join(),
      ).toMatch(/disk is full; free some space/);
      free();
      expect((await post('menu', key)).status).toBe(202);
      await bot.idle();
      expect(await store.unfinished()).toEqual([]);
      expect(store.alarms()).toEqual([]);
    },
  );

  it('between a message and its answer delays the answer, and gives it once', async () => {
    const { bot, clock, post, fillAfter, free, said } = await chatOnDisk();
    const pass = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        clock.pass(1_000);
        await bot.idle();
      }
    };
    fillAfter(1);
    expect((await post('menu')).status).toBe(202);
    await bot.idle();
    await pass(20);
    expect(await said()).toEqual([]);
    expect((await post('batal')).status).toBe(503);
    free();
    await pass(40);
    expect(await store.unfinished()).toEqual([]);
    expect(await said()).toHaveLength(1);
    expect(store.alarms()).toEqual([]);
  });
});
