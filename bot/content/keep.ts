/** Checks the content and keeps the book in the cache: a process of its own, started by the bot. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '../../.cache/compiled'));
const { keepBook } = await import('./kept-book.ts');
const [contentFolder = '', cacheFolder = ''] = process.argv.slice(2);
await keepBook(contentFolder, cacheFolder);
