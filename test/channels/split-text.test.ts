import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitText } from '../../bot/channels/split-text.ts';

test.each([
  ['a short text stays whole', 'satu dua', 20, ['satu dua']],
  ['a paragraph ends a part', 'satu dua\n\ntiga empat lima', 18, ['satu dua', 'tiga empat lima']],
  ['a line ends a part', 'satu dua tiga\nempat lima', 20, ['satu dua tiga', 'empat lima']],
  ['a sentence ends a part', 'Satu dua tiga. Empat lima enam.', 20, ['Satu dua tiga.', 'Empat lima enam.']],
  ['a word ends a part', 'satu dua tiga empat', 12, ['satu dua', 'tiga empat']],
  ['a word that is too long is cut', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ['an emoji stays whole', '👍🏽👍🏽', 5, ['👍🏽', '👍🏽']],
  ['nothing gives nothing', '  \n ', 5, []],
])('%s', (_, text, limit, parts) => {
  expect(splitText(text, limit)).toEqual(parts);
});

test('no part is longer than the limit, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (text, limit) => {
      const parts = splitText(text, limit);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(limit);
      expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});
