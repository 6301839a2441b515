import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whatsAppChannel } from '../../../bot/channels/whatsapp/whatsapp-channel.ts';
import { type Office, office } from './office.ts';

let world: Office;
beforeEach(async () => {
  world = await office({ acknowledgeMs: 300 });
});
afterEach(() => world.close());

const budiSees = (count: number) => world.server.until('Budi sees the answer', () => world.budi.shown.length >= count);

test.each([515, 503] as const)('a connection that the server ends with %i is made again', async (code) => {
  await world.pair();
  world.server.end(code);
  await world.server.until('a second login', () => world.server.seen.counts.logins === 2);
  await world.server.say(world.budi, 'masih di sini?');
  await world.heard(1);
});

test('dropped sockets are made again, and nothing is lost or doubled', async () => {
  await world.pair();
  for (const text of ['satu', 'dua', 'tiga', 'empat']) {
    await world.server.say(world.budi, text);
    world.server.drop();
    await world.server.until('the connection is lost', () => world.bot().status().state !== 'connected');
    await world.connected();
  }
  await world.heard(4);
  expect(world.texts()).toEqual(['satu', 'dua', 'tiga', 'empat']);
});

test('when another program takes the session over, the bot stays off until the operator acts', async () => {
  await world.pair();
  world.server.end(440);
  await world.server.until('the bot has stopped', () => world.bot().status().state === 'stopped');
  expect(world.bot().alarms()[0]?.text).toContain('Another program took over');
  world.bot().connectAgain?.();
  await world.connected();
  expect(world.bot().alarms()).toEqual([]);
});

test('a phone that logs the bot out is told as an alarm, the old session is gone, and a new QR code works', async () => {
  await world.pair();
  const old = await readFile(join(world.folder, 'session.log'), 'utf8');
  world.server.end(401);
  await world.server.until('a new QR code', () => world.bot().status().qr !== undefined);
  expect(world.bot().status().reason).toContain('logged this device out');
  expect(world.bot().alarms()).toHaveLength(1);
  expect((await readFile(join(world.folder, 'session.log'), 'utf8')).length).toBeLessThan(old.length / 10);
  world.server.scan(world.bot().status().qr ?? '');
  await world.connected();
  await world.server.say(world.budi, 'halo lagi');
  await world.heard(1);
  expect(world.bot().alarms()).toEqual([]);
});

test('a banned number stops the channel with an alarm that says what to do', async () => {
  await world.pair();
  world.server.faults.login.login = 403;
  world.server.drop();
  await world.server.until('the bot has stopped', () => world.bot().status().state === 'stopped');
  expect(world.bot().alarms()[0]?.text).toContain('banned');
  expect(await world.reply('halo', '6281234567890@s.whatsapp.net')).toMatchObject({ type: 'retry' });
});

test('a server that is away for a while is connected to when it is back', async () => {
  await world.pair();
  world.server.faults.login.login = 503;
  world.server.drop();
  await world.server.until('the bot waits', () => world.bot().status().state === 'waiting');
  world.server.faults.login.login = undefined;
  await world.connected();
});

test('a reply without acknowledgement is tried again under the same id, and seen once', async () => {
  await world.pair();
  await world.server.say(world.budi, 'halo');
  await world.heard(1);
  world.server.faults.carriage.handling = () => ({ type: 'lose-acknowledgement' });
  expect(await world.reply('jawaban')).toMatchObject({ type: 'retry', reason: expect.stringContaining('acknowledge') });
  world.server.faults.carriage.handling = () => ({ type: 'take' });
  expect(await world.reply('jawaban')).toEqual({ type: 'sent' });
  const [first, second] = world.server.seen.outgoing;
  expect(second?.id).toBe(first?.id);
  await world.server.until('the second has come', () => world.budi.repeats() === 1);
  expect(world.budi.shown.map(({ text }) => text)).toEqual(['jawaban']);
});

