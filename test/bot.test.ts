import { describe, expect, it } from 'vitest';
import type { Sent } from '../bot/channels/channel.ts';
import { documentFile } from '../bot/store/lowdb/document-text.ts';
import { testClock } from './clock.ts';
import { faultyStore } from './faulty-store.ts';
import { book, NOON, partyOf, phoneBot } from './phone-bot.ts';

const menuText = 'Kendala JMO';
const arrivedOf = (arrived: readonly string[], name: string) => arrived.filter((line) => line.startsWith(`${name}: `));

describe('a bot', () => {
  it('answers a message, tells that lines changed, and leaves nothing behind', async () => {
    const { bot, store, arrived, changed, alarms, tell } = phoneBot();
    await tell('one', 'menu');
    await bot.idle();
    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toContain(menuText);
    expect(changed).toEqual(['phone:one']);
    expect(await store.unfinished()).toEqual([]);
    expect(alarms).toEqual([]);
  });

  it('answers the same message once, however often it is handed in', async () => {
    const { bot, arrived, tell } = phoneBot();
    expect(await Promise.all([tell('one', 'menu'), tell('one', 'menu'), tell('one', 'menu')])).toEqual([
      'stored',
      'duplicate',
      'duplicate',
    ]);
    await bot.idle();
    expect(arrived).toHaveLength(1);
  });

  it('sends nothing to a channel that reads the transcript itself', async () => {
    const { bot, arrived, changed, tell } = phoneBot({ pulled: true });
    await tell('one', 'menu');
    await bot.idle();
    expect(arrived).toEqual([]);
    expect(changed).toEqual(['phone:one']);
  });

  it('gives three fragments in four seconds one answer, once they are over', async () => {
    const { arrived, tell, pass } = phoneBot({ quietMs: 2_500 });
    for (const said of ['min', 'saya itu', 'anu']) {
      await tell('one', said);
      await pass(1);
    }
    expect(arrived).toEqual([]);
    await pass(2);
    expect(arrived).toHaveLength(1);
  });

  it('answers within ten seconds to somebody who does not stop writing fragments', async () => {
    const { arrived, tell, pass } = phoneBot({ quietMs: 2_500 });
    for (let second = 0; second <= 12; second += 1) {
      await tell('one', `eh ${'abcdefghijklm'[second]}`, `m${second}`);
      await pass(1);
    }
    expect(arrived.length).toBeGreaterThan(0);
  });

  it('answers a complete message at once, with the fragment that waited before it', async () => {
    const { bot, arrived, tell, pass } = phoneBot({ quietMs: 2_500 });
    await tell('one', 'min');
    await tell('one', 'menu');
    await bot.idle();
    const before = arrived.length;
    expect(before).toBeGreaterThan(0);
    await pass(5);
    expect(arrived).toHaveLength(before);
  });
});

describe('order', () => {
  it('holds within a conversation while others go on', async () => {
    const held = Promise.withResolvers<void>();
    const { bot, arrived, tell } = phoneBot({
      send: async (address): Promise<Sent> => {
        if (address === 'slow') await held.promise;
        return { type: 'sent' };
      },
    });
    await tell('slow', 'menu', 's1');
    await tell('slow', 'batal', 's2');
    for (const name of ['a', 'b', 'c']) await tell(name, 'menu');
    for (let round = 0; round < 50; round += 1) await Promise.resolve();
    await new Promise((done) => setImmediate(done));
    expect(arrived.map((line) => line.slice(0, 1)).sort()).toEqual(['a', 'b', 'c']);
    held.resolve();
    await bot.idle();
    const slow = arrivedOf(arrived, 'slow');
    expect(slow).toHaveLength(2);
    expect(slow[0]).toContain(menuText);
    expect(slow[1]).toContain(book.texts.cancelled);
  });

  it('holds over many messages of many people at once', async () => {
    const { bot, store, tell } = phoneBot();
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
    for (let round = 0; round < 6; round += 1)
      await Promise.all(names.map((name) => tell(name, round % 2 === 0 ? 'menu' : 'batal', `${round}`)));
    await bot.idle();
    for (const name of names) {
      const { transcript = [], inbox } = (await store.load(partyOf(name).id)) ?? {};
      expect(inbox).toEqual([]);
      expect(transcript.map(({ seq }) => seq)).toEqual(transcript.map((_, index) => index + 1));
    }
  });
});

