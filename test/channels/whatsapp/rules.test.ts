import { expect, test, vi } from 'vitest';
import { personAddress, phoneDigits } from '../../../bot/channels/whatsapp/address.ts';
import { afterDisconnect } from '../../../bot/channels/whatsapp/after-disconnect.ts';
import { humanPace } from '../../../bot/channels/whatsapp/pace.ts';
import { quietSignal } from '../../../bot/channels/whatsapp/quiet-signal.ts';
import { messageIdOf, sentBy } from '../../../bot/channels/whatsapp/sending.ts';
import { testClock } from '../../clock.ts';

const backoff = { firstMs: 1000, mostMs: 60_000 };

test.each([
  [515, 'restart'],
  [428, 'wait'],
  [408, 'wait'],
  [503, 'wait'],
  [500, 'wait'],
  [405, 'wait'],
  [440, 'stop'],
  [403, 'stop'],
  [402, 'stop'],
  [411, 'stop'],
  [401, 'pair-again'],
  [999, 'wait'],
])('after a disconnect with %i: %s', (code, type) => {
  expect(afterDisconnect(code, 0, backoff, 0.5).type).toBe(type);
});

test('waiting grows with every attempt up to a minute, and half of it is chance', () => {
  const waits = (random: number) =>
    [0, 1, 2, 5, 6, 50].map((attempt) => {
      const next = afterDisconnect(428, attempt, backoff, random);
      return next.type === 'wait' ? next.ms : 0;
    });
  expect(waits(1)).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
  expect(waits(0)).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000]);
});

test.each([
  ['62812@s.whatsapp.net', '62812@s.whatsapp.net'],
  ['62812:14@s.whatsapp.net', '62812@s.whatsapp.net'],
  ['9900:3@lid', '9900@lid'],
  ['0@s.whatsapp.net', undefined],
  ['628-123@g.us', undefined],
  ['status@broadcast', undefined],
  ['120363@newsletter', undefined],
  ['', undefined],
  ['kosong', undefined],
])('%s is the person %s', (jid, person) => {
  expect(personAddress(jid)).toBe(person);
});

test.each([
  ['0812 3456 7890', '6281234567890'],
  ['+62 812-3456-7890', '6281234567890'],
  ['62812.3456.7890', '6281234567890'],
  ['81234567890', '6281234567890'],
  ['0065 8123 4567', '6581234567'],
  ['halo', undefined],
  ['0812', undefined],
  ['', undefined],
])('the phone number %s is %s', (given, digits) => {
  expect(phoneDigits(given)).toBe(digits);
});

test('messages go out about a second apart, whoever asks at once, and at once after a quiet time', async () => {
  const clock = testClock(0);
  const turn = humanPace({ everyMs: 1000 }, clock, () => 0.5);
  const gone: number[] = [];
  const go = () => turn().then(() => gone.push(clock.now()));
  const all = [go(), go(), go()];
  for (let second = 0; second < 3; second += 1) {
    await Promise.resolve();
    clock.pass(1000);
  }
  await Promise.all(all);
  expect(gone).toHaveLength(3);
  clock.pass(10_000);
  await go();
  expect(gone.at(-1)).toBe(clock.now());
});

test('the same reply has the same id, other replies and other parts have others', () => {
  expect(messageIdOf('whatsapp:a#1', 0)).toMatch(/^3EB0[0-9A-F]{18}$/);
  expect(messageIdOf('whatsapp:a#1', 0)).toBe(messageIdOf('whatsapp:a#1', 0));
  expect(new Set([messageIdOf('a#1', 0), messageIdOf('a#1', 1), messageIdOf('a#2', 0)]).size).toBe(3);
});

test('what an acknowledgement says decides whether a reply is tried again', () => {
  expect(sentBy(undefined)).toEqual({ type: 'sent' });
  expect(sentBy('463').type).toBe('refused');
  expect(sentBy('429')).toMatchObject({ type: 'retry', afterMs: 60_000 });
  expect(sentBy('479').type).toBe('retry');
});

test('what libsignal prints is kept out of the console, and nothing else is', () => {
  const log = vi.fn();
  const printer = { log, info: log, warn: log, error: log };
  quietSignal(printer);
  quietSignal(printer);
  printer.info('Closing session:', { currentRatchet: { rootKey: 'secret' } });
  printer.warn('Session already closed', {});
  printer.error('Session error:MessageCounterError: Key used', 'stack');
  printer.log({ _chains: {} });
  printer.log('something new', { privKey: 'secret' });
  printer.info('WhatsApp is connected');
  expect(log.mock.calls).toEqual([['WhatsApp is connected']]);
});