test('a reply that was lost on the way arrives with the next try', async () => {
  await world.pair();
  await world.server.say(world.budi, 'halo');
  await world.heard(1);
  world.server.faults.carriage.handling = () => ({ type: 'lose' });
  expect(await world.reply('jawaban')).toMatchObject({ type: 'retry' });
  world.server.faults.carriage.handling = () => ({ type: 'take' });
  expect(await world.reply('jawaban')).toEqual({ type: 'sent' });
  await budiSees(1);
});

test('a restricted account is not made worse by trying again', async () => {
  await world.pair();
  await world.server.say(world.budi, 'halo');
  await world.heard(1);
  world.server.faults.carriage.handling = () => ({ type: 'refuse', code: 463 });
  expect(await world.reply('jawaban')).toMatchObject({ type: 'refused', reason: expect.stringContaining('463') });
  expect(world.bot().alarms()[0]?.text).toContain('463');
});

test('an acknowledgement that comes too late still counts at the next try', async () => {
  await world.pair();
  await world.server.say(world.budi, 'halo');
  await world.heard(1);
  world.server.faults.carriage.handling = () => ({ type: 'lose-acknowledgement' });
  expect(await world.reply('jawaban')).toMatchObject({ type: 'retry' });
  world.server.acknowledge(world.server.seen.outgoing[0]);
  await world.server.until('the acknowledgement has arrived', () => true);
  await expect.poll(async () => (await world.reply('jawaban')).type).toBe('sent');
  expect(world.budi.repeats()).toBeLessThanOrEqual(1);
});

test('a message that cannot be stored is not confirmed, comes again, and is stored when there is room', async () => {
  await world.pair();
  await world.server.say(world.budi, 'sebelum');
  await world.heard(1);
  world.inbox.isFull = true;
  await world.server.say(world.budi, 'penting');
  await world.server.until('it came again', () => world.inbox.refused >= 3);
  expect(world.server.queued()).toHaveLength(1);
  expect(world.bot().alarms()[0]?.text).toContain('disk');
  world.inbox.isFull = false;
  await world.heard(2);
  expect(world.texts()).toEqual(['sebelum', 'penting']);
  await world.server.until('it is confirmed', () => world.server.queued().length === 0);
  await world.server.say(world.budi, 'sesudah');
  await world.heard(3);
});

test('a session of another version is refused with a sentence that says what to do', async () => {
  await world.pair();
  await world.bot().channel.stop();
  const file = join(world.folder, 'session.log');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"version":1', '"version":2'));
  await expect(world.restart()).rejects.toThrow(
    /another version.*Use the version of the bot that wrote it, or delete it/,
  );
  expect((await readFile(file, 'utf8')).length).toBe(text.length);
});

test('a second bot on the same folder is refused', async () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  await expect(whatsAppChannel({ folder: world.folder, accept: async () => 'stored', log })).rejects.toThrow(
    `is in use by process ${process.pid}`,
  );
});

test('a session that a crash tore at its end is read up to the last whole write', async () => {
  await world.pair();
  await world.server.say(world.budi, 'satu');
  await world.heard(1);
  await world.bot().channel.stop();
  const file = join(world.folder, 'session.log');
  await writeFile(file, `${await readFile(file, 'latin1')}=9000 12ab\n"session/x"\t{"half":`, 'latin1');
  await world.restart();
  await world.connected();
  await world.server.say(world.budi, 'dua');
  await world.heard(2);
});

test('what the log and the console get holds no text, no key and no QR code', async () => {
  const secret = 'NIK saya 3271234567890123 dan OTP 482913';
  await world.pair();
  const qr = world.printed.join('');
  await world.server.say(world.budi, secret);
  await world.heard(1);
  await world.reply(`Balasan rahasia: ${secret}`);
  world.server.end(515);
  await world.server.until('a second login', () => world.server.seen.counts.logins === 2);
  const log = world.logged.join('\n');
  expect(log).not.toMatch(/3271234567890123|482913|rahasia|@s\.whatsapp\.net|@lid/);
  const session = await readFile(join(world.folder, 'session.log'), 'utf8');
  const keys = [...session.matchAll(/[A-Za-z0-9+/]{32,}={0,2}/g)].map(([key]) => key);
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter((key) => log.includes(key))).toEqual([]);
  expect(qr).not.toBe('');
});
