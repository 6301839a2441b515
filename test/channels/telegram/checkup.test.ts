import { afterEach, expect, test } from 'vitest';
import { checkTelegram } from '../../../bot/channels/telegram/checkup.ts';
import { webhookPath } from '../../../bot/channels/telegram/webhook.ts';
import { type BotApi, startBotApi } from '../../servers/bot-api.ts';

let api: BotApi | undefined;
afterEach(async () => await api?.stop());

const server = async (): Promise<BotApi> => {
  api = await startBotApi();
  return api;
};

test('a bot that fetches its updates is well', async () => {
  const { url, token } = await server();
  const findings = await checkTelegram({ token, apiRoot: url });
  expect(findings.map(({ ok }) => ok)).toEqual([true, true]);
  expect(findings[0]?.text).toContain('@bantuan_bot');
});

test('a text that is no token is told before anything is sent', async () => {
  const here = await server();
  const [finding] = await checkTelegram({ token: 'salah salin', apiRoot: here.url });
  expect(finding).toMatchObject({ ok: false });
  expect(finding?.text).toContain('@BotFather');
  expect(here.calls).toEqual([]);
});

test('a token that Telegram refuses is told without printing it', async () => {
  const here = await server();
  const [finding] = await checkTelegram({ token: '7:RAHASIA', apiRoot: here.url });
  expect(finding?.text).toContain('Telegram refuses the bot token');
  expect(finding?.text).not.toContain('RAHASIA');
});

test('a network that is down is told', async () => {
  const here = await server();
  here.setDown(true);
  const [finding] = await checkTelegram({ token: here.token, apiRoot: here.url });
  expect(finding?.text).toContain('cannot be reached');
});

test('a foreign webhook, a missing one and one that fails are told apart', async () => {
  const here = await server();
  const look = async (webhookUrl?: string) =>
    (await checkTelegram({ token: here.token, apiRoot: here.url, ...(webhookUrl ? { webhookUrl } : {}) })).at(-1)?.text;
  expect(await look('https://bot.example.id')).toContain('not registered');
  here.profile.webhook = { url: 'https://other.example', secret: '' };
  expect(await look()).toContain('A webhook is registered although');
  here.profile.webhook = {
    url: `https://bot.example.id${webhookPath(here.token)}`,
    secret: '',
    lastError: 'Connection timed out',
  };
  expect(await look('https://bot.example.id')).toContain('Connection timed out');
});
