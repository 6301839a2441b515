import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from '../../bot/core/clean.ts';
import { redact } from '../../bot/core/redact.ts';

const two = (value: number): string => String(value).padStart(2, '0');

const nik = fc
  .record({
    area: fc.integer({ min: 110101, max: 969999 }),
    day: fc.integer({ min: 1, max: 31 }),
    woman: fc.boolean(),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 0, max: 99 }),
    serial: fc.integer({ min: 1, max: 9999 }),
  })
  .map(
    ({ area, day, woman, month, year, serial }) =>
      `${area}${two(day + (woman ? 40 : 0))}${two(month)}${two(year)}${String(serial).padStart(4, '0')}`,
  );

const scripts = ['0123456789', '０１２３４５６７８９', '٠١٢٣٤٥٦٧٨٩', '०१२३४५६७८९'];
/** Letters that are mistaken for 0 and 1. */
const lookAlikes = 'Ol23456789';
const separators = [
  '',
  '',
  '',
  ' ',
  '-',
  '.',
  '/',
  '_',
  '\n',
  '\r\n',
  ' - ',
  '\u200b',
  '\u200f',
  '\u00a0',
  '\u2013',
  '*',
];

type Dress = {
  readonly script: string;
  readonly every: number;
  readonly mixed: boolean;
  readonly between: readonly string[];
};

const dress: fc.Arbitrary<Dress> = fc.record({
  script: fc.constantFrom(...scripts),
  every: fc.constantFrom(1, 2, 4, 6),
  mixed: fc.boolean(),
  between: fc.array(fc.constantFrom(...separators), { minLength: 16, maxLength: 16 }),
});

const gapBefore = (index: number, { every, mixed, between }: Dress): string => {
  if (index === 0) return '';
  if (mixed) return between[index] ?? '';
  return index % every === 0 ? (between[0] ?? '') : '';
};

const dressed = (digits: string, clothes: Dress): string =>
  [...digits].map((digit, index) => gapBefore(index, clothes) + clothes.script.charAt(Number(digit))).join('');

const fragment = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    'nik',
    'saldo ',
    'otp',
    'kode ',
    ' rekening bca ',
    'Rp',
    '12-03-2026 ',
    ' 15.000.000',
    'password saya ',
    ': ',
    '\n',
    ' tahun 2019',
    'ibu kandung ',
    '⟨nik⟩',
    '0812',
    ' 7 ',
    'JM-4F7K2',
    '@',
    'versi ',
  ),
);
const surroundings = fc.array(fragment, { maxLength: 6 }).map((parts) => parts.join(''));
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(
      fc.oneof(
        fragment,
        fc.constantFrom(
          'pin ',
          'satu ',
          ' dua',
          'tiga',
          'siti ',
          'Budi1990 ',
          '4829',
          '482913 ',
          '3271',
          '.',
          '-',
          ' ',
          'kpj ',
          '"',
          'saya ',
        ),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);

/** Digits of all the scripts above as ASCII, and everything out that may stand between digits. */
const digitsOf = (text: string): string => {
  let plain = text;
  for (const script of [...scripts, lookAlikes]) {
    for (let value = 0; value < 10; value += 1) plain = plain.replaceAll(script.charAt(value), String(value));
  }
  return plain.replaceAll(/[^\p{L}\p{N}⟨⟩]|[\p{Cf}]/gu, '');
};

describe('redact', () => {
  test('a planted NIK survives in no dress and no surroundings', () => {
    fc.assert(
      fc.property(nik, dress, surroundings, surroundings, (digits, clothes, before, after) => {
        // Digits glued to a number that is split at random leave nothing to tell where it begins.
        const wall = clothes.mixed ? ' kak ' : '';
        const text = `${before}${wall}${dressed(digits, clothes)}${wall}${after}`;
        expect(digitsOf(redact(text).text)).not.toContain(digits);
      }),
      { numRuns: 3000 },
    );
  });

  test('a planted NIK with letters for 0 and 1 does not survive either, whole or in fours', () => {
    fc.assert(
      fc.property(
        nik,
        fc.constantFrom('', ' ', '-', '.', '\n'),
        surroundings,
        surroundings,
        (digits, gap, before, after) => {
          const fours = digits.match(/.{4}/g) ?? [];
          fc.pre(fours.every((four) => /[2-9]/.test(four)));
          const planted = [...fours.join(gap)].map((one) => (/\d/.test(one) ? lookAlikes.charAt(Number(one)) : one));
          const text = `${before} ${planted.join('')} ${after}`;
          expect(digitsOf(redact(text).text)).not.toContain(digits);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('what was redacted once is not changed again', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const once = redact(text);
        expect(redact(once.text)).toEqual({ text: once.text, found: [], values: [] });
      }),
      { numRuns: 3000 },
    );
  });

  test('redacted text stays redacted when it is cleaned, and the other way round', () => {
    fc.assert(
      fc.property(nik, dress, surroundings, (digits, clothes, before) => {
        const text = `${before} kak ${dressed(digits, clothes)}`;
        expect(digitsOf(cleanText(redact(text).text))).not.toContain(digits);
        expect(digitsOf(redact(cleanText(text)).text)).not.toContain(digits);
      }),
    );
  });

  test('text without digits, signs and names of secrets is left alone', () => {
    const word = fc.constantFrom(
      'saya',
      'mau',
      'klaim',
      'jht',
      'gagal',
      'terus',
      'mohon',
      'dibantu',
      'kak',
      '😭',
      'aplikasi',
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(redact(words.join(' ')).found).toEqual([]);
      }),
    );
  });

  test.each([
    '1',
    '1 ',
    '12-',
    '1o',
    'o',
    ' ',
    'a',
    'a1',
    'a@',
    '@gmail',
    'password ',
    'password saya: ',
    'password a1b2 ',
    'pin 1234 ',
    'kode 482913 ',
    'ibu kandung Siti ',
    'kpj saya no ',
    'satu dua ',
    '15.000.',
    '12-03-2026 ',
    'jam 13.00 ',
    '"',
    '⟨otp⟩',
    '\ud800',
    'a\u0301\u0302\u0303',
    '\u200b',
    '\u0000',
    '😭',
    'otp 3 ',
    'rekening 1.',
  ])('ten thousand characters of %j are read to the end', (piece) => {
    const text = piece.repeat(Math.ceil(10_000 / piece.length));
    expect(typeof redact(text).text).toBe('string');
  });
});
