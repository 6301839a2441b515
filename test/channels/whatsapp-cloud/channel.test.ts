import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../../bot/core/message.ts';
import { type Office, openOffice } from './office.ts';

const siti = '6281234567890';
const budi = 'ID.998877';

let office: Office | undefined;
afterEach(async () => {
  await office?.end();
  office = undefined;
});
const open = async (options?: Parameters<typeof openOffice>[0]): Promise<Office> => {
  office = await openOffice(options);
  return office;
};
const settled = ({ api }: Office) => api.until('every webhook is confirmed', () => api.unconfirmed() === 0);

test('a participant writes, gets buttons, presses one, and is answered', async () => {
  const here = await open();
  here.api.says(siti, 'menu');
  await here.reads(siti, 1);
  here.api.presses(siti, 'Wajah gagal');
  expect(await here.reads(siti, 2)).toEqual(['Kendala yang mana?', 'choice: W-00#2 Wajah gagal']);
  await settled(here);
  expect(here.api.violations).toEqual([]);
  expect(here.alarms).toEqual([]);
});

test('somebody with a username and no number is known and answered by the id', async () => {
  const here = await open();
  here.api.says(budi, 'halo');
  expect(await here.reads(budi, 1)).toEqual(['text: halo']);
  expect(here.accepted[0]?.from).toEqual({ id: `whatsapp-cloud:${budi}`, channel: 'whatsapp-cloud', address: budi });
});

test('everything of a batch is taken, in its order', async () => {
  const here = await open();
  here.api.deliveryFaults.isHeld = true;
  for (const word of ['satu', 'dua', 'tiga']) here.api.says(siti, word);
  here.api.says(budi, 'empat');
  here.api.deliveryFaults.isHeld = false;
  here.api.release();
  expect(await here.reads(siti, 3)).toEqual(['text: satu', 'text: dua', 'text: tiga']);
  expect(await here.reads(budi, 1)).toEqual(['text: empat']);
});

test('a webhook that arrives three times, shuffled, is answered once', async () => {
  const here = await open();
  here.api.deliveryFaults.copies = 3;
  here.api.deliveryFaults.isShuffled = true;
  here.api.says(siti, 'satu');
  await here.reads(siti, 1);
  here.api.says(siti, 'dua');
  await here.reads(siti, 2);
  await settled(here);
  expect(here.api.read(siti)).toEqual(['text: satu', 'text: dua']);
  expect(here.accepted).toHaveLength(2);
});

test('a message that cannot be stored is not confirmed, comes again, and keeps its place before the next', async () => {
  let failures = 3;
  const here = await open({
    beforeStore: () => {
      failures -= 1;
      if (failures >= 0) throw new Error('The disk is full.');
    },
  });
  here.api.says(siti, 'satu');
  here.api.says(siti, 'dua');
  expect(await here.reads(siti, 2)).toEqual(['text: satu', 'text: dua']);
  expect(here.alarms).toHaveLength(1);
  expect(here.alarms[0]).toContain('could not be stored');
  await here.api.until('the trouble is over', () => here.cloud.alarms().length === 0);
});

test('the blue ticks are set, and the typing sign never stays behind an answer', async () => {
  const here = await open();
  const id = here.api.says(siti, 'halo');
  await here.reads(siti, 1);
  await here.api.until('the message is read', () => here.api.reads.length > 0);
  expect(here.api.reads[0]?.id).toBe(id);
  expect(here.api.isTyping(siti)).toBe(false);
});

test('a long answer comes in parts, the options below the last', async () => {
  const paragraph = (word: string) => `${word} ${'x'.repeat(3_000)}`;
  const long: Reply = {
    text: ['satu', 'dua', 'tiga'].map(paragraph).join('\n\n'),
    options: [{ id: 'A#1', label: 'Lanjut' }],
  };
  const here = await open({ answer: () => [long] });
  here.api.says(siti, 'halo');
  const read = await here.reads(siti, 3);
  expect(read.map((text) => text.split(' ')[0])).toEqual(['satu', 'dua', 'tiga']);
  expect(here.api.shown(siti).map(({ message }) => message.type)).toEqual(['text', 'text', 'interactive']);
  expect(here.api.violations).toEqual([]);
});

test('what participants write, their numbers, tokens and secrets stand in no log and no alarm', async () => {
  const secret = 'NIK 3174012345678901';
  const here = await open();
  here.api.fault({ act: { type: 'error', code: 190, status: 401 }, times: 2 });
  here.api.fault({ act: { type: 'drop', when: 'after' }, times: 1 });
  here.api.says(siti, secret);
  here.api.sends(siti, { type: 'image', image: { id: '1', caption: secret } });
  await here.reads(siti, 2);
  const { token, appSecret, verifyToken } = here.api.account;
  const told = [...here.log, ...here.alarms].join('\n');
  expect(told).not.toBe('');
  for (const hidden of [secret, '3174012345678901', siti, token, appSecret, verifyToken])
    expect(told).not.toContain(hidden);
});

test('a hundred messages in ten seconds are all taken, and others are answered at once meanwhile', async () => {
  const here = await open();
  for (let count = 0; count < 100; count++) here.api.says(siti, `pesan ${count}`);
  here.api.says(budi, 'halo');
  await here.reads(budi, 1);
  await here.reads(siti, 100);
  expect(here.api.read(siti)).toEqual(Array.from({ length: 100 }, (_, count) => `text: pesan ${count}`));
});
