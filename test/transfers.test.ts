import { describe, expect, it } from 'vitest';
import { memoryState } from '../bot/channels/channel-state.ts';
import { newTransferCode, transferCodeIn, transfers } from '../bot/transfers.ts';
import { testClock } from './clock.ts';
import { createWorld, MONDAY } from './world.ts';

describe('codes for going on elsewhere', () => {
  it.each([
    ['/lanjut K7QF-M2XD', 'K7QF-M2XD'],
    ['lanjut k7qf m2xd', 'K7QF-M2XD'],
    ['/lanjut K7QFM2XD', 'K7QF-M2XD'],
    ['lanjut', undefined],
    ['lanjut yang tadi', undefined],
    ['lanjut klaim saya', undefined],
  ])('%s names %s', (text, code) => {
    expect(transferCodeIn(text)).toBe(code);
  });

  it('are good for a week and lead to their conversation', async () => {
    const clock = testClock(MONDAY);
    const desk = transfers(memoryState(), clock);
    const code = newTransferCode();
    await desk.offer(code, 'web:one');
    expect(await desk.take(code, 'telegram:two')).toBe('web:one');
    clock.pass(8 * 86_400_000);
    expect(await desk.take(code, 'telegram:two')).toBeUndefined();
  });

  it('lock out who guesses, for an hour, and nobody else', async () => {
    const clock = testClock(MONDAY);
    const desk = transfers(memoryState(), clock);
    await desk.offer('K7QF-M2XD', 'web:one');
    for (let guess = 0; guess < 5; guess++) await desk.take(newTransferCode(), 'telegram:bad');
    expect(await desk.take('K7QF-M2XD', 'telegram:bad')).toBe('locked');
    expect(await desk.take('K7QF-M2XD', 'telegram:good')).toBe('web:one');
    clock.pass(3_600_001);
    expect(await desk.take('K7QF-M2XD', 'telegram:bad')).toBe('web:one');
  });
});

describe('a conversation that moves', () => {
  it('goes on at the same step in the other place, with its case, and is let go of in the first', async () => {
    const world = createWorld();
    await world.say('otp ga masuk');
    await world.say('sms');
    const [told] = await world.say('pindah');
    const code = transferCodeIn(/\/lanjut \S+/.exec(told?.text ?? '')?.[0].replace(/\.$/, '') ?? '') ?? '';
    const there = world.elsewhere('two');
    const replies = await there.say(`/lanjut ${code}`);
    expect(replies.map(({ text }) => text).join()).toContain('Ketemu');
    expect((await there.stored())?.state?.position?.step).toBe('P1-31');
    expect((await world.stored())?.state?.position).toBeNull();
    await there.say('ya masih aktif');
    expect((await there.stored())?.state?.position?.step).toBe('P1-32');
  });

  it('is not found with a wrong code, and what is open here stays open', async () => {
    const world = createWorld();
    await world.say('otp ga masuk');
    const replies = await world.say('/lanjut K7QF-M2XD');
    expect(replies.map(({ text }) => text).join()).toContain('tidak ketemu');
    expect((await world.stored())?.state?.position?.step).toBe('P1-30');
  });
});
