import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The environment, and what the file `.env` of the folder in which the program was started adds to it; the environment itself wins. */
export function environment(): Readonly<Record<string, string | undefined>> {
  // Some editors put a byte order mark before the first name.
  return { ...parseEnv(settings().replace(/^\uFEFF/, '')), ...process.env };
}

function settings(): string {
  try {
    return readFileSync('.env', 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new Error('The file .env cannot be read; correct its rights, or move it away.', { cause: error });
  }
}
