/** The program. It is JavaScript because the compiler that strips types takes 20 MB, and is not needed when all else is found compiled. */
import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

// Compiled code is kept in the system's folder for temporary files, which halves the time of the next start.
enableCompileCache();
const { start } = await import('./start.ts');
await start(resolve(import.meta.dirname, '..'));
