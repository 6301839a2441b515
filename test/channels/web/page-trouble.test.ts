import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../../browser.ts';
import { echoServer } from './page-world.ts';

let browser: Browser;
let server: Awaited<ReturnType<typeof echoServer>>;

beforeAll(async () => {
  browser = await openBrowser();
  server = await echoServer();
}, 60_000);

beforeEach(() => {
  server.bot.conversations.clear();
  server.bot.accepted.length = 0;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A phone that has not opened the chat yet, with a clock that can be put forward. */
async function phone(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

const ready = (page: Page) => page.locator('#log[aria-busy=false]').waitFor({ state: 'attached' });
async function open(page: Page) {
  await page.goto(server.url());
  await ready(page);
  return page;
}

async function write(page: Page, text: string) {
  await page.fill('#text', text);
  await page.press('#text', 'Enter');
}

const hears = (page: Page, text: string) => page.locator('#log .bot .text', { hasText: text }).last().waitFor();
const accepted = () => server.bot.accepted.map((message) => message.text);

/** Keeps the newest event stream at hand as `stream`; the one named `deaf` gives nothing on any more. */
const watchStreams = `{
  const add = EventSource.prototype.addEventListener;
  EventSource.prototype.addEventListener = function (name, run) {
    window.stream = this;
    add.call(this, name, (event) => this === window.deaf || run(event));
  };
}`;

describe('the chat page on a bad line', { timeout: 60_000 }, () => {
  it('connects again when the first stream is never answered', async () => {
    const page = await phone();
    await page.clock.install();
    let asked = 0;
    await page.route('**/api/events*', (route) => {
      asked += 1;
      return asked === 1 ? undefined : route.continue();
    });
    await page.goto(server.url());
    await expect.poll(() => asked).toBe(1);
    await page.clock.fastForward(12_000);
    await ready(page);
    expect(await page.innerText('#notice')).toBe('');
  });

  it('says that the connection is lost while a stream is never answered', async () => {
    const page = await phone();
    await page.clock.install();
    await page.route('**/api/events*', () => undefined);
    await page.goto(server.url());
    await page.locator('#notice:not(.slow)').waitFor({ state: 'attached' });
    await page.clock.fastForward(12_000);
    await page.locator('#notice', { hasText: 'Sambungan terputus' }).waitFor();
  });

  it('fetches the answer over a new stream when what was stored does not come back', async () => {
    const page = await phone();
    await page.addInitScript(watchStreams);
    await page.clock.install();
    await open(page);
    await page.evaluate('deaf = stream');
    await write(page, 'halo');
    await page.locator('.own .state', { hasText: 'terkirim' }).waitFor();
    await page.clock.fastForward(3000);
    await hears(page, 'Anda menulis: halo');
    expect(accepted()).toEqual(['halo']);
  });

  it('connects again at once when it comes back after a silence', async () => {
    const page = await phone();
    await page.addInitScript(watchStreams);
    await page.clock.install();
    await open(page);
    await page.evaluate('deaf = stream');
    await page.clock.fastForward(26_000);
    await page.evaluate("dispatchEvent(new Event('focus'))");
    await write(page, 'halo');
    await hears(page, 'Anda menulis: halo');
  });

  it('sends again over a new connection what the old one swallowed', async () => {
    const page = await phone();
    await page.clock.install();
    await open(page);
    let posts = 0;
    await page.route('**/api/messages', (route) => {
      posts += 1;
      return posts === 1 ? undefined : route.continue();
    });
    await write(page, 'halo');
    await expect.poll(() => posts).toBe(1);
    await page.clock.fastForward(6000);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await hears(page, 'Anda menulis: halo');
    expect(accepted()).toEqual(['halo']);
  });

  it('that gave way to other tabs goes on when something is written in it', async () => {
    const page = await phone();
    await page.addInitScript(watchStreams);
    await open(page);
    await page.evaluate("stream.dispatchEvent(new MessageEvent('replaced', { data: '{}' }))");
    await page.locator('#notice', { hasText: 'banyak tab' }).waitFor();
    await page.focus('#text');
    await page.keyboard.type('halo');
    await page.keyboard.press('Enter');
    await hears(page, 'Anda menulis: halo');
    expect(await page.innerText('#notice')).toBe('');
  });

  it('keeps what was written while its script was on the way', async () => {
    const page = await phone();
    const written = Promise.withResolvers<void>();
    await page.route('**/chat.js*', async (route) => {
      await written.promise;
      await route.continue();
    });
    await page.goto(server.url(), { waitUntil: 'commit' });
    await page.fill('#text', 'gk bisa login');
    written.resolve();
    await ready(page);
    expect(await page.inputValue('#text')).toBe('gk bisa login');
  });

  it('says that it is not ready when its script does not come', async () => {
    const page = await phone();
    await page.route('**/chat.js*', (route) => route.abort());
    await page.goto(server.url());
    expect(await page.locator('#notice').isVisible()).toBe(false);
    await page.locator('#notice', { hasText: '175' }).waitFor({ state: 'visible' });
  });

  it('shows nothing to press when scripts are off', async () => {
    const page = await phone({ javaScriptEnabled: false });
    await page.goto(server.url());
    expect(await page.locator('button:visible, textarea:visible, #notice:visible, .skip:visible').count()).toBe(0);
    expect(await page.innerText('.noscript')).toContain('175');
  });
});

describe('the chat page and cookies', { timeout: 60_000 }, () => {
  it('gets a new cookie when the browser lost the one it had, and sends what was written', async () => {
    const page = await open(await phone());
    await page.context().clearCookies();
    await write(page, 'halo');
    await page.locator('.own .state', { hasText: 'terkirim' }).waitFor();
    expect(accepted()).toEqual(['halo']);
    await hears(page, 'Anda menulis: halo');
  });

  it('says what to do when cookies are blocked, stops trying, and nothing else takes the place of that', async () => {
    const page = await phone();
    let posts = 0;
    await page.clock.install();
    await page.route('**/api/**', (route) => {
      if (route.request().method() === 'POST') posts += 1;
      return route.fulfill({ status: 401, json: { error: 'Sesi belum ada.' } });
    });
    await page.goto(server.url());
    const notice = page.locator('#notice', { hasText: 'butuh cookie' });
    await notice.waitFor();
    await write(page, 'halo');
    await page.locator('.unsent .state', { hasText: 'Sesi belum ada.' }).waitFor();
    await page.clock.runFor(60_000);
    expect(posts).toBe(2);
    expect(await page.innerText('#notice')).toContain('175');
    await page.unrouteAll();
    await page.click('.unsent .again');
    await hears(page, 'Anda menulis: halo');
    expect(await page.innerText('#notice')).toBe('');
  });

  it('says so before anything is written when the browser tells that it keeps none', async () => {
    const page = await phone();
    await page.addInitScript("Object.defineProperty(navigator, 'cookieEnabled', { value: false })");
    await page.route('**/api/**', () => undefined);
    await page.goto(server.url());
    await page.locator('#notice', { hasText: 'butuh cookie' }).waitFor();
  });
});

describe('what the chat page keeps', { timeout: 60_000 }, () => {
  it('sends what waits beside an entry that is broken, and does not mind a broken place', async () => {
    const page = await phone();
    const waiting = { id: '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f', at: 1, type: 'text', text: 'masih menunggu' };
    const kept = [
      ['waiting.1', '{'],
      ['waiting.2', 'null'],
      ['waiting.3', '{"id":4}'],
      [`waiting.${waiting.id}`, JSON.stringify(waiting)],
      ['place', '{'],
    ];
    const keep = kept.map(([key, value]) => `localStorage.setItem('chat.${key}', ${JSON.stringify(value)})`);
    await page.addInitScript(keep.join(';'));
    await open(page);
    await hears(page, 'Anda menulis: masih menunggu');
    expect(accepted()).toEqual(['masih menunggu']);
  });
});
