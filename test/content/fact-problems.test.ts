import { describe, expect, test } from 'vitest';
import { expiry } from '../../bot/content/fact-problems.ts';
import { readContent } from '../../bot/content/read.ts';
import { type Change, changed, lineWith, problemLines, soundFiles, today } from './small-content.ts';

const help = 'flows/help.yml';
const saying = (to: string): Change => ({ file: help, from: 'Apa yang macet?', to });
const only = (change: Change, place: string, text: string) => {
  const files = changed(change);
  expect(problemLines(files)).toEqual([`content/${change.file}:${lineWith(change.file, place, files)} ${text}`]);
};

test('a fact that is not in facts.yml is told', () => {
  only(
    saying("'Hubungi {fact.phone}.'"),
    '{fact.phone}',
    'G-10: {fact.phone} is not in facts.yml; correct the name or add the figure there.',
  );
});

test('a fact that no text uses is told', () => {
  const spare = `spare:
  value: 7 hari
  source: Situs resmi
  grade: B
  checked: 2026-11-01
  expires: 2027-06-01
  owner: Kantor cabang
`;
  const files = changed({ file: 'facts.yml', from: 'call_center:', to: `${spare}call_center:` });
  expect(problemLines(files)).toEqual([
    'content/facts.yml:1 No text uses spare; remove it, or use it as {fact.spare}.',
  ]);
  expect(problemLines({ ...files, 'web.yml': "help: 'Tunggu {fact.spare}.'\n" })).toEqual([]);
});

test('a text of a channel may not use unknown facts', () => {
  expect(problemLines({ ...soundFiles, 'web.yml': "help: 'Tunggu {fact.spare} {length}.'\n" })).toEqual([
    'content/web.yml:1 {fact.spare} is not in facts.yml; correct the name or add the figure there.',
  ]);
});

test('an expired fact is told on the day after its expiry, not on the day itself', () => {
  const expires = (date: string): Change => ({
    file: 'facts.yml',
    from: 'expires: 2027-06-01',
    to: `expires: ${date}`,
  });
  expect(problemLines(changed(expires('2026-11-22')))).toEqual([]);
  only(
    expires('2026-11-21'),
    'expires:',
    'call_center has not been checked since 2026-11-21; look up its source, then correct value, checked and expires.',
  );
});

test('a fact cannot expire before it was checked', () => {
  const files = changed({ file: 'facts.yml', from: 'checked: 2026-11-01', to: 'checked: 2027-11-01' });
  expect(problemLines(files)).toEqual([
    'content/facts.yml:6 call_center expires before it was checked; correct one of the two dates.',
  ]);
});

test('facts that expire within 60 days and a year without holidays are announced', () => {
  const files = changed(
    { file: 'facts.yml', from: 'expires: 2027-06-01', to: 'expires: 2027-01-20' },
    { file: 'holidays.yml', from: '  2027-01-01: Tahun Baru\n', to: '' },
  );
  const read = readContent(Object.entries(files).map(([file, text]) => ({ file, text })));
  expect(expiry(read.files, today).expired).toEqual([]);
  expect(expiry(read.files, today).expiring.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([
    'facts.yml:6 call_center expires on 2027-01-20; look up its source, then correct value, checked and expires.',
    'holidays.yml:6 The holidays of 2027 are missing; add them, or working days are counted wrong.',
  ]);
});

describe('{words} that the bot fills in', () => {
  test('unknown ones are told with those that are possible', () => {
    only(
      saying("'Halo {name}, apa yang macet?'"),
      '{name}',
      'G-10: Nothing fills in {name} here; possible is {now}, {checkOn}, {boardService}, {boardFrom}, {boardUntil}.',
    );
  });

  test('answers have only figures', () => {
    const files = changed({ file: 'answers/greeting.yml', from: 'Halo!', to: 'Halo {now}!' });
    expect(problemLines(files)).toEqual([
      'content/answers/greeting.yml:5 Nothing fills in {now} here; possible is only {fact.name}.',
    ]);
  });

  test('those of the status board stand only behind a step that looks at it', () => {
    only(
      saying("'Sampai {boardUntil}. Apa yang macet?'"),
      '{boardUntil}',
      'G-10: {boardUntil} is empty here, because this step can be reached without a board step; lead over one.',
    );
  });

  test('{checkOn} stands only behind a step that counts working days', () => {
    only(
      saying("'Lihat lagi pada {checkOn}. Apa yang macet?'"),
      '{checkOn}',
      'G-10: {checkOn} is empty here, because this step can be reached without a working-days step; lead over one.',
    );
  });

  test('sentences of texts.yml keep what they are there for', () => {
    const files = changed({
      file: 'texts.yml',
      from: "guidePart: 'Langkah {part} dari {parts}: {text}'",
      to: "guidePart: 'Langkah {part}'",
    });
    expect(problemLines(files)).toEqual([
      `content/texts.yml:${lineWith('texts.yml', 'guidePart:', files)} guidePart says nothing without {text}; put it in.`,
    ]);
  });
});

describe('figures written out', () => {
  test('the value of a fact is told with the name of the fact', () => {
    only(
      saying('Hubungi 175.'),
      '175',
      'G-10: “175” is a figure written out; use {fact.call_center}, so that it stands in one place.',
    );
  });

  test.each([
    'Rp15 juta',
    'Rp 10.000.000',
    '15 juta',
    '10%',
    'https://contoh.id',
    'www.contoh.id',
    'a@contoh.id',
    'sso.contoh.go.id',
  ])('“%s” should be a fact', (figure) => {
    only(
      saying(`'Lihat ${figure} ya?'`),
      figure,
      `G-10: “${figure}” is a figure written out; use a fact of facts.yml, so that it stands in one place.`,
    );
  });

  test.each(['Langkah 2 dari 6', 'Tanggal 12-03-2026', 'Nomor 1750', 'Ada 2 kartu'])(
    '“%s” is no figure of that kind',
    (text) => {
      expect(problemLines(changed(saying(`'${text}?'`)))).toEqual([]);
    },
  );
});
