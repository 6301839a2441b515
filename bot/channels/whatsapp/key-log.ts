import fs from 'node:fs/promises';
import { append, type LogDisk, type LogOptions, openLogFile, readValue, writeAnew } from './key-log-file.ts';
import type { Entries } from './key-log-format.ts';
import { oneAtATime } from './one-at-a-time.ts';

/**
 * A small durable store of texts by key, kept in one file that only grows at its end and is now and then written anew without what is
 * outdated. What is written together is kept together or not at all.
 */
export type KeyLog = {
  readonly get: (key: string) => Promise<string | undefined>;
  /** Keys in the order in which they were last written, oldest first. */
  readonly keys: () => readonly string[];
  /** Resolves when the entries would survive a power cut; rejects without having changed anything. */
  readonly set: (entries: Entries) => Promise<void>;
  /** Takes everything away, durably. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Waiting = { readonly entries: Entries; readonly resolve: () => void; readonly reject: (error: unknown) => void };

type Options = Pick<LogOptions, 'file' | 'kind' | 'remedy'> & { readonly disk?: LogDisk; readonly tidyBytes?: number };

/** Opens the log, or begins one. Rejects with a sentence for the operator when the file is damaged or was written by another version. */
export async function openKeyLog(options: Options): Promise<KeyLog> {
  const log = await openLogFile({ disk: fs, tidyBytes: 1024 * 1024, ...options });
  let waiting: Waiting[] = [];
  const inTurn = oneAtATime();

  /** Everything that waits is written as one batch, so that many writers share one sync. */
  const writeWaiting = async () => {
    const now = waiting;
    waiting = [];
    if (now.length === 0) return;
    try {
      await append(log, new Map(now.flatMap(({ entries }) => [...entries])));
      for (const { resolve } of now) resolve();
    } catch (error) {
      const told = new Error(`Cannot write ${options.file}; look whether the disk is full or read-only.`, {
        cause: error,
      });
      for (const { reject } of now) reject(told);
    }
  };

  return {
    get: async (key) => {
      const place = log.places.get(key);
      return place === undefined ? undefined : await readValue(log, place);
    },
    keys: () => [...log.places.keys()],
    set: (entries) => {
      if (entries.size === 0) return Promise.resolve();
      const written = new Promise<void>((resolve, reject) => {
        waiting.push({ entries, resolve, reject });
      });
      void inTurn(writeWaiting);
      return written;
    },
    clear: () => inTurn(() => writeAnew(log, false)),
    close: () =>
      inTurn(async () => {
        log.isClosed = true;
        await log.handle?.close();
      }),
  };
}
