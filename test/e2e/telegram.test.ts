import { afterEach, expect, it } from 'vitest';
import { startBotApi } from '../servers/bot-api.ts';
import { handsOver, type Person, repeats, solves } from './journeys.ts';
import { type Operator, operator } from './operator.ts';

const token = '123456789:AAEtokenOfTheEndToEndTest';
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The bot with Telegram switched on, by long polling. */
async function office() {
  const api = await startBotApi({ token });
  ends.push(api.stop);
  const bot: Operator = await operator({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: api.url });
  ends.push(bot.end);
  const person = (chat: number): Person => ({
    writes: (text) => api.says(chat, text),
    chooses: (label) => api.presses(chat, label),
    read: () => api.read(chat),
  });
  return { api, bot, person };
}

it('leads from the login over the code to the end, through a stop and a kill', async () => {
  const { api, bot, person } = await office();
  const one = person(11);
  await solves(one, bot);
  expect(one.read()).toHaveLength(5 + repeats(one.read()).length);
  // A kill between Telegram's taking a reply and the note of it may double that one reply.
  expect(repeats(one.read()).length).toBeLessThanOrEqual(1);
  await api.until('everything is confirmed', () => api.unconfirmed() === 0);
  expect(api.unanswered()).toBe(0);
  expect(api.violations).toEqual([]);
}, 120_000);

it('hands over with consent, through a kill and a stop', async () => {
  const { api, bot, person } = await office();
  const one = person(12);
  expect(await handsOver(one, bot)).toMatch(/^JM-/);
  expect(repeats(one.read()).length).toBeLessThanOrEqual(1);
  expect(api.violations).toEqual([]);
}, 120_000);
