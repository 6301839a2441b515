import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type OperatorPage, operatorPage } from '../../../bot/channels/operator-page/operator-page.ts';
import { readOperatorTexts } from '../../../bot/channels/operator-page/texts.ts';
import type { ChannelStatus } from '../../../bot/channels/status.ts';

const hour = 3_600_000;
const yaml = await readFile(join(import.meta.dirname, '../../../content/channels.yml'), 'utf8');
const texts = readOperatorTexts(yaml);

let now: number;
let status: ChannelStatus;
let asked: string[];
let again: number;
let page: OperatorPage;
const listeners = new Set<() => void>();

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 7);
  status = { state: 'pairing', since: now, qr: 'https://wa.me/settings/linked_devices#2@abc,def,ghi' };
  asked = [];
  again = 0;
  page = await operatorPage({
    channels: [
      {
        name: 'whatsapp',
        status: () => status,
        onChange: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        requestPairingCode: async (phone) => {
          asked.push(phone);
          if (phone === 'x') throw new Error('This is not a phone number.');
          return 'ABCD-1234';
        },
        connectAgain: () => {
          again += 1;
        },
      },
    ],
    alarms: () => [{ text: 'Disk <full>', since: now }],
    texts,
    now: () => now,
  });
});

const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const enter = async () => cookieOf(await page.app.request(page.newLink()));
const get = (path: string, cookie: string) => page.app.request(path, { headers: { cookie } });
const post = (path: string, cookie: string, body: string, origin = 'http://localhost') =>
  page.app.request(path, {
    method: 'POST',
    body,
    headers: { cookie, origin, host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
  });

test('the link opens the page once, and leaves no token in the address', async () => {
  const link = page.newLink();
  const first = await page.app.request(link);
  expect(first.status).toBe(303);
  expect(first.headers.get('location')).toBe('/channels');
  expect(first.headers.get('set-cookie')).toMatch(/^operator=[\w-]{43};.*Path=\/channels; HttpOnly; SameSite=Lax/);
  expect((await get('/channels', cookieOf(first))).status).toBe(200);
  expect((await page.app.request(link)).status).toBe(403);
});

test.each(['/channels', '/channels/events', '/channels/open', '/channels/open?token=wrong'])(
  '%s shows a stranger nothing',
  async (path) => {
    page.newLink();
    const answer = await page.app.request(path);
    expect(answer.status).toBe(403);
    const text = await answer.text();
    expect(text).toContain(texts.closed.title);
    expect(text).not.toMatch(/svg|Disk/);
  },
);

test('an older link that nobody used stops working when a new one is made', async () => {
  const old = page.newLink();
  page.newLink();
  expect((await page.app.request(old)).status).toBe(403);
});

test('a session ends after twelve hours', async () => {
  const cookie = await enter();
  now += 12 * hour - 1;
  expect((await get('/channels', cookie)).status).toBe(200);
  now += 1;
  expect((await get('/channels', cookie)).status).toBe(403);
});

test('the page shows the state, the QR code as a picture with a name, and the alarms as text', async () => {
  const text = await (await get('/channels', await enter())).text();
  expect(text).toContain(texts.states.pairing);
  expect(text).toMatch(new RegExp(`role="img" aria-label="${texts.qr}"><svg`));
  expect(text).toContain('Disk &lt;full&gt;');
  expect(text).not.toContain('2@abc');
});

test('a pairing code is asked for with the form, and a mistake is told beside it', async () => {
  const cookie = await enter();
  expect((await post('/channels/whatsapp/pairing-code', cookie, 'phone=0812+3456+7890')).status).toBe(303);
  const wrong = await post('/channels/whatsapp/pairing-code', cookie, 'phone=x');
  expect(wrong.status).toBe(422);
  const told = await wrong.text();
  expect(told).toContain('This is not a phone number.');
  expect(told).toContain('value="x"');
  expect(asked).toEqual(['0812 3456 7890', 'x']);
  status = { ...status, pairingCode: 'ABCD-1234' };
  expect(await (await get('/channels', cookie)).text()).toContain('ABCD-1234');
});

test('a stopped channel says why and can be started again', async () => {
  const cookie = await enter();
  status = { state: 'stopped', since: now, reason: 'Another program took over.' };
  const text = await (await get('/channels', cookie)).text();
  expect(text).toContain('Another program took over.');
  expect(text).toContain(texts.connectAgain);
  expect((await post('/channels/whatsapp/connect', cookie, '')).status).toBe(303);
  expect(again).toBe(1);
});

test('another site cannot press the buttons', async () => {
  const cookie = await enter();
  expect((await post('/channels/whatsapp/connect', cookie, '', 'https://evil.example')).status).toBe(403);
  expect(again).toBe(0);
});

test('nothing is kept by caches, framed, or run from elsewhere', async () => {
  const { headers } = await get('/channels', await enter());
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('referrer-policy')).toBe('same-origin');
});

test('the browser is told when a channel changes', async () => {
  const answer = await get('/channels/events', await enter());
  const reader = answer.body?.getReader();
  const read = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await read()).toContain('retry');
  for (const listener of listeners) listener();
  expect(await read()).toContain('event: changed');
  page.stop();
  expect((await reader?.read())?.done).toBe(true);
});

test('a missing text is named', () => {
  expect(() => readOperatorTexts(yaml.replace('connectAgain: Sambungkan lagi', ''))).toThrow(/connectAgain/);
});
