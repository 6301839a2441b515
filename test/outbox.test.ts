import { describe, expect, it, vi } from 'vitest';
import type { Sent } from '../bot/channels/channel.ts';
import { systemClock } from '../bot/clock.ts';
import { deliver, type OutboxPorts } from '../bot/outbox.ts';
import type { Store } from '../bot/store/store.ts';
import { testClock } from './clock.ts';
import { faultyStore } from './faulty-store.ts';
import { NOON, partyOf } from './phone-bot.ts';

const one = partyOf('one');
const hour = 3_600_000;

/** Puts replies into the outbox, as a turn does. */
async function say(store: Store, replies: readonly string[]): Promise<void> {
  await store.receive(one, {
    message: { type: 'text', id: 'm', at: NOON, text: 'halo' },
    found: [],
    sealed: [],
    receivedAt: NOON,
  });
  const said = replies.map((text) => ({ text, options: [] }));
  await store.commit(one.id, { state: null, done: ['m'], replies: said, at: NOON, pulled: false });
}

/** `answer` is what comes of each sending; deliveries that are asked for again happen when their time has come. */
async function mail(replies: readonly string[], answer: (text: string, tries: number) => Sent) {
  const store = faultyStore();
  const clock = testClock(NOON);
  await say(store, replies);
  const tried: { text: string; key: string; at: number }[] = [];
  const failed: string[] = [];
  let next: number | undefined;
  const ports: OutboxPorts = {
    store,
    clock,
    channel: (name) =>
      name === 'phone'
        ? {
            name,
            pulled: false,
            async send(_address, { reply }, key) {
              tried.push({ text: reply.text, key, at: clock.now() - NOON });
              return answer(reply.text, tried.filter(({ text }) => text === reply.text).length);
            },
            typing: () => {},
            stop: async () => {},
          }
        : undefined,
    again: (_id, ms) => {
      next = clock.now() + ms;
    },
    failed: (_party, reason) => failed.push(reason),
  };
  /** Delivers until nothing is asked for any more, or `until` milliseconds have passed. */
  const run = async (until = Number.POSITIVE_INFINITY) => {
    next = clock.now();
    while (next !== undefined && next - NOON <= until) {
      clock.pass(next - clock.now());
      next = undefined;
      await deliver(one.id, ports);
    }
  };
  const left = async () => (await store.load(one.id))?.outbox ?? [];
  return { store, clock, ports, tried, failed, run, left };
}

const sent: Sent = { type: 'sent' };
const retry: Sent = { type: 'retry', reason: 'no network' };

