import { expect, test } from 'vitest';
import { pace, pairPace } from '../../../bot/channels/whatsapp-cloud/pace.ts';
import { testClock } from '../../clock.ts';

test('a participant gets a burst, then one message every six seconds, and others are not held up', () => {
  const clock = testClock(0);
  const pair = pairPace({ burst: 3, everyMs: 6_000 }, clock.now);
  for (let count = 0; count < 3; count++) {
    expect(pair.wait('a')).toBe(0);
    pair.took('a');
  }
  expect([pair.wait('a'), pair.wait('b')]).toEqual([6_000, 0]);
  clock.pass(6_000);
  expect(pair.wait('a')).toBe(0);
  pair.took('a');
  expect(pair.wait('a')).toBe(6_000);
  clock.pass(18_000);
  expect(pair.wait('a')).toBe(0);
});

test('a participant of whom WhatsApp says that it was too much waits six seconds', () => {
  const clock = testClock(0);
  const pair = pairPace({ burst: 20, everyMs: 6_000 }, clock.now);
  pair.exhaust('a');
  expect(pair.wait('a')).toBe(6_000);
});

test('messages of all conversations go out in turn, and not faster than allowed', async () => {
  const clock = testClock(0);
  const all = pace(4, clock);
  const { signal } = new AbortController();
  const sent: number[] = [];
  for (let count = 0; count < 4; count++) void all.turn(signal).then(() => sent.push(clock.now()));
  for (let quarter = 0; quarter < 4; quarter++) {
    await Promise.resolve();
    clock.pass(250);
  }
  await Promise.resolve();
  expect(sent.toSorted((one, other) => one - other)).toEqual([0, 250, 500, 750]);
});

test('a pause grows while it is asked for in a row, and begins small again after a success', () => {
  const clock = testClock(0);
  const all = pace(80, clock, () => 0);
  const pauses = [1, 2, 3].map(() => {
    all.pause();
    const paused = all.paused();
    clock.pass(paused);
    return paused;
  });
  expect(pauses).toEqual([1_000, 2_000, 4_000]);
  all.resume();
  all.pause();
  expect(all.paused()).toBe(1_000);
});

test('who waits for a turn is let go when the bot stops', async () => {
  const stopping = new AbortController();
  const all = pace(1, testClock(0));
  await all.turn(stopping.signal);
  const waiting = all.turn(stopping.signal);
  stopping.abort();
  await expect(waiting).resolves.toBeUndefined();
});
