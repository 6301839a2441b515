import { expect, test } from 'vitest';
import { reading, sentencesIn } from '../../bot/content/wording-problems.ts';
import { type Change, changed, lineWith, problemLines } from './small-content.ts';

const help = 'flows/help.yml';
const saying = (to: string): Change => ({ file: help, from: 'Apa yang macet?', to });
const words = (count: number) => `${Array.from({ length: count }, () => 'kata').join(' ')}.`;
const only = (change: Change, place: string, text: string) => {
  const files = changed(change);
  expect(problemLines(files)).toEqual([`content/${change.file}:${lineWith(change.file, place, files)} ${text}`]);
};

test('a sentence of 21 words is too long for participants, one of 20 is not', () => {
  only(
    saying(words(21)),
    'kata kata',
    'G-10: “kata kata kata kata kata …” has 21 words; make sentences of at most 20 words.',
  );
  expect(problemLines(changed(saying(words(20))))).toEqual([]);
});

test('agents are given 30 words', () => {
  const desk = (text: string): Change => ({ file: 'flows/desk.yml', from: 'Anda sedang mengurus apa?', to: text });
  expect(problemLines(changed(desk(words(30))))).toEqual([]);
  only(
    desk(words(31)),
    'kata kata',
    'T-00: “kata kata kata kata kata …” has 31 words; make sentences of at most 30 words.',
  );
});

test('office words are told with what to say instead', () => {
  only(saying('Apabila macet, apa tulisannya?'), 'Apabila', 'G-10: “Apabila” is an office word; say “kalau”.');
  only(saying('Hal ini kenapa?'), 'Hal ini', 'G-10: “Hal ini” is an office word; say “ini”.');
});

test('names of screens in quotes and parts of other words are no office words', () => {
  expect(problemLines(changed(saying(`'Buka "Apabila" dan apabilanya, ya?'`)))).toEqual([]);
});

test('a file of long sentences is hard to read', () => {
  const file = { file: 'answers/greeting.yml', from: 'Halo! Tulis saja kendalamu.', to: words(14) };
  expect(problemLines(changed(file))).toEqual([
    'content/answers/greeting.yml:1 The sentences have 14.0 words on average; at most 12 read easily. Split some.',
  ]);
});

test('a file of long words is hard to read', () => {
  const file = {
    file: 'answers/greeting.yml',
    from: 'Halo! Tulis saja kendalamu.',
    to: 'Ketidakmampuan menyelesaikan.',
  };
  expect(problemLines(changed(file))).toEqual([
    'content/answers/greeting.yml:1 The words have 13.5 letters on average; at most 7 read easily. Use shorter words.',
  ]);
});

test('sentences end at marks and lines, not within addresses, numbers and numbered steps', () => {
  expect(sentencesIn('Buka www.a.id/b sekarang. Bayar Rp1.000 ya? "Sudah!" Lalu:\n1. Tekan ini\n2. Tekan itu')).toEqual(
    ['Buka www.a.id/b sekarang.', 'Bayar Rp1.000 ya?', '"Sudah!"', 'Lalu:', 'Tekan ini', 'Tekan itu'],
  );
});

test('the reading level counts words a sentence and letters a word, without addresses', () => {
  expect(reading(['Aku ada di sini. Buka https://panjang.sekali.id/alamat', 'Ya?'])).toEqual({
    wordsPerSentence: 2,
    lettersPerWord: 18 / 6,
  });
});