describe('the outbox', () => {
  it('sends everything in order and keeps nothing of it', async () => {
    const { tried, run, left } = await mail(['a', 'b', 'c'], () => sent);
    await run();
    expect(tried.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(await left()).toEqual([]);
  });

  it('keeps the order while the first has to wait, with the same key at each try', async () => {
    const { tried, run } = await mail(['a', 'b'], (text, tries) => (text === 'a' && tries < 4 ? retry : sent));
    await run();
    expect(tried.map(({ text }) => text)).toEqual(['a', 'a', 'a', 'a', 'b']);
    expect(new Set(tried.slice(0, 4).map(({ key }) => key)).size).toBe(1);
  });

  it('waits twice as long after each failure', async () => {
    const { tried, run } = await mail(['a'], (_text, tries) => (tries < 6 ? retry : sent));
    await run();
    expect(tried.map(({ at }) => at)).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000]);
  });

  it('waits at least as long as the channel asks', async () => {
    const { tried, run } = await mail(['a'], (_text, tries) =>
      tries < 3 ? { type: 'retry', reason: '429', afterMs: 30_000 } : sent,
    );
    await run();
    expect(tried.map(({ at }) => at)).toEqual([0, 30_000, 60_000]);
  });

  it('gives a refused reply up at once, tells why, and goes on with the next', async () => {
    const { tried, failed, run, left } = await mail(['a', 'b'], (text) =>
      text === 'a' ? { type: 'refused', reason: 'blocked by the participant' } : sent,
    );
    await run();
    expect(tried).toHaveLength(2);
    expect(failed).toEqual(['blocked by the participant']);
    expect(await left()).toMatchObject([{ reply: { text: 'a' }, failed: 'blocked by the participant' }]);
  });

  it('takes an error of the channel for a failure that may pass', async () => {
    const { tried, run, left } = await mail(['a'], (_text, tries) => {
      if (tries === 1) throw new Error('a fault');
      return sent;
    });
    await run();
    expect(tried).toHaveLength(2);
    expect(await left()).toEqual([]);
  });

  it('gives up about a day after the words were said, and not before', async () => {
    const { tried, failed, run } = await mail(['a'], () => retry);
    await run(23 * hour);
    expect(failed).toEqual([]);
    await run();
    expect(failed).toEqual(['no network']);
    expect(tried.at(-1)?.at).toBeLessThan(25.5 * hour);
    expect(tried.length).toBeLessThan(60);
  });

  it('does not give up a channel that is away for hours and asks for short waits', async () => {
    const back = 6 * hour;
    const { tried, failed, clock, run, left } = await mail(['a'], () =>
      clock.now() - NOON < back ? { type: 'retry', reason: 'not connected', afterMs: 2_000 } : sent,
    );
    await run();
    expect(failed).toEqual([]);
    expect(await left()).toEqual([]);
    expect(tried.at(-1)?.at).toBeLessThan(back + 61_000);
    expect(tried.length).toBeLessThan(400);
  });

  it('holds the reply of a channel that is switched off', async () => {
    const { ports, tried, failed, left } = await mail(['a'], () => sent);
    await deliver(one.id, { ...ports, channel: () => undefined });
    expect(tried).toEqual([]);
    expect(failed).toEqual([]);
    expect(await left()).toMatchObject([{ attempts: 1, notBefore: NOON + 1_000 }]);
  });

  it('goes on where it was after a restart, and not before the time that was noted', async () => {
    const { store, ports, clock, tried, left } = await mail(['a', 'b'], (_text, tries) => (tries === 1 ? retry : sent));
    await deliver(one.id, ports);
    expect(await left()).toMatchObject([{ attempts: 1, notBefore: NOON + 1_000 }, { attempts: 0 }]);
    expect(await store.unfinished()).toEqual([one.id]);
    await deliver(one.id, ports);
    expect(tried).toHaveLength(1);
    clock.pass(1_000);
    await deliver(one.id, ports);
    expect(tried.map(({ text }) => text)).toEqual(['a', 'a', 'b']);
  });

  it('tries at once what was put off while the clock was days ahead', async () => {
    const { ports, clock, store, tried, left } = await mail(['a'], () => sent);
    await store.settle(one.id, (await left())[0]?.seq ?? 0, { type: 'retry', notBefore: clock.now() + 24 * hour });
    await deliver(one.id, ports);
    expect(tried).toHaveLength(1);
    expect(await left()).toEqual([]);
  });

  it('never waits longer than three quarters of an hour, whatever the channel asks', async () => {
    const { tried, run } = await mail(['a'], (_text, tries) =>
      tries < 2 ? { type: 'retry', reason: '429', afterMs: 40 * 24 * hour } : sent,
    );
    await run();
    expect(tried.map(({ at }) => at)).toEqual([0, 0.75 * hour]);
  });

  it('does not give up a fresh reply because its line has left the transcript', async () => {
    const { store, tried, failed, run } = await mail(['a'], () => ({ type: 'retry', reason: 'away', afterMs: 1_000 }));
    const long = (id: string) => ({ type: 'text' as const, id, at: NOON, text: 'panjang '.repeat(1_200) });
    for (let count = 0; count < 30; count += 1)
      await store.receive(one, { message: long(`long ${count}`), found: [], sealed: [], receivedAt: NOON });
    expect((await store.load(one.id))?.transcript.every(({ from }) => from === 'participant')).toBe(true);
    await run(hour);
    expect(tried.length).toBeGreaterThan(20);
    expect(failed).toEqual([]);
  });

  it('has nothing to do for somebody unknown', async () => {
    const { ports } = await mail([], () => sent);
    await expect(deliver('nobody', ports)).resolves.toBeUndefined();
  });
});

it('the clock of the system waits weeks for what is longer than a timer can be, and does not call at once', () => {
  vi.useFakeTimers();
  try {
    let called = 0;
    const cancel = systemClock.after(40 * 24 * hour, () => {
      called += 1;
    });
    vi.advanceTimersByTime(24 * hour);
    expect(called).toBe(0);
    cancel();
  } finally {
    vi.useRealTimers();
  }
});
