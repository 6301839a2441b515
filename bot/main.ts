/** The program: the only file that reads the process's environment. */
import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

// Compiled code is kept in the system's folder for temporary files, which halves the time of the next start.
enableCompileCache();
const { start } = await import('./start.ts');
await start(process.env, resolve(import.meta.dirname, '..'));
