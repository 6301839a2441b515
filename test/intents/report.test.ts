import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answered } from '../../intents/evaluation/measures.ts';
import { htmlReport, type ReportResults } from '../../intents/report.ts';
import { partsOf } from '../../intents/workbench/cross-validate.ts';
import { contestsOf, intentFindings, matrixOf, missesOf, twinsOf } from '../../intents/workbench/findings.ts';
import { nameOf } from '../../intents/workbench/intent-names.ts';
import { openBrowser } from '../browser.ts';

/** A message that was read as `taken`, with `score`, and behind it as what it means. */
const answered = (text: string, meant: string, taken: string, score = 0.9): Answered => ({
  asked: { text, intent: meant, also: [] },
  answer: {
    ranking: [
      { intent: taken, score },
      { intent: meant === taken ? 'complaint' : meant, score: 1 - score },
    ],
    outOfScope: taken === 'out_of_scope' ? 0.9 : 0.1,
  },
});

const tested = [
  answered('otp gak nyampe', 'otp_problem', 'otp_problem'),
  answered('<script>alert("hai")</script> & kode 3271046011900002', 'otp_problem', 'login_failed', 0.6),
  answered('sandi lupa lagi', 'forgot_password', 'forgot_password'),
  answered('gagal terus masuknya', 'login_failed', 'otp_problem', 0.8),
  answered('resep rendang', 'out_of_scope', 'out_of_scope'),
];
const results: ReportResults = {
  measuredOn: '22 November 2026',
  testsName: 'pesan uji',
  examples: [
    { text: 'otp ga masuk', intent: 'otp_problem' },
    { text: 'OTP tidak masuk', intent: 'login_failed' },
    { text: 'lupa kata sandi', intent: 'forgot_password' },
  ],
  tested,
  crossed: tested,
};

describe('what is found out', () => {
  it('counts examples, tests, precision, recall and F1 of each intent, the worst first', () => {
    const findings = intentFindings(results.examples, tested);
    expect(findings.map(({ intent }) => intent)).toEqual([
      'login_failed',
      'otp_problem',
      'forgot_password',
      'out_of_scope',
    ]);
    expect(findings[1]).toEqual({ intent: 'otp_problem', examples: 1, tests: 2, precision: 0.5, recall: 0.5, f1: 0.5 });
  });

  it('gives no measure to an intent that was neither tested nor guessed', () => {
    const [only] = intentFindings([{ text: 'otp', intent: 'otp_problem' }], []);
    expect(only).toMatchObject({ precision: null, recall: null, f1: null });
  });

  it('lists what was missed, the surest first, with the place of the right intent', () => {
    expect(missesOf(tested).map(({ text, place }) => [text.slice(0, 8), place])).toEqual([
      ['gagal te', 2],
      ['<script>', 2],
    ]);
  });

  it('puts misses last whose reading is acceptable too', () => {
    const excused = answered('masuk gagal otp kosong', 'otp_problem', 'login_failed', 0.99);
    const rows = [{ ...excused, asked: { ...excused.asked, also: ['login_failed'] } }, ...tested];
    expect(missesOf(rows).at(-1)).toMatchObject({ excused: true, score: 0.99 });
  });

  it('finds the two intents that are taken for each other, in both directions', () => {
    expect(contestsOf(tested)).toMatchObject([{ left: 'login_failed', right: 'otp_problem', misses: { length: 2 } }]);
  });

  it('finds examples of two intents in nearly the same words, whatever their spelling', () => {
    expect(twinsOf(results.examples)).toMatchObject([
      { left: { intent: 'otp_problem' }, right: { intent: 'login_failed' } },
    ]);
  });

  it('counts in rows what was meant and in columns what was taken', () => {
    const matrix = matrixOf(tested);
    expect(matrix.times('login_failed', 'otp_problem')).toBe(1);
    expect(matrix.times('otp_problem', 'otp_problem')).toBe(1);
    expect(matrix.times('otp_problem', 'forgot_password')).toBe(0);
    expect(matrix.meant('otp_problem')).toBe(2);
  });

  it('deals each intent out evenly for the cross-validation', () => {
    const examples = ['a', 'b', 'a', 'a', 'b', 'a'].map((intent) => ({ text: intent, intent }));
    expect(partsOf(examples, 2)).toEqual([0, 0, 1, 0, 1, 1]);
  });

  it('has a name for every intent, short enough to stand over a column', () => {
    const intents = readdirSync(join(import.meta.dirname, '../../intents/examples')).map((file) =>
      file.replace('.yml', ''),
    );
    expect(intents.filter((intent) => nameOf(intent) === intent || nameOf(intent).length > 24)).toEqual([]);
    expect(new Set(intents.map(nameOf)).size).toBe(intents.length);
  });
});

describe('the page', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  const open = async (given: ReportResults, scheme: 'light' | 'dark' = 'light', width = 1280) => {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: scheme,
      bypassCSP: true,
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('dialog', (dialog) => faults.push(dialog.message()));
    page.on('request', (request) => faults.push(request.url()));
    await page.setContent(htmlReport(given));
    return { page, faults };
  };

  it('loads nothing, runs nothing that a message holds, and hides long numbers', async () => {
    const { page, faults } = await open(results);
    expect(faults).toEqual([]);
    const text = await page.locator('#salah').innerText();
    expect(text).toContain('<script>alert("hai")</script> & kode [angka]');
    expect(await page.content()).not.toContain('3271046011900002');
  });

  it('can be read over the arrow keys', async () => {
    const { page, faults } = await open(results);
    await page.locator('.heat td[tabindex="0"]').first().focus();
    // Rows and columns: forgot_password, login_failed, otp_problem, out_of_scope.
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    expect(await page.locator('#baca-uji').innerText()).toBe(
      '1 × Gagal masuk (login) dibaca sebagai Kode OTP bermasalah\ngagal terus masuknya',
    );
    for (const key of ['ArrowUp', 'ArrowUp', 'Home', 'ArrowLeft']) await page.keyboard.press(key);
    expect(await page.locator('#baca-uji').innerText()).toBe('Lupa kata sandi: 1 dibaca benar');
    expect(await page.locator('.heat').first().locator('td[tabindex="0"]').count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it('tells the same on hover', async () => {
    const { page } = await open(results);
    await page.locator('#matriks td.h4').first().hover();
    expect(await page.locator('#baca-uji').innerText()).toContain('dibaca sebagai');
  });

  it.each([
    ['light', 360],
    ['dark', 360],
    ['light', 1280],
    ['dark', 1280],
  ] as const)('has no barrier that axe finds, and fits, in %s at %i pixels', async (scheme, width) => {
    const { page } = await open(results, scheme, width);
    await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    await page.evaluate(axe.source);
    const barriers = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
    expect(barriers).toEqual([]);
  });

  it('leaves out what was not measured', async () => {
    const { page } = await open({ ...results, tested: [], crossed: [] });
    expect(await page.locator('#rebutan').count()).toBe(0);
    expect(await page.locator('#salah').innerText()).toContain('Tidak ada');
  });
});
