import { statfs } from 'node:fs/promises';

/** What a check-up takes from outside; tests pass their own. */
export type Outside = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly fetch: typeof globalThis.fetch;
  /** Bytes that an ordinary user may still write on the disk of a folder. */
  readonly freeBytes: (folder: string) => Promise<number>;
};

export const realOutside: Outside = {
  now: Date.now,
  fetch: globalThis.fetch,
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};
