import { expect, test } from 'vitest';
import { type Change, changed, lineWith, problemLines, soundFiles } from './small-content.ts';

const only = (change: Change, place: string, text: string) => {
  const files = changed(change);
  expect(problemLines(files)).toEqual([`content/${change.file}:${lineWith(change.file, place, files)} ${text}`]);
};
const inTexts = (from: string, to: string): Change => ({ file: 'texts.yml', from, to });
const inDays = (from: string, to: string): Change => ({ file: 'holidays.yml', from, to });

test('a sentence that is missing from texts.yml is told by its name', () => {
  const files = changed(inTexts('\nnoted:', '\n# noted:'));
  expect(problemLines(files)).toEqual([
    expect.stringMatching(/^content\/texts\.yml:\d+ “noted” is missing; add it\.$/),
  ]);
});

test('a sentence that nobody asks for is told where it stands', () => {
  only(
    inTexts('\nnoted:', '\nsomething: Halo.\nnoted:'),
    'something:',
    '“something” is not known in the file; correct the spelling or remove it.',
  );
});

test('a word of two commands is told at the second', () => {
  only(
    inTexts('  back: [', '  back: [Menu, '),
    '  back: [Menu',
    '“Menu” already stands in commands.menu; keep it in one of the two lists.',
  );
});

test('a word cannot be yes and no', () => {
  only(
    inTexts('  no: [tidak,', '  no: [iya, tidak,'),
    '  no: [iya',
    '“iya” already stands in hear.yes; keep it in one of the two lists.',
  );
});

test('a button of texts.yml is at most 24 characters', () => {
  only(
    inTexts('label: Lewati', 'label: Lewati saja pertanyaan ini'),
    'label: Lewati saja',
    'The button “Lewati saja pertanyaan ini” has 26 characters; make it 24 or fewer.',
  );
});

test('hours that close before they open are told', () => {
  only(
    inDays("opens: '08:00'", "opens: '17:00'"),
    'opens:',
    'The opening must be earlier than the closing; correct one of the two.',
  );
});

test('a time that no clock shows is told', () => {
  only(inDays("closes: '16:00'", "closes: '26:00'"), 'closes:', '26:00 is no time of the day; write it like 08:00.');
});

test('a collective leave on a holiday or on a weekend is a slip', () => {
  only(
    inDays('  2026-12-24: Cuti', '  2026-12-25: Cuti'),
    '2026-12-25: Cuti',
    '2026-12-25 is a holiday already; remove it here.',
  );
  only(
    inDays('  2026-12-24: Cuti', '  2026-12-26: Cuti'),
    '2026-12-26: Cuti',
    '2026-12-26 is a Saturday or Sunday; correct the date.',
  );
});

test('a date that no calendar has is told by the reader', () => {
  const files = changed(inDays('  2026-12-25:', '  2026-13-25:'));
  expect(problemLines(files)).toHaveLength(1);
  expect(problemLines(files)[0]).toContain(`content/holidays.yml:${lineWith('holidays.yml', '2026-13-25', files)} `);
});

test('a file that is missing is told', () => {
  const { 'style.yml': _, ...files } = soundFiles;
  expect(problemLines(files)).toEqual(['content/style.yml:1 This file is missing; the bot needs it.']);
});

test('tabs and broken YAML are told with their line', () => {
  const files = changed({ file: 'answers/greeting.yml', from: 'title: Sapaan', to: 'title:\t"Sapaan' });
  const lines = problemLines(files);
  expect(lines).toEqual([
    'content/answers/greeting.yml:2 There is a tab in this line; write spaces instead.',
    expect.stringMatching(/^content\/answers\/greeting\.yml:\d+ The YAML cannot be read: /),
  ]);
});

test('every finding of the schema has the step and the line of its value', () => {
  only(
    { file: 'flows/help.yml', from: '        end: solved', to: '        end: solved\n        handover: umum' },
    'label: Sudah masuk',
    'A-10: “steps.A-10.options.0” is not right: give exactly one of next, end and handover. Correct it.',
  );
});
