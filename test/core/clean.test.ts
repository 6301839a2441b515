import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, longestText } from '../../bot/core/clean.ts';

describe('cleanText', () => {
  test.each([
    ['blanks around a text', '  halo kak \n', 'halo kak'],
    ['line breaks of other systems', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['a tab', 'a\tb', 'a b'],
    ['control characters', 'ha\u0000lo\u0007\u001b[31m', 'halo[31m'],
    ['zero-width characters', 'ha\u200blo\ufeff\u2060', 'halo'],
    ['direction marks', '\u202ehalo\u202c\u200f\u2066', 'halo'],
    ['lone surrogates', 'a\ud800b\udc00', 'ab'],
    ['a decomposed letter', 'e\u0301', '\u00e9'],
    ['zalgo', `z${'\u0335\u0316\u0317'.repeat(50)}a`, 'z\u0335\u0335a'],
    ['emoji', '😭👍🏽', '😭👍🏽'],
    ['nothing', '', ''],
    ['nothing but invisible characters', '\u200b\u0000 \u202e', ''],
  ])('mends %s', (_, written, clean) => {
    expect(cleanText(written)).toBe(clean);
  });

  test('a text is cut at its longest length without halving a character', () => {
    expect(cleanText('a'.repeat(20_000))).toHaveLength(longestText);
    expect(cleanText(`a${'😭'.repeat(10_000)}`)).toHaveLength(longestText - 1);
  });

  test('whatever is written, cleaning it twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('clean text holds no control characters but line breaks and no piles of marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(text)).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|\p{M}{3}/u);
      }),
    );
  });
});
