import { describe, expect, test } from 'vitest';
import { speller } from '../../intents/spelling.ts';

const correct = speller(['tidak', 'bisa', 'login', 'password', 'verifikasi', 'wajah', 'saldo', 'gagal', 'rekening']);

describe('the speller', () => {
  test.each([
    ['lpgin', 'login'],
    ['wjaah', 'wajah'],
    ['verifkasi', 'verifikasi'],
    ['verifkasii', 'verifikasi'],
    ['lgn', 'login'],
    ['rknng', 'rekening'],
  ])('corrects "%s" to "%s"', (typed, meant) => {
    expect(correct(typed)).toEqual([meant]);
  });

  test.each(['saldo', 'bulan', 'mata', 'ab', '040', 'xylofoniqz'])('leaves "%s" alone', (word) => {
    expect(correct(word)).toEqual([word]);
  });
});
