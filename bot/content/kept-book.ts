/** The checked book as a file in the cache, so that a start neither parses nor checks the YAML again. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runAside } from '../aside.ts';
import type { Book } from '../core/book.ts';
import { realDisk, replaceFile } from '../store/lowdb/disk.ts';
import { type BookParts, bookOf, loadBook, loadParts } from './load.ts';
import { hashOf, readSources } from './sources.ts';

type Kept = { readonly parts: BookParts; readonly warnings: readonly string[] };

const bookFile = (cacheFolder: string): string => join(cacheFolder, 'book.json');
const program = join(import.meta.dirname, 'keep.ts');

/**
 * As `loadBook`, from the cache when neither content nor code has changed and the day is the same. Otherwise another process fills the
 * cache first: parsing leaves 15 MB behind that are never given back. Should that fail, the book is loaded here, which tells what is wrong.
 */
export async function openBook(folder: string, cacheFolder: string, warn: (line: string) => void): Promise<Book> {
  const today = new Date();
  const key = await keyOf(folder, today);
  const ready = await keptBook(cacheFolder, key);
  if (!ready) await runAside(program, [folder, cacheFolder]);
  const kept = ready ?? (await keptBook(cacheFolder, key));
  if (!kept) return loadBook(folder, warn, today);
  for (const line of kept.warnings) warn(line);
  return bookOf(kept.parts);
}

/** Fills the cache. Throws like `loadBook`, and when the cache cannot be written. */
export async function keepBook(folder: string, cacheFolder: string): Promise<void> {
  const today = new Date();
  const key = await keyOf(folder, today);
  const text = JSON.stringify((await loadParts(folder, today)) satisfies Kept);
  await mkdir(cacheFolder, { recursive: true });
  await replaceFile(realDisk, bookFile(cacheFolder), `${seal(key, text)}\n${text}`);
}

/** What is in the cache, or undefined when that is torn or of another key. */
async function keptBook(cacheFolder: string, key: string): Promise<Kept | undefined> {
  const whole = await readFile(bookFile(cacheFolder), 'utf8').catch(() => '');
  const end = whole.indexOf('\n');
  const text = whole.slice(end + 1);
  return whole.slice(0, end) === seal(key, text) ? JSON.parse(text) : undefined;
}

const seal = (key: string, text: string): string => createHash('sha256').update(`${key}\n${text}`).digest('hex');

/** Of what a book is made: the content, the code that checks it, and the day, because facts expire. */
async function keyOf(folder: string, today: Date): Promise<string> {
  const codeFolders = [import.meta.dirname, join(import.meta.dirname, '../core')];
  const code = await Promise.all(codeFolders.map(codeIn));
  const content = await readSources(folder);
  return `${today.toISOString().slice(0, 10)} ${hashOf([...code.flat(), ...content])}`;
}

async function codeIn(folder: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
  return Promise.all(names.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })));
}
