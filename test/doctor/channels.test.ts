import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKeyLog } from '../../bot/channels/whatsapp/key-log.ts';
import { credentialsKey, kind } from '../../bot/channels/whatsapp/session.ts';
import { webhookPath } from '../../bot/channels/whatsapp-cloud/options.ts';
import { startBotApi } from '../servers/bot-api.ts';
import { account, startCloudApi } from '../servers/cloud-api.ts';
import { type Environment, failures, health, lines, only, surroundings } from './world.ts';

const around = surroundings();
const token = '123456789:AAEsecretsecretsecretsecret';

describe('Telegram', () => {
  it('with a good token is well, and with a refused one is told without the token', async () => {
    const api = await startBotApi({ token });
    around.onEnd(api.stop);
    const folder = await around.make();
    const good = await lines(folder, { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: api.url });
    expect(only(good, 'Telegram').map((line) => line.slice(0, 4))).toEqual(['ok  ', 'ok  ']);
    const other = '987654321:AAEothersecretothersecret';
    const bad = await lines(folder, { TELEGRAM_BOT_TOKEN: other, TELEGRAM_API_ROOT: api.url });
    expect(only(bad, 'Telegram')[0]).toMatch(/^fail.*refuses the bot token/);
    expect([...good, ...bad].join('\n')).not.toMatch(/secret/);
  });

  it('with a webhook that is not registered yet is a warning', async () => {
    const api = await startBotApi({ token });
    around.onEnd(api.stop);
    const environment = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: api.url, TELEGRAM_WEBHOOK_URL: 'https://a.id' };
    const all = only(await lines(await around.make(), environment), 'Telegram');
    expect(all[1]).toMatch(/^warn.*not registered/);
  });
});

describe('WhatsApp with a phone', () => {
  const session = async (folder: string, credentials: object) => {
    const file = join(folder, 'whatsapp/session.log');
    await mkdir(join(folder, 'whatsapp'), { mode: 0o700 });
    const log = await openKeyLog({ file, kind, remedy: 'delete it' });
    await log.set(new Map([[credentialsKey, JSON.stringify({ noiseKey: 'private', ...credentials })]]));
    await log.close();
    return file;
  };
  /** The server that stands for WhatsApp's sees every request. */
  const environment = async () => {
    const requests: string[] = [];
    const port = await around.serving(({ method, headers }, response) => {
      requests.push(`${method} ${headers.upgrade ?? ''}`.trim());
      response.end();
    });
    return { requests, given: { WHATSAPP: 'on', WHATSAPP_SERVER_URL: `ws://127.0.0.1:${port}/ws/chat` } };
  };

  it.each([
    ['no session', undefined, 'warn', 'No phone is linked'],
    ['a session without a phone', {}, 'warn', 'No phone is linked'],
    ['a linked phone', { account: { details: 'private' } }, 'ok  ', 'A phone is linked'],
  ])('with %s says so, and connects nobody', async (_what, credentials, level, what) => {
    const folder = await around.make();
    if (credentials) await session(folder, credentials);
    const { requests, given } = await environment();
    const all = only(await lines(folder, given), 'WhatsApp');
    expect(all[0]?.slice(0, 4)).toBe(level);
    expect(all[0]).toContain(what);
    expect(all.join('\n')).not.toContain('private');
    expect(new Set(requests)).toEqual(new Set(['HEAD', 'GET']));
  });

  it('with a session of another version, or a damaged one, says what to do', async () => {
    const folder = await around.make();
    const { given } = await environment();
    const file = await session(folder, {});
    const whole = await readFile(file, 'utf8');
    await writeFile(file, whole.replace('"version":1', '"version":2'));
    expect(only(await lines(folder, given), 'WhatsApp')[0]).toMatch(/^fail.*another version/);
    const [head = ''] = whole.split('\n', 1);
    const batch = whole.slice(head.length + 1);
    await writeFile(file, `${head}\n${batch.replace('private', 'changed')}${batch}`);
    expect(only(await lines(folder, given), 'WhatsApp')[0]).toMatch(/^fail.*damaged at byte/);
  });

  it('that cannot be reached is told', async () => {
    const given = { WHATSAPP: 'on', WHATSAPP_SERVER_URL: 'ws://127.0.0.1:9/ws' };
    expect(only(await lines(await around.make(), given), 'WhatsApp')[1]).toMatch(/^fail.*cannot be reached/);
  });
});

describe('the Cloud API', () => {
  const given = (url: string, change: Environment = {}) => ({
    WHATSAPP_CLOUD_PHONE_ID: account.phoneNumberId,
    WHATSAPP_CLOUD_TOKEN: account.token,
    WHATSAPP_CLOUD_APP_SECRET: account.appSecret,
    WHATSAPP_CLOUD_VERIFY_TOKEN: account.verifyToken,
    WHATSAPP_CLOUD_API_ROOT: url,
    PUBLIC_URL: 'https://bantuan.invalid',
    ...change,
  });
  const server = async () => {
    const api = await startCloudApi();
    around.onEnd(api.stop);
    return api;
  };

  it('with a good token is well, and is told what to enter at Meta', async () => {
    const api = await server();
    const all = await lines(await around.make(), given(api.url));
    const [number, webhook] = only(all, 'WhatsApp Cloud API');
    expect(number).toMatch(/^ok/);
    expect(webhook).toContain(`https://bantuan.invalid${webhookPath}`);
    expect(api.violations).toEqual([]);
    for (const secret of [account.token, account.appSecret, account.verifyToken])
      expect(all.join('\n')).not.toContain(secret);
  });

  it.each([
    [{ WHATSAPP_CLOUD_TOKEN: 'EAAanothertoken' }, 'refuses the token'],
    [{ WHATSAPP_CLOUD_PHONE_ID: '62215000' }, 'does not know this number'],
    [{ WHATSAPP_CLOUD_API_ROOT: 'http://127.0.0.1:9/v26.0' }, 'cannot be reached'],
    [{ PUBLIC_URL: '' }, 'public https address'],
  ])('with %j says what is wrong', async (change: Environment, what) => {
    const api = await server();
    const all = only(await lines(await around.make(), given(api.url, change)), 'WhatsApp Cloud API');
    expect(failures(all).join('\n')).toContain(what);
    expect(all.join('\n')).not.toContain('EAAanothertoken');
  });

  it('asks the webhook of a running bot the question that Meta asks', async () => {
    const api = await server();
    const folder = await around.make();
    await around.hold(folder);
    const port = await around.serving(({ url = '' }, response) => {
      const asked = new URL(url, 'http://localhost');
      const isKnown = asked.searchParams.get('hub.verify_token') === account.verifyToken;
      if (asked.pathname !== webhookPath) response.end(JSON.stringify(health));
      else response.end(isKnown ? asked.searchParams.get('hub.challenge') : 'forbidden');
    });
    const look = async (change: Environment) =>
      only(await lines(folder, given(api.url, { PORT: String(port), ...change })), 'WhatsApp Cloud API').at(-1);
    // From this machine the public address leads nowhere.
    expect(await look({})).toMatch(/^warn.*answers on this machine/);
    expect(await look({ WHATSAPP_CLOUD_VERIFY_TOKEN: 'another word' })).toMatch(/^fail.*does not know/);
  });
});
