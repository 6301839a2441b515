import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBook } from '../../bot/content/kept-book.ts';
import { loadBook } from '../../bot/content/load.ts';
import { changed, soundFiles } from './small-content.ts';

let folder: string;
let content: string;
let cache: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-book-'));
  content = join(folder, 'content');
  cache = join(folder, 'cache');
  await write(soundFiles);
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(content, file)), { recursive: true });
    await writeFile(join(content, file), text);
  }
}

const kept = () => readFile(join(cache, 'book.json'), 'utf8');
const silent = () => {};

test('the kept book is the book that was read, the first time and the next', async () => {
  const book = await loadBook(content);
  expect(await openBook(content, cache, silent)).toEqual(book);
  const before = await kept();
  expect(await openBook(content, cache, silent)).toEqual(book);
  expect(await kept()).toBe(before);
});

test('changed content is read anew', async () => {
  await openBook(content, cache, silent);
  await write(changed({ file: 'flows/help.yml', from: 'Apa yang macet?', to: 'Yang macet apa?' }));
  const book = await openBook(content, cache, silent);
  expect(book.steps.get('G-10')?.step).toMatchObject({ say: ['Yang macet apa?'] });
});

test('what is damaged in the cache is not believed', async () => {
  const book = await openBook(content, cache, silent);
  const whole = await kept();
  for (const damaged of ['', '{', whole.slice(0, -5), whole.replace('Apa yang macet?', 'Apa yang mecat?')]) {
    await writeFile(join(cache, 'book.json'), damaged);
    expect(await openBook(content, cache, silent)).toEqual(book);
    expect(await kept()).toBe(whole);
  }
});

test('the operator hears the warnings at every start', async () => {
  await write(changed({ file: 'flows/help.yml', from: 'Apa yang macet?', to: 'Apabila macet, apa tulisannya?' }));
  for (const _ of [1, 2]) {
    const warnings: string[] = [];
    await openBook(content, cache, (line) => warnings.push(line));
    expect(warnings).toContainEqual(expect.stringContaining('“Apabila” is an office word'));
  }
});

test('broken content is told with all its problems, and a cache of before does not hide them', async () => {
  await openBook(content, cache, silent);
  await write(changed({ file: 'flows/help.yml', from: 'next: A-10', to: 'next: A-99' }));
  await expect(openBook(content, cache, silent)).rejects.toThrow(/There is no step A-99/);
});

test('a cache that cannot be written costs nothing but time', async () => {
  await writeFile(cache, 'a file where the folder should be');
  expect(await openBook(content, cache, silent)).toEqual(await loadBook(content));
});
