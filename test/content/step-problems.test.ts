import { expect, test } from 'vitest';
import { type Change, changed, lineWith, problemLines } from './small-content.ts';

const help = 'flows/help.yml';
const inHelp = (from: string, to: string): Change => ({ file: help, from, to });

/** The one problem of the changed content, which stands at the line that holds `place`. */
const only = (change: Change, place: string, text: string) => {
  const files = changed(change);
  expect(problemLines(files)).toEqual([`content/${change.file}:${lineWith(change.file, place, files)} ${text}`]);
};

test('a fix step needs a way to say that it helped', () => {
  const text = 'A-10: Nobody can say that it helped; give one option end: solved.';
  const files = changed(
    inHelp('        words: [masuk, sudah]\n        end: solved', '        words: [masuk, sudah]\n        end: wait'),
  );
  expect(problemLines(files)).toEqual([`content/${help}:${lineWith(help, '  A-10:', files) + 4} ${text}`]);
});

test('a fix step needs a way on for whom it did not help', () => {
  const files = changed(inHelp('      - label: Belum\n        next: H-00', '      - label: Belum\n        end: wait'));
  expect(problemLines(files)).toEqual([
    `content/${help}:${lineWith(help, '  A-10:', files) + 4} A-10: Who was not helped cannot go on; give one option next or handover.`,
  ]);
});

test('more than ten options are too many', () => {
  const more = Array.from(
    { length: 9 },
    (_, index) => `      - label: Hal ${'abcdefghi'[index]}\n        end: wait\n`,
  ).join('');
  const files = changed(inHelp('      - label: Kode\n', `${more}      - label: Kode\n`));
  expect(problemLines(files)).toEqual([
    `content/${help}:${lineWith(help, '    options:', files)} G-10: There are 11 options; offer 10 at most, the others in a step of their own.`,
  ]);
});

test('a label of 25 characters is told, one of 24 is not', () => {
  const long = 'Kode tidak masuk-masuk ya';
  only(
    inHelp('label: Kode', `label: ${long}`),
    long,
    `G-10: The label “${long}” has 25 characters; make it 24 or fewer.`,
  );
  expect(problemLines(changed(inHelp('label: Kode', `label: ${long.slice(0, 24)}`)))).toEqual([]);
});

test('a title of 25 characters is told', () => {
  const long = 'Bantuan untuk semua orang';
  only(
    inHelp('title: Bantuan', `title: ${long}`),
    'title:',
    `The title “${long}” has 25 characters; make it 24 or fewer.`,
  );
});

test('two topics of one title cannot be told apart', () => {
  const files = changed({ file: 'answers/greeting.yml', from: 'title: Sapaan', to: 'title: bantuan' });
  expect(problemLines(files)).toEqual([
    'content/answers/greeting.yml:2 “bantuan” is also the title of flows/help.yml; give one of the two another name.',
  ]);
});

test('a word that chooses two options is told at the second, whatever its capitals and marks', () => {
  only(
    inHelp('words: [error]', "words: ['Kode  OTP!']"),
    'Kode  OTP',
    'G-10: “Kode  OTP!” also chooses “Kode”; leave it to one of the two options.',
  );
});

test('a word that stands twice in one option is told, one that repeats the label is not', () => {
  only(
    inHelp('words: [error]', 'words: [error, Error!]'),
    'words: [error',
    'G-10: “Error!” says the same as “error”; remove it.',
  );
  expect(problemLines(changed(inHelp('words: [error]', 'words: [error, server]')))).toEqual([]);
});

test('a word of marks only is never heard', () => {
  only(
    inHelp('words: [error]', "words: ['?!']"),
    "'?!'",
    'G-10: “?!” holds no letter and no digit; write a word that people type.',
  );
});

test('a question with options is at most 1024 characters, because WhatsApp takes no more in a list', () => {
  const long = 'Coba lagi. '.repeat(94).trim();
  only(
    inHelp('Apa yang macet?', long),
    '    say:',
    `G-10: This message has ${long.length} characters, and WhatsApp takes 1024 beside options; shorten it or make two steps of it.`,
  );
});

test('a statement is at most 4096 characters', () => {
  const long = 'Coba lagi. '.repeat(380).trim();
  const files = changed(inHelp('Aku catat untuk petugas.', long));
  expect(problemLines(files)).toEqual([
    `content/${help}:${lineWith(help, long, files) - 1} H-00: This message has ${long.length} characters, and WhatsApp takes 4096; shorten it or make two steps of it.`,
  ]);
});
