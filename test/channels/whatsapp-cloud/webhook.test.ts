import { expect, test } from 'vitest';
import { webhookPath } from '../../../bot/channels/whatsapp-cloud/options.ts';
import type { Trouble } from '../../../bot/channels/whatsapp-cloud/trouble.ts';
import { webhookRoutes } from '../../../bot/channels/whatsapp-cloud/webhook.ts';
import { signed } from '../../servers/cloud-api/delivery.ts';

const opened = (keep: (body: unknown) => Promise<void> = async () => {}) => {
  const kept: unknown[] = [];
  const troubles: Trouble[] = [];
  const routes = webhookRoutes({
    appSecret: 'rahasia',
    verifyToken: 'kata sandi',
    keep: async (body) => {
      await keep(body);
      kept.push(body);
    },
    troubles: { report: (trouble) => void troubles.push(trouble), over: () => {}, alarms: () => [] },
    crashPoint: () => {},
  });
  const post = async (body: string, signature: string | undefined = signed(body, 'rahasia')) =>
    await routes.request(webhookPath, { method: 'POST', body, headers: { 'x-hub-signature-256': signature } });
  const ask = async (query: Record<string, string>) =>
    await routes.request(`${webhookPath}?${new URLSearchParams(query)}`);
  return { kept, troubles, post, ask };
};

const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': 'kata sandi', 'hub.challenge': '1158201444' };

test('the challenge comes back when the word is right', async () => {
  const response = await opened().ask(asked);
  expect([response.status, await response.text()]).toEqual([200, '1158201444']);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test.each([
  ['another word', { ...asked, 'hub.verify_token': 'salah' }, 403],
  ['no word', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }, 403],
  ['another mode', { ...asked, 'hub.mode': 'unsubscribe' }, 403],
  ['a challenge that a browser would run', { ...asked, 'hub.challenge': '<script>alert(1)</script>' }, 400],
])('%s is refused', async (_, query, status) => {
  expect((await opened().ask(query)).status).toBe(status);
});

test('a signed webhook is kept, whatever bytes its letters were written with', async () => {
  const { kept, post } = opened();
  const body = '{"text":"caf\\u00e9 ✓",   "n":1.0}';
  expect((await post(body)).status).toBe(200);
  expect(kept).toEqual([{ text: 'café ✓', n: 1 }]);
});

test.each([
  ['no signature', ''],
  ['the signature of another secret', signed('{}', 'salah')],
  ['the signature of another body', signed('{"a":1}', 'rahasia')],
  ['the signature without its name', signed('{}', 'rahasia').replace('sha256=', '')],
])('a webhook with %s is refused and told, and nothing of it is read', async (_, signature) => {
  const { kept, troubles, post } = opened();
  expect((await post('{}', signature)).status).toBe(401);
  expect(kept).toEqual([]);
  expect(troubles.map(({ kind }) => kind)).toEqual(['signature']);
});

test('what could not be kept is asked for again', async () => {
  const { post, troubles } = opened(() => Promise.reject(new Error('The disk is full.')));
  const response = await post('{}');
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(troubles.map(({ kind }) => kind)).toEqual(['store']);
});

test('a webhook that is too large is refused', async () => {
  expect((await opened().post(`"${'x'.repeat(5 * 1024 * 1024)}"`)).status).toBe(413);
});

test('signed nonsense is confirmed, because it would only come again', async () => {
  const { kept, post } = opened();
  expect((await post('{not JSON')).status).toBe(200);
  expect(kept).toEqual([undefined]);
});
