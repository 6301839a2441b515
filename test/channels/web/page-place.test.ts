import type { Browser, Page } from 'playwright-core';
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

const ready = (page: Page) => page.locator('#log[aria-busy=false]').waitFor({ state: 'attached' });

async function phone(width = 360, height = 740): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
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

/** Distances in pixels from the top of the view. */
type Seen = { readonly view: number; readonly answer: number; readonly own: number };
const seen = (page: Page) =>
  page.evaluate<Seen>(`(() => {
    const box = (part) => document.querySelector(part).getBoundingClientRect();
    const view = box('#scroll');
    return { view: view.height, answer: box('#log .bot').top - view.top, own: box('.own').bottom - view.top };
  })()`);

describe('the place on the chat page', { timeout: 60_000 }, () => {
  it.each([20, 120, 200, 2000])('shows the answer to %i letters while the keyboard is open', async (length) => {
    const page = await phone(360, 330);
    await write(page, 'saya sudah kirim semua berkas tapi belum ada kabar '.repeat(50).slice(0, length));
    await hears(page, 'Anda menulis');
    await expect.poll(async () => (await seen(page)).answer).toBeLessThan((await seen(page)).view / 2);
    expect((await seen(page)).own).toBeGreaterThan(0);
  });

  it('leaves most of a short view to the conversation', async () => {
    const page = await phone(360, 330);
    expect((await seen(await opened(page))).view).toBeGreaterThan(210);
    await page.setViewportSize({ width: 640, height: 250 });
    expect(await page.locator('header').isVisible()).toBe(false);
  });

  it('offers the way to the end, and says when something new is there', async () => {
    const page = await phone();
    await write(page, 'satu');
    await hears(page, 'Anda menulis: satu');
    const jump = page.locator('#jump');
    expect(await jump.isVisible()).toBe(false);
    for (let count = 0; count < 8; count += 1) server.tell({ text: 'a\nb\nc\nd', options: [] });
    await page.evaluate('document.getElementById("scroll").scrollTop = 0');
    await page.getByRole('button', { name: 'Ke pesan terbaru' }).waitFor();
    server.tell({ text: 'kabar baru', options: [] });
    await page.getByRole('button', { name: 'Pesan baru' }).click();
    await jump.waitFor({ state: 'hidden' });
    expect(await page.locator('.bot', { hasText: 'kabar baru' }).boundingBox()).toMatchObject({ x: 12 });
  });

  it('shows each step of an answer in a block of its own', async () => {
    const page = await opened(await phone());
    server.tell({ text: 'Buka JMO.\n\nPilih profil.\nKetuk https://a.example/x.', options: [] });
    await hears(page, 'Buka JMO');
    const steps = page.locator('#log .bot').last().locator('.text p');
    expect(await steps.allInnerTexts()).toEqual(['Buka JMO.', 'Pilih profil.', 'Ketuk https://a.example/x.']);
    expect(await steps.locator('a').count()).toBe(1);
  });

  it('begins a long conversation with its end, and shows the rest when asked', async () => {
    const page = await opened(await phone());
    for (let line = 1; line <= 118; line += 1)
      server.tell({ text: `baris ${line} ${'kata '.repeat(100)}`, options: [] });
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    let bytes = 0;
    const streams = new Set<string>();
    network.on('Network.requestWillBeSent', ({ type, requestId }) => type === 'EventSource' && streams.add(requestId));
    network.on('Network.dataReceived', ({ requestId, dataLength }) => {
      if (streams.has(requestId)) bytes += dataLength;
    });
    await page.reload();
    await ready(page);
    expect(await page.locator('.message').count()).toBe(41);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(40_000);
    const top = 'document.querySelector("#log .message").getBoundingClientRect().top';
    await page.evaluate('document.getElementById("scroll").scrollTop = 500');
    const before = await page.evaluate<number>(top);
    const older = page.getByRole('button', { name: 'Tampilkan pesan sebelumnya' });
    await older.dispatchEvent('click');
    await page.locator('#older .message').nth(39).waitFor();
    expect(Math.abs((await page.evaluate<number>(top)) - before)).toBeLessThan(3);
    await older.click();
    await page.locator('#older .message').nth(79).waitFor();
    expect(await older.count()).toBe(0);
    expect(await page.locator('.day').count()).toBe(1);
    const seqs = await page.evaluate(
      'Array.from(document.querySelectorAll("[data-seq]"), (n) => Number(n.dataset.seq))',
    );
    expect(seqs).toEqual(Array.from({ length: 121 }, (_, seq) => seq));
  });
});

describe('pressing by the keyboard', { timeout: 60_000 }, () => {
  it('takes two buttons pressed quickly for two answers, and the same twice for one', async () => {
    const page = await phone();
    await page.focus('#intro .option >> nth=1');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.focus('#intro .option >> nth=2');
    await page.keyboard.press('Enter');
    await hears(page, 'Klaim JHT ditolak');
    expect(accepted()).toEqual(['Verifikasi wajah gagal', 'Klaim JHT ditolak atau tertahan']);
  });
});

/** A conversation that has begun. */
async function opened(page: Page): Promise<Page> {
  await write(page, 'halo');
  await hears(page, 'Anda menulis: halo');
  return page;
}
