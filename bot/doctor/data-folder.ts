/** The part of a check-up that looks at the data folder. Nothing stays behind, and while a bot runs nothing is written at all. */
import { access, constants, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasSealed } from '../data-key.ts';
import { codeOf, type Finding, findings } from '../finding.ts';
import { fileBoard } from '../incidents/board.ts';
import { errorCode, realDisk, replaceFile } from '../store/lowdb/disk.ts';
import { lockFolder } from '../store/lowdb/lock.ts';
import type { Outside } from './outside.ts';

const { ok, warn, fail } = findings('data folder');

const megabyte = 1_000_000;
/** Free megabytes: below the first the bot will soon stop taking messages, below the second somebody should look. */
const room = { least: 100, enough: 1_000 };

export type DataFolder = {
  readonly exists: boolean;
  /** A running bot holds it. */
  readonly isHeld: boolean;
  readonly found: readonly Finding[];
};

export async function checkDataFolder(folder: string, outside: Outside): Promise<DataFolder> {
  const about = await stat(folder).catch((error: unknown) => codeOf(error));
  if (about === 'ENOENT') return { exists: false, isHeld: false, found: [await toBeMade(folder)] };
  if (typeof about === 'string')
    return missing(`${folder} cannot be looked at (${about}). Set DATA_DIR to a folder that this user may use.`);
  if (!about.isDirectory()) return missing(`${folder} is no folder. Set DATA_DIR to a folder.`);
  const { isHeld, found } = await held(folder);
  const open = (about.mode & 0o077) !== 0 && process.platform !== 'win32';
  return {
    exists: true,
    isHeld,
    found: [
      ...found,
      ...(open ? [warn(`${folder} can be read by other users of this machine. Run: chmod 700 ${folder}`)] : []),
      ...(await space(folder, outside)),
      ...(await key(folder)),
      ...(await board(folder, outside)),
    ],
  };
}

const missing = (text: string): DataFolder => ({ exists: false, isHeld: false, found: [fail(text)] });

async function toBeMade(folder: string): Promise<Finding> {
  const above = await nearest(dirname(folder));
  const isWritable = await mayWrite(above);
  if (isWritable) return ok(`${folder} is not there yet; the first start makes it.`);
  return fail(
    `${folder} is not there, and cannot be made in ${above}. Set DATA_DIR to a folder that this user may write to.`,
  );
}

/** The nearest folder above that is there. */
async function nearest(folder: string): Promise<string> {
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  );
  return isThere || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

const mayWrite = (folder: string): Promise<boolean> =>
  stat(folder)
    .then((about) => about.isDirectory() && access(folder, constants.W_OK).then(() => true))
    .catch(() => false);

/** Whether a bot holds the folder; if none does, whether it can be written to. */
async function held(folder: string): Promise<{ isHeld: boolean; found: readonly Finding[] }> {
  try {
    const unlock = await lockFolder(folder);
    return { isHeld: false, found: [await written(folder).finally(unlock)] };
  } catch (error) {
    if (errorCode(error) !== '')
      return {
        isHeld: false,
        found: [fail(`${folder} cannot be locked (${codeOf(error)}). Correct its owner and rights.`)],
      };
    const [who = ''] = (error instanceof Error ? error.message : '').split(';');
    return { isHeld: true, found: [ok(`${who}: a bot is running, so everything is only read.`)] };
  }
}

/** Tried out, because rights, quotas, and read-only disks all look alike from outside. */
async function written(folder: string): Promise<Finding> {
  const probe = join(folder, 'doctor.tmp');
  try {
    await replaceFile(realDisk, probe, 'written by the check-up');
    await realDisk.unlink(probe);
    return ok(`${folder} can be written to.`);
  } catch (error) {
    return fail(
      `${folder} cannot be written to (${codeOf(error)}). Look whether the disk is full or read-only, and correct the owner of the folder.`,
    );
  }
}

async function space(folder: string, { freeBytes }: Outside): Promise<readonly Finding[]> {
  const free = Math.floor((await freeBytes(folder).catch(() => Number.POSITIVE_INFINITY)) / megabyte);
  const text = `${free} MB are free on the disk.`;
  if (free < room.least) return [fail(`${text} Free some space: with a full disk the bot takes no messages.`)];
  if (free < room.enough) return [warn(`${text} Free some space soon.`)];
  return [Number.isFinite(free) ? ok(text) : warn('The free space cannot be found out; look at the disk yourself.')];
}

/** The key that opens sealed numbers. The text of the file goes nowhere. */
async function key(folder: string): Promise<readonly Finding[]> {
  const file = join(folder, 'key');
  const text = await readFile(file, 'utf8').catch((error: unknown) => (errorCode(error) === 'ENOENT' ? undefined : ''));
  if (text === undefined) {
    if (!(await hasSealed(folder).catch(() => true))) return [];
    return [
      fail(
        `${file} is missing, although numbers were sealed with it. Restore it from a backup before the next start: without it sealed numbers cannot be read. The start itself says how to go on without them.`,
      ),
    ];
  }
  // The word by which an operator asks for another key.
  if (text.trim() === 'new') return [warn(`${file} asks for another key; the next start makes it.`)];
  if (!/^[0-9a-f]{64}\s*$/.test(text))
    return [fail(`${file} cannot be read or is damaged. Restore it from a backup, or correct its owner and rights.`)];
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0 || process.platform === 'win32') return [];
  return [warn(`${file} can be read by other users of this machine. Run: chmod 600 ${file}`)];
}

/** What the operator wrote on the status board. */
async function board(folder: string, { now }: Outside): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  await fileBoard(folder, (text) => void found.push(warn(text.replaceAll('\n', ' ')))).status(now());
  return found;
}
