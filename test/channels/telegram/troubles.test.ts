import { afterEach, expect, test } from 'vitest';
import { serverError, tooMany, unauthorized } from '../../servers/bot-api/faults.ts';
import { startBotApi } from '../../servers/bot-api.ts';
import { hastyClock, type World, type WorldOptions, world } from './world.ts';

let open: World[] = [];
afterEach(async () => {
  await Promise.all(open.map(({ end }) => end()));
  open = [];
});

const prepared = async (options: WorldOptions = {}): Promise<World> => {
  const here = await world(options);
  open.push(here);
  return here;
};

const minutes = (count: number) => count * 60_000;
const logged = ({ log }: World, words: string) => log.filter((line) => line.includes(words));

test('an hour without Telegram is told once every ten minutes, and what was written meanwhile is answered', async () => {
  const clock = hastyClock();
  const here = await prepared({ clock });
  here.api.says(7, 'halo');
  here.api.setDown(true);
  here.telegram.start();
  await here.api.until('an hour passes', () => clock.passed() > minutes(60));
  expect(here.alarms).toHaveLength(1);
  expect(here.alarms[0]).toContain('Telegram cannot be reached (ECONNRESET)');
  expect(here.telegram.alarms()).toHaveLength(1);
  expect(here.telegram.watched.status()).toMatchObject({ state: 'waiting', reason: here.alarms[0] });
  const told = logged(here, 'cannot be reached').length;
  expect(told).toBeGreaterThanOrEqual(6);
  expect(told).toBeLessThanOrEqual(clock.passed() / minutes(10) + 1);
  here.api.setDown(false);
  expect(await here.reads(7, 1)).toEqual(['text: halo']);
  expect(logged(here, 'Telegram works again, after')).toHaveLength(1);
  expect(here.telegram.alarms()).toEqual([]);
  expect(here.telegram.watched.status().state).toBe('connected');
});

test('a connection that is lost once is nothing to tell', async () => {
  const here = await prepared({ clock: hastyClock() });
  here.api.fault({ method: 'getUpdates', times: 1, act: { type: 'drop', when: 'before' } });
  here.telegram.start();
  here.api.says(7, 'halo');
  await here.reads(7, 1);
  expect(here.alarms).toEqual([]);
});

test.each([
  ['a wrong token', unauthorized, 'Ask @BotFather'],
  ['a second poller', { type: 'error', code: 409, description: 'Conflict' }, 'Another process uses the same bot token'],
] as const)('%s is told with what to do, and the bot goes on when it is over', async (_, act, advice) => {
  const clock = hastyClock();
  const here = await prepared({ clock });
  here.api.fault({ method: 'getUpdates', times: 3, act });
  here.telegram.start();
  here.api.says(7, 'halo');
  expect(await here.reads(7, 1)).toEqual(['text: halo']);
  expect(here.alarms).toHaveLength(1);
  expect(here.alarms[0]).toContain(advice);
  expect(clock.passed()).toBeGreaterThan(30_000);
});

test('a token that Telegram does not know is told', async () => {
  const here = await prepared({ token: '2:OTHER', clock: hastyClock() });
  here.telegram.start();
  await here.api.until('the alarm', () => here.alarms.length > 0);
  expect(here.alarms[0]).toContain('Telegram refuses the bot token');
});

test('two processes with one token: each is told, nothing is lost, and the one that stays goes on', async () => {
  const first = await prepared({ pollSeconds: 1 });
  const second = await prepared({ api: first.api, pollSeconds: 1, clock: hastyClock() });
  first.telegram.start();
  await first.api.until('the first polls', () => first.api.callsOf('deleteWebhook').length === 1);
  second.telegram.start();
  await first.api.until('one is displaced', () => first.alarms.length + second.alarms.length > 0);
  await first.telegram.channel.stop();
  first.api.says(7, 'halo');
  expect((await second.reads(7, 1))[0]).toBe('text: halo');
  expect([...first.alarms, ...second.alarms].join()).toContain('Another process uses the same bot token');
});

test.each([
  ['502', serverError],
  ['a page instead of JSON', { type: 'not-json' }],
  ['a cut connection', { type: 'drop', when: 'before' }],
] as const)('sending is tried again after %s', async (_, act) => {
  const here = await prepared();
  here.telegram.start();
  here.api.fault({ method: 'sendMessage', times: 2, act });
  here.api.says(7, 'halo');
  expect(await here.reads(7, 1)).toEqual(['text: halo']);
});

test('a slow Telegram holds up one chat, and not the others', async () => {
  const here = await prepared();
  here.telegram.start();
  here.api.fault({ method: 'sendMessage', chat: 7, times: 1, act: { type: 'slow', milliseconds: 700 } });
  here.api.says(7, 'halo');
  here.api.says(8, 'halo');
  await here.reads(8, 1);
  expect(here.api.read(7)).toEqual([]);
  await here.reads(7, 1);
});

