import { expect, test } from 'vitest';
import { pace } from '../../../bot/channels/telegram/pace.ts';

const signal = new AbortController().signal;

test('a burst is spread so that no second has more than was asked for', async () => {
  const waits: number[] = [];
  const clock = { now: () => 50_000, wait: async (milliseconds: number) => void waits.push(milliseconds) };
  const { turn, isBusy } = pace(28, clock);
  for (let message = 0; message < 60; message += 1) await turn(signal);
  const times = [...Array.from({ length: 60 - waits.length }, () => 0), ...waits];
  const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
  expect(most).toBeLessThanOrEqual(30);
  expect(isBusy()).toBe(true);
});

test('who writes now and then is answered at once', async () => {
  let now = 50_000;
  const waits: number[] = [];
  const { turn } = pace(28, { now: () => now, wait: async (milliseconds) => void waits.push(milliseconds) });
  for (let message = 0; message < 5; message += 1) {
    await turn(signal);
    now += 100;
  }
  expect(waits).toEqual([]);
});
