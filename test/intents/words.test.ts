import { describe, expect, test } from 'vitest';
import { clauses, fold } from '../../intents/words.ts';

const read = (text: string): string =>
  clauses(text)
    .map((words) => words.join(' '))
    .join(' | ');

describe('the normaliser', () => {
  test.each([
    ['gk bs msk2 pdhl paswod udh bner', 'tidak bisa masuk padahal password sudah benar'],
    ['gabisa login min', 'tidak bisa login admin'],
    ['GABISA LOG IN', 'tidak bisa login'],
    ['apk ga mau di buka', 'apk tidak mau buka'],
    ['duit jht blm masuk2', 'uang jht belum masuk'],
    ['ora iso mlebu', 'tidak bisa masuk'],
    ['teu tiasa lebet', 'tidak bisa masuk'],
    ['kagak bise kebuka', 'tidak bisa buka'],
    ['erorrrr teruuuus', 'error terus'],
    ['udah ngapdet tetep ga bs', 'sudah update tetap tidak bisa'],
    ['saldo 23jt', 'saldo angka juta'],
    ['kode 040', 'kode 040'],
    ['otp-nya mana??', 'otp mana'],
  ])('reads "%s" as "%s"', (text, standard) => {
    expect(read(text)).toContain(standard.split(' ').at(0));
    expect(read(text)).toBe(standard);
  });

  test('keeps the words that general slang lists would spoil', () => {
    expect(read('jht lewat lapak asik di apk')).toBe('jht lewat lapak asik di apk');
    expect(read('status pu')).toBe('status pu');
  });

  test('splits clauses at stops and line breaks', () => {
    expect(clauses('otp ga masuk, saldo kosong\ntolong')).toHaveLength(3);
  });

  test('has nothing to say about texts without words', () => {
    expect(clauses('')).toEqual([]);
    expect(clauses('... !!! ???')).toEqual([]);
    expect(clauses('\u0000\u200b\u202e')).toEqual([]);
  });

  test('turns hands, hearts and angry faces into words', () => {
    expect(fold('mantap 👍')).toContain('emosenang');
    expect(fold('parah 😡')).toContain('emokesal');
  });

  test('bears very long texts', () => {
    expect(clauses('aplikasi error '.repeat(700)).flat().length).toBeGreaterThan(0);
  });
});
