import { afterEach, expect, test } from 'vitest';
import { pairLimit, rateLimit, serverError, tokenExpired } from '../../servers/cloud-api/faults.ts';
import { type Office, openOffice } from './office.ts';

const siti = '6281234567890';

let office: Office | undefined;
afterEach(async () => {
  await office?.end();
  office = undefined;
});
const open = async (options?: Parameters<typeof openOffice>[0]): Promise<Office> => {
  office = await openOffice(options);
  return office;
};

test.each([
  ['too many messages in all', rateLimit],
  ['too many messages to one participant', pairLimit],
  ['trouble at WhatsApp', serverError],
  ['an expired token', tokenExpired],
  ['a connection that is cut before the message is taken', { type: 'drop', when: 'before' }],
  ['a connection that is cut after the message was taken', { type: 'drop', when: 'after' }],
  ['a gateway’s page in place of an answer', { type: 'gateway', isTaken: false }],
  ['a gateway’s page although the message was taken', { type: 'gateway', isTaken: true }],
  ['a message that is taken and then fails with 131000', { type: 'fails-later', code: 131000 }],
  ['a message that is taken and then fails with 130429', { type: 'fails-later', code: 130429 }],
] as const)('through %s every answer arrives once, in order', async (_, act) => {
  // On the hasty clock these are 300 ms, which a status needs on a busy machine.
  const here = await open({ doubtMs: 300_000 });
  here.api.fault({ act, times: 3 });
  for (const word of ['satu', 'dua', 'tiga', 'empat']) here.api.says(siti, word);
  await here.reads(siti, 4);
  await here.api.until('every webhook is confirmed', () => here.api.unconfirmed() === 0);
  const order = act.type === 'fails-later' ? here.api.read(siti).toSorted() : here.api.read(siti);
  const expected = ['text: satu', 'text: dua', 'text: tiga', 'text: empat'];
  expect(order).toEqual(act.type === 'fails-later' ? expected.toSorted() : expected);
  expect(here.bot.failures).toEqual([]);
  expect(here.api.violations).toEqual([]);
});

test('an expired token is one alarm that says what to do, and is over when it works again', async () => {
  const here = await open();
  here.api.fault({ act: tokenExpired, times: 4 });
  here.api.says(siti, 'satu');
  here.api.says('628111', 'dua');
  await here.reads(siti, 1);
  await here.reads('628111', 1);
  expect(here.alarms).toHaveLength(1);
  expect(here.alarms[0]).toContain('WHATSAPP_CLOUD_TOKEN');
  await here.api.until('the trouble is over', () => here.cloud.alarms().length === 0);
});

test('an hour without WhatsApp loses nothing', async () => {
  const here = await open();
  here.api.says(siti, 'satu');
  await here.reads(siti, 1);
  here.api.setDown(true);
  here.api.says(siti, 'dua');
  const until = here.clock.now() + 60 * 60_000;
  await here.api.until('an hour has passed', () => here.clock.now() > until);
  here.api.setDown(false);
  expect(await here.reads(siti, 2)).toEqual(['text: satu', 'text: dua']);
  expect(here.alarms).toHaveLength(1);
});

test('the limits of WhatsApp are kept without running into them', async () => {
  const here = await open({ api: { pairBurst: 45, perSecond: 80 } });
  for (let count = 0; count < 30; count++) here.api.says(siti, `pesan ${count}`);
  await here.reads(siti, 30);
  expect(here.log.filter((line) => line.includes('code 131056'))).toEqual([]);
  expect(here.api.read(siti)).toEqual(Array.from({ length: 30 }, (_, count) => `text: pesan ${count}`));
});

test('somebody who cannot be reached is told to the operator, and holds up nobody', async () => {
  const here = await open();
  here.api.fault({ act: { type: 'error', code: 131026, status: 400 }, times: 1, address: siti });
  here.api.says(siti, 'satu');
  here.api.says('628111', 'dua');
  await here.reads('628111', 1);
  await here.api.until('the reply is given up', () => here.bot.failures.length === 1);
  expect(here.bot.failures[0]).toContain('131026');
  here.api.says(siti, 'tiga');
  expect(await here.reads(siti, 1)).toEqual(['text: tiga']);
});

test.each(['at-once', 'later'] as const)(
  'a reply outside the 24 hours waits for the next contact (told %s)',
  async (windowError) => {
    const here = await open({ api: { windowError } });
    here.api.says(siti, 'satu');
    await here.reads(siti, 1);
    await here.api.until('every webhook is confirmed', () => here.api.unconfirmed() === 0);
    here.api.closeWindow(siti);
    await here.bot.announce(`whatsapp-cloud:${siti}`, 'kabar pertama');
    await here.bot.announce(`whatsapp-cloud:${siti}`, 'kabar kedua');
    await here.api.until(
      'the replies are held',
      () => here.log.filter((line) => line.includes('"window"')).length >= 2,
    );
    await here.api.until('every webhook is confirmed', () => here.api.unconfirmed() === 0);
    expect(here.api.read(siti)).toHaveLength(1);
    here.api.says(siti, 'dua');
    expect(await here.reads(siti, 4)).toEqual(['text: satu', 'kabar pertama', 'kabar kedua', 'text: dua']);
    expect(here.bot.failures).toEqual([]);
  },
);

test('a reply outside the 24 hours is sent as a template where one is configured', async () => {
  const template = { name: 'kabar', language: 'id' };
  const here = await open({ template, api: { templates: ['kabar'] } });
  here.api.says(siti, 'satu');
  await here.reads(siti, 1);
  here.api.closeWindow(siti);
  await here.bot.announce(`whatsapp-cloud:${siti}`, 'baris satu\nbaris dua');
  expect((await here.reads(siti, 2)).at(-1)).toBe('[kabar] baris satu · baris dua');
});

test('a template that WhatsApp refuses is an alarm, and the reply waits for the next contact', async () => {
  const here = await open({ template: { name: 'salah', language: 'id' } });
  here.api.says(siti, 'satu');
  await here.reads(siti, 1);
  here.api.closeWindow(siti);
  await here.bot.announce(`whatsapp-cloud:${siti}`, 'kabar');
  await here.api.until('the operator is told', () => here.alarms.length === 1);
  expect(here.alarms[0]).toContain('WHATSAPP_CLOUD_TEMPLATE');
  here.api.says(siti, 'dua');
  expect(await here.reads(siti, 3)).toEqual(['text: satu', 'kabar', 'text: dua']);
});

test('when no status comes, an answer whose end is unknown is sent again rather than lost', async () => {
  const here = await open({
    answer: () => {
      here.api.deliveryFaults.isHeld = true;
      return [{ text: 'jawaban', options: [] }];
    },
  });
  here.api.fault({ act: { type: 'drop', when: 'after' }, times: 1 });
  here.api.says(siti, 'satu');
  expect(await here.reads(siti, 2)).toEqual(['jawaban', 'jawaban']);
});

test('a template meets trouble that passes, and is sent all the same', async () => {
  const here = await open({ template: { name: 'kabar', language: 'id' }, api: { templates: ['kabar'] } });
  here.api.says(siti, 'satu');
  await here.reads(siti, 1);
  here.api.fault({ act: { type: 'error', code: 131047, status: 400 }, times: 1 });
  here.api.fault({ act: serverError, times: 2 });
  await here.bot.announce(`whatsapp-cloud:${siti}`, 'kabar');
  expect((await here.reads(siti, 2)).at(-1)).toBe('[kabar] kabar');
});
