import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OperatorPage, operatorPage } from '../../../bot/channels/operator-page/operator-page.ts';
import { readOperatorTexts } from '../../../bot/channels/operator-page/texts.ts';
import { openBrowser } from '../../browser.ts';
import { type Office, office } from '../whatsapp/office.ts';

const texts = readOperatorTexts(await readFile(join(import.meta.dirname, '../../../content/channels.yml'), 'utf8'));

let browser: Browser;
let world: Office;
let page: OperatorPage;
let server: ServerType;
let address: string;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await office();
  const bot = world.bot();
  page = await operatorPage({ channels: [bot], alarms: bot.alarms, texts, now: Date.now });
  server = await new Promise((resolve) => {
    const started = serve({ fetch: page.app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
  });
  const bound: AddressInfo | string | null = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  bot.start();
  await world.server.until('a QR code is shown', () => bot.status().qr !== undefined);
});
afterEach(async () => {
  page.stop();
  server.close();
  await world.close();
});

async function open(look: { width?: number; colorScheme?: 'light' | 'dark' } = {}): Promise<Page> {
  const { width = 1280, colorScheme = 'light' } = look;
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const tab = await context.newPage();
  await tab.goto(address + page.newLink());
  await tab.waitForSelector('.qr svg');
  return tab;
}

test('the operator scans the QR code and sees without a reload that the channel is connected', async () => {
  const tab = await open();
  expect(tab.url()).toBe(`${address}/channels`);
  world.server.scan(world.bot().status().qr ?? '');
  await tab.waitForSelector('.state.connected');
  await tab.waitForSelector('.qr', { state: 'detached' });
});

test('the operator asks for a code, types it on the phone, and the channel is connected', async () => {
  const tab = await open();
  await tab.fill('input[type=tel]', '0811 0000 0000');
  await tab.getByRole('button', { name: texts.code.ask }).click();
  const code = await tab.textContent('.code strong');
  await world.server.typeCode(code ?? '');
  await tab.waitForSelector('.state.connected');
});

test('a number that is being typed stays when the page brings itself up to date', async () => {
  const tab = await open();
  await tab.fill('input[type=tel]', '0811');
  page.changed();
  await tab.waitForResponse(`${address}/channels`);
  expect(await tab.inputValue('input[type=tel]')).toBe('0811');
});

test('why a number was refused stays to be read while the page brings itself up to date, with the number', async () => {
  const tab = await open();
  await tab.fill('input[type=tel]', '12');
  await tab.getByRole('button', { name: texts.code.ask }).click();
  await tab.waitForSelector('.mistake');
  const read = tab.waitForResponse(`${address}/channels`);
  page.changed();
  await (await read).finished();
  await tab.evaluate('new Promise((done) => setTimeout(done, 100))');
  expect(await tab.locator('.mistake').isVisible()).toBe(true);
  expect(await tab.inputValue('input[type=tel]')).toBe('12');
  world.server.scan(world.bot().status().qr ?? '');
  await tab.waitForSelector('.state.connected');
  expect(await tab.locator('.mistake').count()).toBe(0);
});

test('the page says since when the bot does not answer, and takes that back when it does', async () => {
  const tab = await open();
  const bar = tab.locator('#silent');
  expect(await bar.isVisible()).toBe(false);
  await tab.route(`${address}/channels`, (route) => route.abort());
  page.changed();
  await tab.waitForRequest(`${address}/channels`);
  expect(await bar.isVisible()).toBe(false);
  page.changed();
  await bar.waitFor();
  expect(await bar.innerText()).toMatch(/sejak \d\d\.\d\d WIB\./);
  expect(await tab.locator('body.stale').count()).toBe(1);
  await tab.unrouteAll();
  page.changed();
  await bar.waitFor({ state: 'hidden' });
  expect(await tab.locator('body.stale').count()).toBe(0);
});

test('a session that another program took over can be taken back with a button', async () => {
  const tab = await open();
  world.server.scan(world.bot().status().qr ?? '');
  await tab.waitForSelector('.state.connected');
  world.server.end(440);
  await tab.getByRole('button', { name: texts.connectAgain }).click();
  await tab.waitForSelector('.state.connected');
});

test.each(['light', 'dark'] as const)('the %s page has no failing of accessibility', async (colorScheme) => {
  const tab = await open({ colorScheme });
  // The policy of the page lets no script in, so the checker comes through the browser's own door.
  const found: unknown = await tab.evaluate(
    `(() => { ${axe.source}; return axe.run().then((all) => all.violations.map((one) => one.id)); })()`,
  );
  expect(found).toEqual([]);
});

test('nothing is cut off on a screen of 320 pixels', async () => {
  const tab = await open({ width: 320 });
  expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(320);
});