describe('a disk that fails', () => {
  it('refuses a message that it cannot keep', async () => {
    const { bot, store, arrived, tell } = phoneBot();
    store.fail('receive');
    await expect(tell('one', 'menu')).rejects.toThrow();
    store.fail();
    expect(await tell('one', 'menu')).toBe('stored');
    await bot.idle();
    expect(arrived).toHaveLength(1);
  });

  it.each([['commit'], ['load']] as const)(
    'at a %s delays the answer, loses nothing, and answers once',
    async (call) => {
      const { store, arrived, alarms, tell, pass } = phoneBot();
      const stored = tell('one', 'menu');
      store.fail(call);
      await stored;
      await pass(10);
      expect(arrived).toEqual([]);
      expect(alarms.length).toBeGreaterThan(0);
      expect(alarms[0]).toMatch(/tried again/);
      store.fail();
      await pass(60);
      expect(arrived).toHaveLength(1);
      await pass(600);
      expect(arrived).toHaveLength(1);
      expect(await store.unfinished()).toEqual([]);
    },
  );

  it('is tried ever more seldom, at least twice a minute', async () => {
    const { store, tell, pass } = phoneBot();
    const stored = tell('one', 'menu');
    store.fail('commit');
    await stored;
    await pass(600);
    expect(store.refused()).toBeGreaterThan(20);
    expect(store.refused()).toBeLessThan(40);
  });

  it('lets others through at once when it works again, and the first at its next message', async () => {
    const { bot, store, arrived, tell, pass } = phoneBot();
    const stored = tell('one', 'menu', 'm1');
    store.fail('commit');
    await stored;
    await pass(200);
    store.fail();
    await tell('two', 'menu');
    await tell('one', 'batal', 'm2');
    await bot.idle();
    expect(arrivedOf(arrived, 'two')).toHaveLength(1);
    expect(arrivedOf(arrived, 'one').at(-1)).toContain(book.texts.cancelled);
  });

  it('that kept a commit and did not say so, still lets the reply out, once', async () => {
    const { store, arrived, changed, tell, pass } = phoneBot();
    store.doubtNextCommit();
    await tell('one', 'menu');
    await pass(60);
    expect(arrived).toHaveLength(1);
    expect(changed).toEqual(['phone:one']);
    expect(await store.unfinished()).toEqual([]);
  });

  it('at noting what was sent, sends again under the same key until it can be noted', async () => {
    const { store, arrived, alarms, tell, pass } = phoneBot();
    store.fail('settle');
    await tell('one', 'menu');
    await pass(5);
    expect(alarms[0]).toMatch(/noted as sent/);
    store.fail();
    await pass(60);
    const count = arrived.length;
    expect(count).toBeGreaterThan(1);
    await pass(600);
    expect(arrived).toHaveLength(count);
    expect(await store.unfinished()).toEqual([]);
  });
});

describe('a fault of the program', () => {
  it('is answered with an apology and an alarm, without loss and without a loop', async () => {
    const { bot, store, arrived, alarms, tell, pass } = phoneBot({
      understand: (text) => {
        if (text === 'racun') throw new Error('no such intent');
        return null;
      },
    });
    await tell('one', 'racun');
    await pass(120);
    expect(arrived).toEqual([`one: ${book.texts.broken}`]);
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toMatch(/fault of the program/);
    expect(await store.unfinished()).toEqual([]);
    await tell('one', 'menu');
    await bot.idle();
    expect(arrived).toHaveLength(2);
  });
});

