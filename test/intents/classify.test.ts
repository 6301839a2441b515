import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Model, rank, train } from '../../intents/classify.ts';
import { askAll, calibrationError, score, separation } from '../../intents/evaluation/measures.ts';
import { type Examples, loadExamples } from '../../intents/load.ts';
import { perturb, perturbations } from '../../intents/perturb.ts';

const few = [
  { text: 'tidak bisa login', intent: 'login_failed' },
  { text: 'gagal masuk akun', intent: 'login_failed' },
  { text: 'saldo saya nol', intent: 'balance_missing' },
  { text: 'saldo hilang', intent: 'balance_missing' },
  { text: 'aplikasi jelek', intent: 'complaint' },
];

describe('training', () => {
  test('gives the same model for the same examples', () => {
    expect(train(few)).toEqual(train(few));
  });

  test('works without the intents of this project', () => {
    const model = train(
      [
        { text: 'putar lagu', intent: 'music' },
        { text: 'nyalakan lampu', intent: 'light' },
      ],
      { wrapping: null },
    );
    expect(rank(model, 'putar musik').ranking[0]?.intent).toBe('music');
  });
});

describe('the trained model', () => {
  let model: Model;
  let examples: Examples;
  beforeAll(() => {
    examples = loadExamples(join(import.meta.dirname, '../../intents/examples'));
    model = train(examples.examples);
  }, 120_000);

  const best = (text: string) => rank(model, text).ranking[0]?.intent;

  test('ranks every intent once, best first, with scores that sum to 1', () => {
    const { ranking } = rank(model, 'gk bs login min');
    const scores = ranking.map((each) => each.score);
    expect(new Set(ranking.map((each) => each.intent)).size).toBe(model.intents.length);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    expect(scores.reduce((left, right) => left + right, 0)).toBeCloseTo(1, 6);
  });

  test('says the same each time', () => {
    expect(rank(model, 'muka saya gabisa di baca')).toEqual(rank(model, 'muka saya gabisa di baca'));
  });

  test.each(['', '🙏', '???', '\u0000', 'a'.repeat(10_000), 'lorem ipsum '.repeat(900)])('bears any text', (text) => {
    const { ranking, outOfScope } = rank(model, text);
    expect(ranking).toHaveLength(model.intents.length);
    expect(ranking.every((each) => Number.isFinite(each.score))).toBe(true);
    expect(outOfScope).toBeGreaterThanOrEqual(0);
    expect(outOfScope).toBeLessThanOrEqual(1);
  });

  test.each([
    ['bukan lupa password, tapi OTP ga masuk', 'otp_problem'],
    ['bukan mau klaim cuma mau cek saldo', 'balance_check'],
    ['saya bukan lupa sandi min, akun saya keblokir', 'account_blocked'],
    ['wajah ga kebaca, bukan masalah sinyal', 'face_verification'],
  ])('does not take what "%s" denies', (text, intent) => {
    expect(best(text)).toBe(intent);
  });

  test.each([
    ['aplikasi sampah, wajah saya ga pernah kebaca', 'face_verification'],
    ['selamat pagi min, kode otp saya tidak masuk, terima kasih', 'otp_problem'],
    ['habis update malah ga bisa login', 'login_failed'],
  ])('finds the trouble in its wrapping: "%s"', (text, intent) => {
    expect(best(text)).toBe(intent);
  });

  test('names a clear second trouble, and none where there is one trouble', () => {
    const { ranking, second } = rank(model, 'otp ga masuk masuk, saldo jht saya juga kosong');
    expect([ranking[0]?.intent, second?.intent].sort()).toEqual(['balance_missing', 'otp_problem']);
    expect(rank(model, 'otp ga masuk, sudah saya tunggu dari tadi').second).toBeUndefined();
  });

  // The floors lie below what was measured, so that a break is seen and a new example is not punished.
  test('understands the held-back tests', () => {
    const answered = askAll(
      examples.tests.map((each) => ({ ...each, also: [] })),
      (text) => rank(model, text),
    );
    const { strict, macroF1, top3 } = score(answered);
    expect(strict).toBeGreaterThan(0.94);
    expect(macroF1).toBeGreaterThan(0.94);
    expect(top3).toBeGreaterThan(0.98);
    expect(calibrationError(answered)).toBeLessThan(0.05);
  });

  test('tells off-topic texts from the rest', () => {
    const refusals = (outside: boolean) =>
      examples.tests
        .filter(({ intent }) => (intent === 'out_of_scope') === outside)
        .map(({ text }) => rank(model, text).outOfScope);
    expect(separation(refusals(true), refusals(false))).toBeGreaterThan(0.97);
  });

  test.each(Object.keys(perturbations))('loses little by: %s', (name) => {
    const accuracy = (change: (text: string) => string) =>
      score(
        askAll(
          examples.tests.map(({ text, intent }) => ({ text: change(text), intent, also: [] })),
          (text) => rank(model, text),
        ),
      ).strict;
    expect(accuracy((text) => text) - accuracy((text) => perturb(name, text))).toBeLessThan(0.045);
  });
});
