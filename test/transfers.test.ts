import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryState } from '../bot/channels/channel-state.ts';
import { realDisk } from '../bot/store/lowdb/disk.ts';
import { newTransferCode, openTransfers, transferCodeIn, transferKey, transfers } from '../bot/transfers.ts';
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

  it('are good once: for the first other one that asks, who may ask again until the code is used up', async () => {
    const desk = transfers(memoryState(), testClock(MONDAY));
    await desk.offer('K7QF-M2XD', 'web:one');
    expect(await desk.take('K7QF-M2XD', 'web:one')).toBeUndefined();
    expect(await desk.take('K7QF-M2XD', 'telegram:two')).toBe('web:one');
    expect(await desk.take('K7QF-M2XD', 'telegram:three')).toBeUndefined();
    expect(await desk.take('K7QF-M2XD', 'telegram:two')).toBe('web:one');
    await desk.usedUp(transferKey('K7QF-M2XD'));
    expect(await desk.take('K7QF-M2XD', 'telegram:two')).toBeUndefined();
  });

  it('have one taker when two ask at the same time', async () => {
    const desk = transfers(memoryState(), testClock(MONDAY));
    await desk.offer('K7QF-M2XD', 'web:one');
    const askers = ['telegram:two', 'telegram:three'];
    const taken = await Promise.all(askers.map((asker) => desk.take('K7QF-M2XD', asker)));
    expect(taken).toEqual(['web:one', undefined]);
  });

  it('are no longer good once the conversation has moved by another one', async () => {
    const clock = testClock(MONDAY);
    const desk = transfers(memoryState(), clock);
    await desk.offer('K7QF-M2XD', 'web:one');
    await desk.offer('K7QF-M2XE', 'web:one');
    clock.pass(1_000);
    await desk.take('K7QF-M2XD', 'telegram:two');
    expect(await desk.take('K7QF-M2XE', 'telegram:three')).toBeUndefined();
    clock.pass(1_000);
    await desk.offer('K7QF-M2XF', 'web:one');
    expect(await desk.take('K7QF-M2XF', 'telegram:three')).toBe('web:one');
  });

  it('lock out who guesses, for an hour, and nobody else', async () => {
    const clock = testClock(MONDAY);
    const desk = transfers(memoryState(), clock);
    for (const code of ['K7QF-M2XD', 'K7QF-M2XE']) await desk.offer(code, `web:${code}`);
    for (let guess = 0; guess < 5; guess++) await desk.take(newTransferCode(), 'telegram:bad');
    expect(await desk.take('K7QF-M2XD', 'telegram:bad')).toBe('locked');
    expect(await desk.take('K7QF-M2XE', 'telegram:good')).toBe('web:K7QF-M2XE');
    clock.pass(3_600_001);
    expect(await desk.take('K7QF-M2XD', 'telegram:bad')).toBe('web:K7QF-M2XD');
  });

  it('make everybody wait for an hour after thirty wrong ones, but not who took one already', async () => {
    const clock = testClock(MONDAY);
    const desk = transfers(memoryState(), clock);
    for (const code of ['K7QF-M2XD', 'K7QF-M2XE']) await desk.offer(code, `web:${code}`);
    await desk.take('K7QF-M2XE', 'telegram:early');
    // All at once, as a program would that has a new web chat for each of them.
    const guesses = Array.from({ length: 100 }, (_, one) => desk.take(newTransferCode(), `web:bad-${one}`));
    expect((await Promise.all(guesses)).filter((found) => found !== 'locked')).toHaveLength(30);
    expect(await desk.take('K7QF-M2XD', 'telegram:good')).toBe('locked');
    expect(await desk.take('K7QF-M2XE', 'telegram:early')).toBe('web:K7QF-M2XE');
    clock.pass(3_600_001);
    expect(await desk.take('K7QF-M2XD', 'telegram:good')).toBe('web:K7QF-M2XD');
  });

  it('are wrong once, however often a turn is taken again', async () => {
    const desk = transfers(memoryState(), testClock(MONDAY));
    for (let again = 0; again < 40; again++) expect(await desk.take('K7QF-M2XD', 'telegram:one')).toBeUndefined();
  });
});

describe('codes in a folder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'transfers-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const fail = () => expect.unreachable('No alarm was expected.');

  it('outlive the process, also who took them', async () => {
    const clock = testClock(MONDAY);
    const before = await openTransfers(folder, clock, fail);
    await before.offer('K7QF-M2XD', 'web:one');
    await before.take('K7QF-M2XD', 'telegram:two');
    const after = await openTransfers(folder, clock, fail);
    expect(await after.take('K7QF-M2XD', 'telegram:three')).toBeUndefined();
    expect(await after.take('K7QF-M2XD', 'telegram:two')).toBe('web:one');
  });

  it('are removed at the start when they are over, with what an interrupted write left', async () => {
    const clock = testClock(MONDAY);
    const before = await openTransfers(folder, clock, fail);
    await before.offer('K7QF-M2XD', 'web:one');
    await before.take('K7QF-M2XD', 'telegram:two');
    clock.pass(4 * 86_400_000);
    await before.offer('K7QF-M2XE', 'web:two');
    await writeFile(join(folder, 'abc.json.1-1.tmp'), '{');
    clock.pass(4 * 86_400_000);
    const after = await openTransfers(folder, clock, fail);
    expect(await readdir(folder)).toHaveLength(1);
    expect(await after.take('K7QF-M2XE', 'telegram:two')).toBe('web:two');
  });

  it('that cannot be removed are told to the operator, and the bot goes on', async () => {
    const alarms: string[] = [];
    const readdir = () => Promise.reject(new Error('no rights'));
    const desk = await openTransfers(folder, testClock(MONDAY), (text) => alarms.push(text), { ...realDisk, readdir });
    expect(alarms).toHaveLength(1);
    await desk.offer('K7QF-M2XD', 'web:one');
    expect(await desk.take('K7QF-M2XD', 'telegram:two')).toBe('web:one');
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
