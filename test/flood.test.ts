import { describe, expect, it } from 'vitest';
import { floodGate } from '../bot/flood.ts';
import { testClock } from './clock.ts';
import { createWorld, MONDAY } from './world.ts';

const limit = { most: 20, withinMs: 10_000, restMs: 5_000 };

describe('the gate against floods', () => {
  it('lets a person in a hurry through, and makes a flood rest', () => {
    const clock = testClock(MONDAY);
    const gate = floodGate(clock, limit);
    const rests = Array.from({ length: 25 }, () => gate.count('one'));
    expect(rests.slice(0, 20)).toEqual(new Array(20).fill(0));
    expect(rests.slice(20)).toEqual(new Array(5).fill(5_000));
    expect(gate.count('two')).toBe(0);
  });

  it('forgets when it is quiet again', () => {
    const clock = testClock(MONDAY);
    const gate = floodGate(clock, limit);
    for (let count = 0; count < 25; count++) gate.count('one');
    clock.pass(15_000);
    expect(gate.isFlooding('one')).toBe(false);
    expect(gate.count('one')).toBe(0);
  });
});

describe('a flood', () => {
  it('goes on in the next window while it does not pause, whoever else writes', () => {
    const clock = testClock(MONDAY);
    const gate = floodGate(clock, limit);
    const rests = Array.from({ length: 400 }, () => {
      clock.pass(100);
      gate.count('other');
      return gate.count('one');
    });
    expect(rests.slice(0, 20)).toEqual(new Array(20).fill(0));
    expect(new Set(rests.slice(20))).toEqual(new Set([5_000]));
  });
});

describe('a hundred messages in ten seconds', () => {
  it('are answered by a few bubbles, and others are answered at once', async () => {
    const world = createWorld();
    const texts = Array.from({ length: 100 }, (_, index) => `halo ${index} kamu di sana tidak`);
    const replies = await world.burst(texts, 90);
    expect(replies.length).toBeLessThan(75);
    const other = await world.elsewhere('two').say('otp ga masuk');
    expect(other).not.toEqual([]);
    expect((await world.stored())?.inbox).toEqual([]);
  });
});
