/** Time as the bot sees it: epoch milliseconds (UTC), and a way to be called later. Tests pass their own. */
export type Clock = {
  readonly now: () => number;
  /** Calls `run` once after `ms`, and after `longestTimer` at the latest; the returned function calls it off. */
  readonly after: (ms: number, run: () => void) => () => void;
};

/** Milliseconds; with more, setTimeout calls at once instead. */
const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, Math.min(ms, longestTimer));
    return () => clearTimeout(timer);
  },
};
