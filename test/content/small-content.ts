import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentFolder } from '../../bot/content/load.ts';
import { sorted, written } from '../../bot/content/problem.ts';
import { problemsOf } from '../../bot/content/problems.ts';
import { readContent } from '../../bot/content/read.ts';
import { intentIds } from '../../bot/core/ids.ts';

export const today = new Date('2026-11-22T05:00:00Z');

const facts = `call_center:
  value: '175'
  source: Situs resmi
  grade: B
  checked: 2026-11-01
  expires: 2027-06-01
  owner: Kantor cabang
`;

const help = `id: help
title: Bantuan
intents: [${intentIds.filter((intent) => intent !== 'greeting').join(', ')}]
obstacle: dukungan
start: G-10
steps:
  G-10:
    type: choice
    say:
      - Apa yang macet?
    options:
      - label: Kode
        words: [otp, kode otp]
        next: A-10
      - label: Server
        words: [error]
        next: M-00
  A-10:
    type: fix
    say:
      - Tunggu sebentar, lalu minta kode lagi.
    options:
      - label: Sudah masuk
        words: [masuk, sudah]
        end: solved
      - label: Belum
        next: H-00
  M-00:
    type: board
    maintenance:
      next: M-10
    incident:
      next: M-10
    clear:
      end: wait
  M-10:
    type: say
    say:
      - 'Sedang terganggu: {boardService}.'
    next: H-00
  H-00:
    type: say
    say:
      - Aku catat untuk petugas.
    handover: umum
`;

const desk = `id: desk
title: Meja petugas
intents: []
obstacle: dukungan
audience: agent
start: T-00
steps:
  T-00:
    type: choice
    say:
      - Anda sedang mengurus apa?
    options:
      - label: Sudah selesai
        end: solved
      - label: Belum selesai
        end: wait
`;

const hello = `intent: greeting
title: Sapaan
obstacle: basa-basi
say:
  - Halo! Tulis saja kendalamu.
options:
  - label: Mulai
    next: G-10
`;

const holidays = `zone: Asia/Jakarta
hours:
  days: [1, 2, 3, 4, 5]
  opens: '08:00'
  closes: '16:00'
holidays:
  2026-12-25: Hari Natal
  2027-01-01: Tahun Baru
collectiveLeave:
  2026-12-24: Cuti bersama Natal
`;

const style = `limits:
  sentenceWords: 20
  agentSentenceWords: 30
  wordsPerSentence: 12
  lettersPerWord: 7
officeWords:
  apabila: kalau
  hal ini: ini
`;

/** A whole content folder in which nothing is wrong; the sentences of texts.yml are the real ones. */
export const soundFiles: Readonly<Record<string, string>> = {
  'answers/greeting.yml': hello,
  'facts.yml': facts,
  'flows/desk.yml': desk,
  'flows/help.yml': help,
  'holidays.yml': holidays,
  'style.yml': style,
  'texts.yml': readFileSync(join(contentFolder, 'texts.yml'), 'utf8'),
};

/** One change of the sound files: in `file`, `from` (which must stand there) becomes `to`. */
export type Change = { readonly file: string; readonly from: string; readonly to: string };

export function changed(...changes: readonly Change[]): Readonly<Record<string, string>> {
  const files = { ...soundFiles };
  for (const { file, from, to } of changes) {
    const text = files[file] ?? '';
    if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}.`);
    files[file] = text.replace(from, () => to);
  }
  return files;
}

/** Every problem of the files as the check prints it. */
export function problemLines(files: Readonly<Record<string, string>>): readonly string[] {
  const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
  const { files: read, problems } = readContent(sources);
  return sorted([...problems, ...problemsOf(read, today)]).map((problem) => written(problem, 'content'));
}

/** Where `text` stands in a file: the line, from 1. */
export function lineWith(file: string, text: string, files: Readonly<Record<string, string>> = soundFiles): number {
  const index = (files[file] ?? '').split('\n').findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`${file} does not hold ${JSON.stringify(text)}.`);
  return index + 1;
}
