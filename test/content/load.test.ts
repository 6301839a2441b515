import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { report } from '../../bot/content/check.ts';
import { checkedContent, contentFolder, loadBook } from '../../bot/content/load.ts';
import { outdated, schemaFiles } from '../../bot/content/schema.ts';
import { intentIds } from '../../bot/core/ids.ts';
import { type Change, changed, soundFiles, today } from './small-content.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'content-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
}

const phone: Change = { file: 'flows/help.yml', from: 'Apa yang macet?', to: "'Mau hubungi {fact.call_center}?'" };

test('the book has figures in its sentences and finds entries and steps', async () => {
  const book = await loadBook(await folderWith(changed(phone)), undefined, today);
  expect(book.steps.get('G-10')?.step).toMatchObject({ say: ['Mau hubungi 175?'] });
  expect(book.texts.refused).toContain('175');
  expect(book.facts).toEqual({ call_center: '175' });
  expect(book.entries.get('greeting')).toMatchObject({ type: 'answer' });
  expect(book.entries.get('complaint')).toMatchObject({ type: 'flow', flow: { id: 'help' } });
  expect([...book.entries.keys()].sort()).toEqual([...intentIds].sort());
});

test('the version is the same for the same content, and another after any change', async () => {
  const versionOf = async (files: Readonly<Record<string, string>>) =>
    (await loadBook(await folderWith(files), undefined, today)).version;
  const version = await versionOf(soundFiles);
  expect(version).toMatch(/^[0-9a-f]{64}$/);
  expect(await versionOf(soundFiles)).toBe(version);
  expect(await versionOf(changed(phone))).not.toBe(version);
});

test('broken content is one error with a line for every problem', async () => {
  const folder = await folderWith(
    changed(
      { file: 'flows/help.yml', from: 'next: A-10', to: 'next: A-99' },
      { file: 'flows/desk.yml', from: 'label: Sudah selesai', to: 'label: Sudah selesai semuanya, ya' },
    ),
  );
  const name = basename(folder);
  await expect(loadBook(folder, undefined, today)).rejects.toThrow(
    [
      `The content in ${folder} cannot be used. Correct these 3 problems:`,
      `${name}/flows/desk.yml:13 T-00: The label “Sudah selesai semuanya, ya” has 26 characters; make it 24 or fewer.`,
      `${name}/flows/help.yml:14 G-10: There is no step A-99; correct the id or write that step.`,
      `${name}/flows/help.yml:18 A-10: Nothing leads to this step; link to it from another step or remove it.`,
    ].join('\n'),
  );
});

test('expired facts and questions of style do not keep the bot from starting', async () => {
  const folder = await folderWith(
    changed(
      { file: 'facts.yml', from: 'expires: 2027-06-01', to: 'expires: 2026-11-20' },
      { file: 'flows/help.yml', from: 'Apa yang macet?', to: 'Apabila macet, apa tulisannya?' },
    ),
  );
  const warnings: string[] = [];
  await loadBook(folder, (line) => warnings.push(line), today);
  expect(warnings).toEqual([
    `${basename(folder)}/facts.yml:6 call_center has not been checked since 2026-11-20; look up its source, then correct value, checked and expires.`,
    `${basename(folder)}/flows/help.yml:10 G-10: “Apabila” is an office word; say “kalau”.`,
  ]);
});

test('a folder that is not there is told', async () => {
  await expect(loadBook('/nowhere/content')).rejects.toThrow(
    'The content folder /nowhere/content cannot be read; set its path right or restore it.',
  );
});

test('the report counts what is fine, or groups what is wrong by file', async () => {
  const fine = await checkedContent(await folderWith(soundFiles), today);
  expect(report(fine.files, fine.problems, today, 'content')).toEqual({
    text: 'Content is fine: 2 flows, 6 steps, 1 answer, 1 fact',
    code: 0,
  });
  const wrong = await checkedContent(
    await folderWith(
      changed(
        { file: 'flows/help.yml', from: 'next: A-10', to: 'next: A-99' },
        { file: 'facts.yml', from: 'expires: 2027-06-01', to: 'expires: 2026-12-01' },
        { file: 'style.yml', from: 'sentenceWords: 20', to: 'sentenceWords: none' },
      ),
    ),
    today,
  );
  const { text, code } = report(wrong.files, wrong.problems, today, 'content');
  expect(code).toBe(1);
  expect(text.split('\n')).toEqual([
    'content/flows/help.yml:14 G-10: There is no step A-99; correct the id or write that step.',
    'content/flows/help.yml:18 A-10: Nothing leads to this step; link to it from another step or remove it.',
    '',
    expect.stringMatching(/^content\/style\.yml:2 “limits\.sentenceWords” is not right: /),
    '',
    'Soon:',
    'content/facts.yml:6 call_center expires on 2026-12-01; look up its source, then correct value, checked and expires.',
    '',
    '3 problems in 2 files.',
  ]);
});

test('the content of the project has no problem', async () => {
  const { problems } = await checkedContent(contentFolder, new Date('2026-11-22'));
  expect(problems).toEqual([]);
});

test('the schemas for editors are up to date', async () => {
  expect(await outdated(join(contentFolder, 'schema'))).toEqual([]);
});

test('every file of the content names the schema of its kind', async () => {
  const kinds: Readonly<Record<string, string>> = {
    'facts.yml': 'facts',
    'holidays.yml': 'calendar',
    'style.yml': 'style',
    'texts.yml': 'texts',
  };
  const names = async (part: string) => (await readdir(join(contentFolder, part))).map((name) => join(part, name));
  const files = [...Object.keys(kinds), ...(await names('flows')), ...(await names('answers'))];
  for (const file of files) {
    const [line = ''] = (await readFile(join(contentFolder, file), 'utf8')).split('\n');
    const kind = kinds[file] ?? (dirname(file) === 'flows' ? 'flow' : 'answer');
    const named = line.replace('# yaml-language-server: $schema=', '');
    expect(resolve(contentFolder, dirname(file), named), file).toBe(join(contentFolder, 'schema', `${kind}.json`));
    expect(schemaFiles().has(basename(named))).toBe(true);
  }
});
