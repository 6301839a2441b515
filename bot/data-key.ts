import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realDisk, replaceFile } from './store/lowdb/disk.ts';

/**
 * The key that seals identifiers at rest: 32 bytes in `key` of the data folder, made at the first start, readable by the owner only.
 * Throws when the file is there but is no key: a new one would make what was sealed unreadable.
 */
export async function dataKey(folder: string): Promise<Uint8Array> {
  const path = join(folder, 'key');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) {
    const key = randomBytes(32);
    await replaceFile(realDisk, path, key.toString('hex'));
    return key;
  }
  if (!/^[0-9a-f]{64}\s*$/.test(text)) {
    throw new Error(
      `The key file ${path} is damaged. Restore it from a backup; without it sealed numbers cannot be read. To begin anew, remove the file.`,
    );
  }
  return Buffer.from(text.trim(), 'hex');
}
