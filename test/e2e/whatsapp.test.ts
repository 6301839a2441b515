import { afterEach, expect, it } from 'vitest';
import { watching } from '../servers/watching.ts';
import type { Saying } from '../servers/whatsapp-web/mailbox.ts';
import type { Phone } from '../servers/whatsapp-web/phone.ts';
import { whatsAppWeb } from '../servers/whatsapp-web.ts';
import { handsOver, type Person, repeats, solves } from './journeys.ts';
import { linked, whatsAppVariables } from './offices.ts';
import { operator } from './operator.ts';

const patience = 45_000;
const { until } = watching();

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A phone shows no buttons: the number before the label is typed, as it stands in the newest message. */
function numberOf(label: string, shown: Phone['shown']): string {
  const found = shown.at(-1)?.text.match(new RegExp(`^(\\d+)\\. ${label}$`, 'm'));
  if (!found?.[1]) throw new Error(`The newest message has no option “${label}”.`);
  return found[1];
}

/** The bot with WhatsApp switched on, linked by scanning what it draws in the terminal. */
async function office() {
  const server = await whatsAppWeb();
  ends.push(server.stop);
  const bot = await operator(whatsAppVariables(server));
  ends.push(bot.end);
  await linked(server, bot);
  const person = (phone: Phone, saying: Saying): Person => ({
    writes: (text) => server.say(phone, text, saying),
    chooses: (label) => server.say(phone, numberOf(label, phone.shown), saying),
    read: () => phone.shown.map(({ text }) => text),
  });
  return { server, bot, person };
}

it.each([
  ['phone number', { as: 'pn' }],
  ['LID alone', { as: 'lid', alone: true }],
] as const)(
  'leads somebody who is known by %s from the login over the code to the end, with offline replay after a stop and a kill',
  async (_what, saying) => {
    const { server, bot, person } = await office();
    const phone = server.participant({ pn: '6281234567890', lid: '880000000002', name: 'Budi' });
    const one = person(phone, saying);
    await solves(one, bot);
    expect(repeats(one.read())).toEqual([]);
    expect(one.read()).toHaveLength(5);
    await until('everything is confirmed', () => server.queued().length === 0, patience);
    // Linked once, and logged in anew after each start: the session was kept.
    expect(server.seen.counts).toEqual({ pairings: 1, logins: 3 });
    expect(bot.printed().match(/Scan this with WhatsApp/g)).toHaveLength(1);
  },
  180_000,
);

it('hands over with consent, through a kill and a stop', async () => {
  const { server, bot, person } = await office();
  const phone = server.participant({ pn: '6289876543210', lid: '880000000003', name: 'Sari' });
  const one = person(phone, { as: 'pn' });
  expect(await handsOver(one, bot)).toMatch(/^JM-/);
  expect(repeats(one.read())).toEqual([]);
}, 180_000);
