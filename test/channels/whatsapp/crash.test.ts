import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashCases, crashOffice } from './crash-run.ts';

let office: Awaited<ReturnType<typeof crashOffice>>;
beforeAll(async () => {
  office = await crashOffice();
  await office.start();
  await office.ask('NIK saya 3271234567890123');
  await office.answered('NIK saya 3271234567890123');
}, 30_000);
afterAll(() => office.close());

test.each(crashCases)(
  'a bot that is killed at “$name” loses nothing and doubles nothing',
  { timeout: 30_000 },
  async (crash) => {
    await office.crashAt(crash, 1);
    expect(office.result()).toMatchObject({ lost: 0, doubled: 0, misplaced: 0 });
  },
);

test('what the killed bots printed holds no text and no key', async () => {
  const printed = office.output();
  expect(printed).toContain('WhatsApp');
  expect(printed).not.toMatch(/3271234567890123|balas|@s\.whatsapp\.net|@lid|privKey|_chains/);
  const keys = [...(await office.session()).matchAll(/[A-Za-z0-9+/]{32,}={0,2}/g)].map(([key]) => key);
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter((key) => printed.includes(key))).toEqual([]);
});