describe('a channel that fails', () => {
  it('gets the reply when it works again, in order', async () => {
    let up = false;
    const { arrived, tell, pass } = phoneBot({
      send: async (): Promise<Sent> => (up ? { type: 'sent' } : { type: 'retry', reason: 'no network' }),
    });
    await tell('one', 'menu', 'm1');
    await pass(5);
    await tell('one', 'batal', 'm2');
    await pass(60);
    expect(arrived).toEqual([]);
    up = true;
    await pass(120);
    expect(arrived).toHaveLength(2);
    expect(arrived[1]).toContain(book.texts.cancelled);
  });

  it('is told to the operator when a reply is given up', async () => {
    const { bot, alarms, tell } = phoneBot({ send: async () => ({ type: 'refused', reason: 'blocked' }) });
    await tell('one', 'menu');
    await bot.idle();
    expect(alarms.join()).toMatch(/phone could not be delivered.*blocked/);
    expect(alarms.join()).toContain(documentFile('', partyOf('one').id));
  });
});

describe('a restart', () => {
  it('takes up what waited, oldest first, and what was not sent', async () => {
    const store = faultyStore();
    const clock = testClock(NOON);
    const down = phoneBot({ store, clock, send: async () => ({ type: 'retry', reason: 'no network' }) });
    await down.tell('sent', 'menu');
    await down.bot.idle();
    await down.bot.stop();
    for (const [id, said] of ['menu', 'batal'].entries()) await down.tell('waits', said, `${id}`);
    await down.bot.idle();
    clock.pass(10 * 60_000);
    const up = phoneBot({ store, clock });
    await up.bot.start();
    await up.pass(2);
    expect(arrivedOf(up.arrived, 'sent')).toHaveLength(1);
    const waited = arrivedOf(up.arrived, 'waits');
    expect(waited[0]).toContain(book.texts.delayed);
    expect(waited.at(-1)).toContain(book.texts.cancelled);
    expect(await store.unfinished()).toEqual([]);
  });

  it('after a stop leaves every timer off', async () => {
    const { bot, store, arrived, clock, tell } = phoneBot({ quietMs: 2_500 });
    await tell('one', 'min');
    await bot.stop();
    clock.pass(60_000);
    await bot.idle();
    expect(arrived).toEqual([]);
    expect(await store.unfinished()).toEqual(['phone:one']);
  });
});

describe('secrets', () => {
  const nik = '3171234567890123';
  it('are neither stored, nor said again, nor told in alarms', async () => {
    const { store, arrived, alarms, tell, pass } = phoneBot({
      understand: (text) => {
        if (text.includes('racun')) throw new Error(`cannot read "${text}"`);
        return null;
      },
    });
    const said = [`nik saya ${nik}`, 'otp nya 482913', 'password saya Bunga2024!', `racun ${nik}`, '482913', 'ulang'];
    for (const [index, text] of said.entries()) {
      await tell('one', text, `m${index}`);
      await pass(40);
    }
    const everything = JSON.stringify([await store.load('phone:one'), arrived, alarms]);
    expect(everything).not.toMatch(/3171234567890123|482913|Bunga2024/);
    expect(arrived.join('\n')).toContain(book.texts.warnings.otp);
    expect(arrived.join('\n')).toContain(book.texts.warnings.password);
    expect(arrived.join('\n')).toContain(book.texts.warnings.identity);
  });
});

describe('odd texts', () => {
  it.each([
    ['ten thousand letters', 'a'.repeat(10_000)],
    ['ten thousand words', 'gagal '.repeat(10_000)],
    ['control characters', '\u0000\u0001\u001b[31m\u202e\ufeff'],
    ['emoji', '😭😭🙏🏽👨‍👩‍👧'],
    ['nothing', '   '],
    ['zalgo', 'g̷̢͉͗a̸͎̐g̶̰̕a̵͖͒l̷̳̈'],
    ['half a character', '\ud83d'],
    ['markup', '<script>alert(1)</script> {topic} **x**'],
    ['a pattern', '((((([[[[\\1+*?'],
  ])('are answered: %s', async (_what, text) => {
    const { arrived, alarms, tell, pass } = phoneBot({ quietMs: 2_500 });
    await tell('one', text, 'm1');
    await pass(12);
    expect(arrived.length).toBeGreaterThan(0);
    expect(arrived.join()).not.toContain(book.texts.broken);
    expect(alarms).toEqual([]);
  });
});
