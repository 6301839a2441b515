/** The program. It is JavaScript because the compiler that strips types takes 20 MB, and is not needed when all else is found compiled. */
import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
// Compiled code is kept, which halves the time of the next start: in our own folder, because what lies there is run.
enableCompileCache(resolve(root, '.cache/compiled'));
const { start } = await import('./start.ts');
await start(root);
