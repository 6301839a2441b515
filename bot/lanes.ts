/** Work of one key is done strictly one after the other, work of different keys in parallel. */
export type Lanes = {
  /** Queues `job` behind the earlier ones of its key. It must not reject. */
  readonly run: (key: string, job: () => Promise<void>) => Promise<void>;
  /** Resolves when no work is left. */
  readonly idle: () => Promise<void>;
};

export function lanes(): Lanes {
  const tails = new Map<string, Promise<void>>();
  return {
    run(key, job) {
      const tail = (tails.get(key) ?? Promise.resolve()).then(job);
      tails.set(key, tail);
      return tail.finally(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
