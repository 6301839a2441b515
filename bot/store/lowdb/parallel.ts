/** Runs tasks of the same key one after the other, those of different keys in parallel. */
export type Turns = {
  readonly take: <T>(key: string, task: () => Promise<T>) => Promise<T>;
  /** Resolves when everything that was asked for so far has ended. */
  readonly ended: () => Promise<void>;
};

export const emptyTurns = (): Turns => {
  const tails = new Map<string, Promise<unknown>>();
  const take = <T>(key: string, task: () => Promise<T>): Promise<T> => {
    const result = (tails.get(key) ?? Promise.resolve()).then(task);
    // A failure belongs to its own caller; the next in line starts afresh.
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
    tails.set(key, tail);
    return result;
  };
  const ended = async () => {
    await Promise.all(tails.values());
  };
  return { take, ended };
};

/** Runs the task for every item, at most `limit` at the same time. */
export const forEachAtMost = async <T>(limit: number, items: Iterable<T>, task: (item: T) => Promise<void>) => {
  const left = items[Symbol.iterator]();
  const work = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await task(next.value);
  };
  await Promise.all(Array.from({ length: limit }, work));
};
