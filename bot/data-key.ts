import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, realDisk, replaceFile } from './store/lowdb/disk.ts';

const fileOf = (folder: string): string => join(folder, 'key');

/** What an operator writes into the file, in place of a key, so that a new one is made. */
const wanted = 'new';

const goOn = (path: string): string =>
  `To go on without the numbers that were sealed so far, ask for another key: echo ${wanted} > ${path}`;

/**
 * The key that seals identifiers at rest: 32 bytes in `key` of the data folder, made at the first start, readable by the owner only.
 * Throws when the file is damaged, or is missing although something was sealed with it: another key would make that unreadable.
 */
export async function dataKey(folder: string): Promise<Uint8Array> {
  const path = fileOf(folder);
  const text = await textOf(path);
  if (text?.trim() === wanted) return await newKey(path);
  if (text !== undefined) return keyIn(text, path);
  if (await hasSealed(folder)) {
    throw new Error(
      `The key file ${path} is missing, although numbers were sealed with it. Restore it from a backup; without it sealed numbers cannot be read. ${goOn(path)}`,
    );
  }
  return await newKey(path);
}

/** The key as it stands, and none is made. Throws when there is none, or it is damaged. */
export async function presentKey(folder: string): Promise<Uint8Array> {
  const path = fileOf(folder);
  const text = await textOf(path);
  if (text === undefined) throw new Error(`The key file ${path} is missing. Restore it from a backup.`);
  return keyIn(text, path);
}

/** Whether a number is stored that a key has sealed. It reads the conversations up to the first one, which is only done without a key. */
export async function hasSealed(folder: string): Promise<boolean> {
  const below = join(folder, 'conversations');
  for (const bucket of await names(below)) {
    const files = (await names(join(below, bucket))).filter((name) => name.includes('.json'));
    // One after the other, without the detour of a promise: that is many times faster for small files.
    if (files.some((name) => readFileSync(join(below, bucket, name), 'utf8').includes('"sealed":"'))) return true;
  }
  return false;
}

const names = (folder: string): Promise<readonly string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  });

const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });

async function newKey(path: string): Promise<Uint8Array> {
  const key = randomBytes(32);
  await replaceFile(realDisk, path, key.toString('hex'));
  return key;
}

function keyIn(text: string, path: string): Uint8Array {
  if (/^[0-9a-f]{64}\s*$/.test(text)) return Buffer.from(text.trim(), 'hex');
  throw new Error(
    `The key file ${path} is damaged. Restore it from a backup; without it sealed numbers cannot be read. ${goOn(path)}`,
  );
}
