import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { webhookPath, webhookSecret } from '../../../bot/channels/telegram/webhook.ts';
import { hastyClock, type World, type WorldOptions, world } from './world.ts';

let ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
});

/** The channel behind a real port, as `main` would serve it. */
const served = async (options: WorldOptions = {}): Promise<World> => {
  const app = new Hono();
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const here = await world({ ...options, webhookUrl: `http://127.0.0.1:${port}` });
  if (here.telegram.routes) app.route('/', here.telegram.routes);
  ends = [here.end, () => new Promise((resolve) => server.close(resolve))];
  return here;
};

const posted = (
  here: World,
  body: string,
  secret = webhookSecret(here.api.token),
  path = webhookPath(here.api.token),
) =>
  here.telegram.routes?.request(path, {
    method: 'POST',
    body,
    headers: { 'X-Telegram-Bot-Api-Secret-Token': secret },
  });

const update = (id: number) =>
  JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      date: 1,
      chat: { id: 7, type: 'private' },
      from: { id: 7, is_bot: false },
      text: 'halo',
    },
  });

test('updates come by webhook, are answered, and a button works as well', async () => {
  const here = await served();
  here.telegram.start();
  here.api.says(7, '/menu');
  await here.reads(7, 1);
  here.api.presses(7, 'Tidak bisa login');
  expect((await here.reads(7, 2)).at(-1)).toBe('choice: P1-00#1 Tidak bisa login');
  await here.api.until('all is delivered', () => here.api.unconfirmed() === 0);
  expect(here.api.violations).toEqual([]);
});

test('what is not kept is not confirmed, and comes again in its order', async () => {
  let full = true;
  const store = () => {
    if (full) throw new Error('full');
  };
  const here = await served({ store });
  here.telegram.start();
  for (const text of ['satu', 'dua', 'tiga']) here.api.says(7, text);
  await here.api.until('a refusal', () => here.api.profile.webhook.lastError !== undefined);
  expect(here.api.profile.webhook.lastError).toContain('503');
  full = false;
  expect(await here.reads(7, 3)).toEqual(['text: satu', 'text: dua', 'text: tiga']);
});

test('the same update twice has one effect', async () => {
  const here = await served();
  here.api.says(7, 'sudah ada');
  const first = await posted(here, update(5));
  const second = await posted(here, update(5));
  expect([first?.status, second?.status]).toEqual([200, 200]);
  expect(here.accepted).toHaveLength(1);
});

test.each(['', 'wrong', 'x'.repeat(300)])('a forged post with the secret “%.9s” is refused', async (secret) => {
  const here = await served();
  expect((await posted(here, update(5), secret))?.status).toBe(401);
  expect(here.accepted).toEqual([]);
});

test('another path, a body that is not JSON and one that is too large are refused', async () => {
  const here = await served();
  expect((await posted(here, update(5), undefined, '/telegram/guess'))?.status).toBe(404);
  expect((await posted(here, '{'))?.status).toBe(400);
  expect((await posted(here, JSON.stringify('x'.repeat(1024 * 1024))))?.status).toBe(413);
});

test('an update of an unknown kind is confirmed, so that it does not come for ever', async () => {
  const here = await served();
  expect((await posted(here, '{"update_id":5,"something_new":{}}'))?.status).toBe(200);
  expect((await posted(here, '[]'))?.status).toBe(200);
});

test('a webhook that another process took away is set again and told', async () => {
  const here = await served({ clock: hastyClock() });
  here.telegram.start();
  await here.api.until('the webhook is set', () => here.api.profile.webhook.url !== '');
  const ours = here.api.profile.webhook.url;
  here.api.profile.webhook = { url: '', secret: '' };
  await here.api.until('it is set again', () => here.api.profile.webhook.url === ours);
  await here.api.until('the operator is told', () => here.alarms.length > 0);
  expect(here.alarms[0]).toContain('took the webhook away');
});