test('429 is obeyed: the reply is to be tried again after the time that Telegram names', async () => {
  const here = await prepared();
  here.api.says(7, 'halo');
  here.api.fault({ method: 'sendMessage', times: 1, act: tooMany(17) });
  const entry = { seq: 1, reply: { text: 'halo', options: [] }, attempts: 0 };
  expect(await here.telegram.channel.send('7', entry, 'k')).toMatchObject({ type: 'retry', afterMs: 17_000 });
});

test('a participant who blocked the bot gets nothing, and the reason is noted', async () => {
  const here = await prepared();
  here.api.says(7, 'halo');
  here.api.blocks(7);
  const entry = { seq: 1, reply: { text: 'halo', options: [] }, attempts: 0 };
  expect(await here.telegram.channel.send('7', entry, 'k')).toEqual({
    type: 'refused',
    reason: 'The participant blocked the bot or deleted the account.',
  });
});

test('a part that was sent is not sent again when a later part fails', async () => {
  const here = await prepared();
  here.api.says(7, 'halo');
  const reply = { text: `${'a '.repeat(2000)}\n\n${'b '.repeat(2000)}`, options: [] };
  const entry = { seq: 1, reply, attempts: 0 };
  here.api.fault({ method: 'sendMessage', times: 1, act: { type: 'slow', milliseconds: 1 } });
  here.api.fault({ method: 'sendMessage', times: 1, act: serverError });
  expect(await here.telegram.channel.send('7', entry, 'k')).toMatchObject({ type: 'retry' });
  expect(await here.telegram.channel.send('7', entry, 'k')).toEqual({ type: 'sent' });
  expect(here.api.read(7).map((text) => text[0])).toEqual(['a', 'b']);
});

test('while the inbox refuses, nothing is confirmed; afterwards all is answered in order', async () => {
  let full = true;
  const store = () => {
    if (full) throw Object.assign(new Error('Cannot write: the disk is full.'), { code: 'ENOSPC' });
  };
  const here = await prepared({ store });
  here.telegram.start();
  for (const text of ['satu', 'dua', 'tiga']) here.api.says(7, text);
  await here.api.until('the operator is told', () => here.alarms.length > 0);
  expect(here.api.unconfirmed()).toBe(3);
  expect(here.alarms[0]).toContain('could not be stored');
  full = false;
  expect(await here.reads(7, 3)).toEqual(['text: satu', 'text: dua', 'text: tiga']);
  expect(logged(here, 'works again')).toHaveLength(1);
});

test('a press that could not be kept is answered with a word of patience', async () => {
  let full = false;
  const store = () => {
    if (full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  const here = await prepared({ store });
  here.telegram.start();
  here.api.says(7, 'menu');
  await here.reads(7, 1);
  full = true;
  here.api.presses(7, 'Tidak bisa login');
  await here.api.until('the press is answered', () => here.api.unanswered() === 0);
  expect(here.api.callsOf('answerCallbackQuery')[0]?.parameters.text).toContain('Belum tersimpan');
  full = false;
  expect((await here.reads(7, 2)).at(-1)).toContain('choice: P1-00#1');
});

test('a conversation that cannot be stored does not silence the others: its writer is told, and so is the operator', async () => {
  const store = ({ address }: { readonly address: string }) => {
    if (address === '13') throw new Error('This conversation was written by a newer version of the bot.');
  };
  const here = await prepared({ store, perSecond: Number.POSITIVE_INFINITY });
  here.api.says(13, 'halo');
  for (let chat = 100; chat < 250; chat += 1) here.api.says(chat, 'halo');
  here.telegram.start();
  await here.reads(249, 1);
  expect(here.api.read(13)[0]).toContain('belum bisa aku simpan');
  expect(here.alarms[0]).toContain('could not be stored');
});

test('the log of all this holds no token and nothing that a participant wrote', async () => {
  const token = '123456:SANGAT-RAHASIA';
  const here = await prepared({ token, api: await startBotApi({ token }), clock: hastyClock() });
  here.api.says(7, 'NIK saya 3171234567890001');
  here.api.setDown(true);
  here.telegram.start();
  await here.api.until('the outage is told', () => here.log.length > 0);
  here.api.setDown(false);
  await here.reads(7, 1);
  here.api.fault({ method: '*', times: 2, act: { type: 'error', code: 400, description: 'Bad Request: nothing' } });
  here.api.says(7, 'sandi saya rahasia1');
  await here.api.until('confirmed', () => here.api.unconfirmed() === 0);
  const everything = [...here.log, ...here.alarms].join('\n');
  expect(everything.length).toBeGreaterThan(100);
  for (const secret of [token, 'SANGAT', '3171234567890001', 'rahasia1']) expect(everything).not.toContain(secret);
});
