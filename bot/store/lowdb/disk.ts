import { close, open, read } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

type OpenFile = {
  readonly write: (from: Buffer, offset: number, length: number) => Promise<{ bytesWritten: number }>;
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The part of `node:fs/promises` that the store uses, and a quick look into many files. */
export type Disk = {
  /** Reads at most `length` bytes of the beginning of a file as Latin-1 text. */
  readonly readHead: (file: string, length: number) => Promise<string>;
  readonly open: (file: string, flags: 'r' | 'w', mode?: number) => Promise<OpenFile>;
  readonly readFile: (file: string, encoding: 'utf8') => Promise<string>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly unlink: (file: string) => Promise<void>;
  readonly readdir: (folder: string) => Promise<string[]>;
  readonly mkdir: (folder: string, options: { recursive: true; mode: number }) => Promise<string | undefined>;
};

/** By file numbers, because a `FileHandle` a file makes the start with many conversations slower and larger. */
const readHead: Disk['readHead'] = (file, length) =>
  new Promise((resolve, reject) => {
    open(file, 'r', (notOpen, number) => {
      if (notOpen) return reject(notOpen);
      read(number, Buffer.allocUnsafe(length), 0, length, 0, (unread, bytes, into) => {
        // What was read stands, whatever becomes of the number.
        close(number, () => (unread ? reject(unread) : resolve(into.toString('latin1', 0, bytes))));
      });
    });
  });

export const realDisk: Disk = { ...fs, readHead };

/** The `code` of a system error such as ENOSPC, or an empty string. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Makes the names in a folder durable. Windows cannot open a folder, and keeps names without being asked. */
export const syncFolder = async (disk: Disk, folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const open = await disk.open(folder, 'r');
  try {
    await open.sync();
  } finally {
    await open.close();
  }
};

const writeWhole = async (disk: Disk, file: string, bytes: Buffer) => {
  const open = await disk.open(file, 'w', 0o600);
  try {
    // A disk that is filling up may take a part of what it is given and report success.
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await open.write(bytes, done, bytes.length - done);
      if (bytesWritten === 0) throw new Error(`The disk took nothing of ${file}.`);
      done += bytesWritten;
    }
    await open.sync();
  } finally {
    await open.close();
  }
};

let temporaryFiles = 0;

export const isTemporary = (name: string): boolean => name.endsWith('.tmp');

/**
 * Replaces a file so that a power cut leaves the old text or the new one, never a mixture, and resolves when the new one is durable.
 * Rejects with the error of the disk; the file then holds the old text, or the new one if only the sync of the folder failed.
 */
export const replaceFile = async (disk: Disk, file: string, text: string): Promise<void> => {
  temporaryFiles += 1;
  const temporary = `${file}.${process.pid}-${temporaryFiles}.tmp`;
  try {
    await writeWhole(disk, temporary, Buffer.from(text));
    await disk.rename(temporary, file);
  } catch (error) {
    // Only the first error tells what is wrong. What stays behind does no harm, and that of a conversation is removed at the next start.
    await disk.unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(disk, path.dirname(file));
};
