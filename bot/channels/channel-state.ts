import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Disk, errorCode, isTemporary, realDisk, replaceFile } from '../store/lowdb/disk.ts';
import { emptyTurns, forEachAtMost } from '../store/lowdb/parallel.ts';

/** A few small values that a channel must still know after a crash. Values are JSON; what comes back is unknown until it is checked. */
export type ChannelState = {
  readonly get: (key: string) => Promise<unknown>;
  /** Resolves when the value would survive a power cut; rejects without having changed anything. */
  readonly set: (key: string, value: unknown) => Promise<void>;
  readonly delete: (key: string) => Promise<void>;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The files are replaced as a whole, so this one was changed by hand: the value counts as forgotten.
    return undefined;
  }
};

/** One file a value, in a folder of the channel's own, which is made when it is missing. */
export const fileState = async (folder: string, disk: Disk = realDisk): Promise<ChannelState> => {
  await disk.mkdir(folder, { recursive: true, mode: 0o700 });
  const turns = emptyTurns();
  const fileOf = (key: string) =>
    path.join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
  const missing = (error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new Error(
      `Cannot use a file in ${folder}; correct its rights, or look into the system log for disk errors.`,
      {
        cause: error,
      },
    );
  };
  return {
    get: (key) =>
      turns.take(key, async () => {
        const text = await disk.readFile(fileOf(key), 'utf8').catch(missing);
        return text === undefined ? undefined : parsed(text);
      }),
    set: (key, value) => turns.take(key, () => replaceFile(disk, fileOf(key), JSON.stringify(value))),
    delete: (key) => turns.take(key, async () => await disk.unlink(fileOf(key)).catch(missing)),
  };
};

const filesAtOnce = 16;

/** Removes the values that are over, and what interrupted writes left. The folder must not be in use; rejects with the first error of the disk. */
export const sweepState = async (
  folder: string,
  isOver: (value: unknown) => boolean,
  disk: Disk = realDisk,
): Promise<void> => {
  const names = await disk.readdir(folder);
  await forEachAtMost(filesAtOnce, names, async (name) => {
    const file = path.join(folder, name);
    const isRubbish =
      isTemporary(name) || (name.endsWith('.json') && isOver(parsed(await disk.readFile(file, 'utf8'))));
    if (isRubbish) await disk.unlink(file);
  });
};

/** The state of the tests: forgotten with the process. */
export const memoryState = (): ChannelState => {
  const values = new Map<string, string>();
  return {
    get: async (key) => {
      const text = values.get(key);
      return text === undefined ? undefined : parsed(text);
    },
    set: async (key, value) => {
      values.set(key, JSON.stringify(value));
    },
    delete: async (key) => {
      values.delete(key);
    },
  };
};
