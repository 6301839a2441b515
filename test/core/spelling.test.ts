import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alike, contains, distance, plain } from '../../bot/core/spelling.ts';

describe('a plain text', () => {
  it.each([
    ['  Halo,  MIN!! ', 'halo min'],
    ['yaaaa', 'ya'],
    ['maaf', 'maaf'],
    ['ke-2', 'ke 2'],
    ['Rp15.000', 'rp15 000'],
    ['ｊｍｏ', 'jmo'],
    ['👍🏽', '👍'],
    ['50%', '50%'],
    ['…', ''],
    ['baris\nbaru', 'baris baru'],
  ])('%j becomes %j', (text, expected) => expect(plain(text)).toBe(expected));

  it('has only single spaces between its words, whatever was written', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/^ | $| {2}/.test(plain(text))));
  });
});

describe('the distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['email', 'email', 0],
    ['emial', 'email', 1],
    ['emal', 'email', 1],
    ['emaill', 'email', 1],
    ['enail', 'email', 1],
    ['kantor', 'kamar', 3],
  ])('between %j and %j is %d', (a, b, expected) => expect(distance(a, b)).toBe(expected));

  it('is the same from both sides, and never more than the longer word', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

it.each([
  ['petugas', 'petugas', true],
  ['petgas', 'petugas', true],
  ['ptgas', 'petugas', false],
  ['kantr cbang', 'kantor cabang', true],
  ['sms', 'sns', false],
  ['x'.repeat(5_000), 'petugas', false],
])('%j is %j with a slip of the finger: %s', (written, word, expected) => expect(alike(written, word)).toBe(expected));

it.each([
  ['saya lupa sandi', 'lupa sandi', true],
  ['saya lupa sandinya', 'lupa sandi', false],
  ['', '', false],
])('in %j stands %j as whole words: %s', (text, phrase, expected) => expect(contains(text, phrase)).toBe(expected));
