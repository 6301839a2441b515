import { afterEach, expect, it } from 'vitest';
import { webhookPath } from '../../bot/channels/whatsapp-cloud/options.ts';
import { startCloudApi } from '../servers/cloud-api.ts';
import { handsOver, type Person, repeats, solves } from './journeys.ts';
import { cloudVariables } from './offices.ts';
import { operator } from './operator.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The bot with the Cloud API switched on, and its webhook entered at Meta. */
async function office() {
  const api = await startCloudApi();
  ends.push(api.stop);
  const bot = await operator(cloudVariables(api.url));
  ends.push(bot.end);
  await api.setHook(`${bot.bot().address}${webhookPath}`);
  const person = (address: string): Person => ({
    writes: (text) => api.says(address, text),
    chooses: (label) => api.presses(address, label),
    read: () => api.read(address),
  });
  return { api, bot, person };
}

it.each([
  ['a number', '6281234567890'],
  ['a username and no number', 'ID.1234567890'],
])(
  'leads somebody with %s from the login over the code to the end, through a stop and a kill',
  async (_what, address) => {
    const { api, bot, person } = await office();
    const one = person(address);
    await solves(one, bot);
    expect(repeats(one.read())).toEqual([]);
    expect(one.read()).toHaveLength(5);
    await api.until('everything is confirmed', () => api.unconfirmed() === 0);
    expect(api.violations).toEqual([]);
  },
  120_000,
);

it('hands over with consent, through a kill and a stop', async () => {
  const { api, bot, person } = await office();
  const one = person('6281234567891');
  expect(await handsOver(one, bot)).toMatch(/^JM-/);
  expect(repeats(one.read())).toEqual([]);
  expect(api.violations).toEqual([]);
}, 120_000);
