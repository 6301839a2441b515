import axe from 'axe-core';
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
  server.refused.clear();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const isReady = '#log[aria-busy=false]';

/** A phone that opens the chat. */
async function phone(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(server.url());
  await page.locator(isReady).waitFor({ state: 'attached' });
  return page;
}

async function write(page: Page, text: string) {
  await page.fill('#text', text);
  await page.press('#text', 'Enter');
}

/** Waits for the bot to have said this. */
const hears = (page: Page, text: string) => page.locator('#log .bot .text', { hasText: text }).last().waitFor();

const own = (page: Page) => page.locator('.own .text').allInnerTexts();
const accepted = () => server.bot.accepted.map((message) => message.text);
const place = (page: Page) => page.evaluate<number>('document.getElementById("scroll").scrollTop');

describe('the chat page', { timeout: 60_000 }, () => {
  it('sends a quick reply by a press, and then a choice by its id', async () => {
    const page = await phone();
    await page.click('#intro .option >> nth=0');
    await hears(page, 'Apa yang terjadi');
    await page.click('#log .option >> nth=1');
    await hears(page, 'Pilihan: login#2');
    expect(accepted()).toEqual(['Tidak bisa login JMO', 'Kode OTP tidak masuk']);
    expect(await page.locator('#intro.past, #log .past .option').count()).toBe(4);
    expect(await page.locator('.own .state').last().innerText()).toBe('terkirim');
  });

  it('takes the number of a quick reply for the reply, and any later number as it is', async () => {
    const page = await phone();
    await write(page, '2');
    await hears(page, 'Anda menulis: Verifikasi wajah gagal');
    await write(page, '2');
    await hears(page, 'Anda menulis: 2');
    expect(accepted()).toEqual(['Verifikasi wajah gagal', '2']);
  });

  it('takes a hurried double tap for one press', async () => {
    const page = await phone();
    await page.dblclick('#intro .option >> nth=1');
    await hears(page, 'Anda menulis');
    expect(accepted()).toHaveLength(1);
  });

  it('keeps the place that was being read, and the draft, over a reload', async () => {
    const page = await phone();
    for (const text of ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam']) {
      await write(page, text);
      await hears(page, `Anda menulis: ${text}`);
    }
    await page.fill('#text', 'belum selesai');
    await page.evaluate('document.getElementById("scroll").scrollTop = 420');
    const before = await place(page);
    await page.reload();
    await page.locator(isReady).waitFor({ state: 'attached' });
    expect(Math.abs((await place(page)) - before)).toBeLessThan(3);
    expect(await page.inputValue('#text')).toBe('belum selesai');
    expect(await own(page)).toEqual(['satu', 'dua', 'tiga', 'empat', 'lima', 'enam']);
  });

  it('loses and doubles nothing when the connection is lost, and keeps the order', async () => {
    const page = await phone();
    await write(page, 'sebelum');
    await hears(page, 'Anda menulis: sebelum');
    await server.stop();
    for (const text of ['pertama', 'kedua', 'ketiga']) await write(page, text);
    await page.locator('#notice', { hasText: 'Sambungan terputus' }).waitFor();
    await page.locator('.unsent .state', { hasText: 'belum terkirim' }).nth(2).waitFor();
    await server.start();
    await hears(page, 'Anda menulis: ketiga');
    const all = ['sebelum', 'pertama', 'kedua', 'ketiga'];
    expect(accepted()).toEqual(all);
    expect(await own(page)).toEqual(all);
    expect(await page.locator('#log .bot').count()).toBe(4);
    expect(await page.innerText('#notice')).toBe('');
  });

  it('sends a message again whose confirmation was lost, and it counts once', async () => {
    const page = await phone();
    let isLost = false;
    await page.route('**/api/messages', async (route) => {
      const response = await route.fetch();
      if (isLost) return route.fulfill({ response });
      isLost = true;
      return route.abort('connectionreset');
    });
    const again = page.waitForResponse((response) => response.url().endsWith('/api/messages'));
    await page.route('**/api/events*', (route) => route.abort());
    await page.reload();
    await write(page, 'halo');
    expect((await again).status()).toBe(202);
    await page.unrouteAll();
    await hears(page, 'Anda menulis: halo');
    expect(accepted()).toEqual(['halo']);
    expect(await own(page)).toEqual(['halo']);
  });

  it('keeps an unsent message over a reload and sends it when told to', async () => {
    const page = await phone();
    server.refused.add('penting');
    await write(page, 'penting');
    await page.locator('.unsent .again').waitFor();
    await page.reload();
    await page.locator('.unsent .again').waitFor();
    expect(await own(page)).toEqual(['penting']);
    server.refused.clear();
    await page.click('.unsent .again');
    await hears(page, 'Anda menulis: penting');
    expect(accepted()).toEqual(['penting']);
    expect(await own(page)).toEqual(['penting']);
  });

  it('says kindly that a text is too long, and keeps it', async () => {
    const page = await phone();
    await write(page, 'a'.repeat(10_001));
    expect(await page.innerText('#problem')).toContain('10.001 huruf, paling banyak 10.000');
    expect(await page.inputValue('#text')).toHaveLength(10_001);
    expect(accepted()).toEqual([]);
  });

  it('shows a second tab the same conversation', async () => {
    const page = await phone();
    const second = await page.context().newPage();
    await second.goto(server.url());
    await write(page, 'halo');
    await hears(second, 'Anda menulis: halo');
    expect(await own(second)).toEqual(['halo']);
  });

  it('shows markup as text, what was hidden as hidden, and links only to https', async () => {
    const page = await phone();
    await write(page, '<img src=x onerror=alert(1)> ⟨otp⟩ http://a.example https://b.example/x.');
    await hears(page, 'Anda menulis');
    expect(await page.locator('#log img').count()).toBe(0);
    expect(await page.locator('#log .own .hidden').innerText()).toBe('kode OTP disembunyikan');
    const links = page.locator('#log a');
    expect(await links.count()).toBe(1);
    expect(await links.getAttribute('href')).toBe('https://b.example/x');
    expect(await links.getAttribute('rel')).toContain('noopener');
  });

  it.each([false, true])(
    'fits 320 px without scrolling sideways, whatever is written (large text: %s)',
    async (isLarge) => {
      const page = await phone({ viewport: { width: 320, height: 568 } });
      if (isLarge) await page.click('#large');
      await page.click('#intro .option');
      await hears(page, 'Apa yang terjadi');
      await write(page, `${'panjang'.repeat(40)} https://contoh.example/${'x'.repeat(200)}`);
      await hears(page, 'Anda menulis');
      const over =
        '[document.documentElement, document.getElementById("scroll")].map((n) => n.scrollWidth - n.clientWidth)';
      expect(await page.evaluate(over)).toEqual([0, 0]);
    },
  );

  it('follows the system between light and dark until the participant chooses', async () => {
    const background = 'getComputedStyle(document.body).backgroundColor';
    const dark = await phone({ colorScheme: 'dark' });
    const light = await phone({ colorScheme: 'light' });
    const [darkColour, lightColour] = [await dark.evaluate(background), await light.evaluate(background)];
    expect(darkColour).not.toBe(lightColour);
    await light.click('#theme');
    await light.reload();
    expect(await light.evaluate(background)).toBe(darkColour);
    expect(await light.getAttribute('#theme', 'aria-pressed')).toBe('true');
  });

  it('remembers large text', async () => {
    const page = await phone();
    const size = 'parseFloat(getComputedStyle(document.getElementById("text")).fontSize)';
    const before = await page.evaluate<number>(size);
    await page.click('#large');
    await page.reload();
    expect(await page.evaluate<number>(size)).toBeGreaterThan(before * 1.25);
  });

  it('can be used by keyboard alone', async () => {
    const page = await phone();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('baris satu');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('login');
    await page.keyboard.press('Enter');
    await hears(page, 'Apa yang terjadi');
    expect(accepted()).toEqual(['baris satu\nlogin']);
    expect(await page.evaluate('document.activeElement.id')).toBe('text');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await hears(page, 'Pilihan: login#3');
  });

  it('says that the bot is typing, without movement for whoever wants none', async () => {
    const page = await phone({ reducedMotion: 'reduce' });
    await write(page, 'diam');
    await page.locator('#typing i').first().waitFor();
    expect(await page.locator('#typing[role=status] .unseen').textContent()).toBe('Bot sedang mengetik');
    expect(await page.evaluate('getComputedStyle(document.querySelector("#typing i")).animationName')).toBe('none');
  });

  it.each(['light', 'dark'] as const)('has no barrier that axe knows, in %s', async (colorScheme) => {
    const page = await phone({ colorScheme });
    await page.click('#intro .option');
    await hears(page, 'Apa yang terjadi');
    server.refused.add('tersangkut');
    await write(page, 'diam');
    await page.locator('#typing i').first().waitFor();
    await write(page, 'tersangkut');
    await page.locator('.unsent .again').waitFor();
    await page.evaluate(axe.source);
    const found =
      'axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html + n.failureSummary)]))';
    expect(await page.evaluate(found)).toEqual([]);
  });

  it('has buttons that a thumb hits', async () => {
    const page = await phone();
    await page.click('#intro .option');
    await hears(page, 'Apa yang terjadi');
    for (const button of await page.locator('button:visible').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
  });

  it('costs less than 20 kB, and logs no error', async () => {
    const page = await (await browser.newContext()).newPage();
    const problems: string[] = [];
    page.on('console', (line) => problems.push(line.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(server.url(), { waitUntil: 'load' });
    await page.click('#intro .option');
    await hears(page, 'Apa yang terjadi');
    expect(problems).toEqual([]);
    expect(bytes).toBeGreaterThan(5000);
    expect(bytes).toBeLessThan(20_000);
  });

  it('names the telephone number when scripts are off', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.url());
    expect(await page.innerText('.noscript')).toContain('175');
  });
});
