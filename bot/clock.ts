/** Time as the bot sees it: epoch milliseconds (UTC), and a way to be called later. Tests pass their own. */
export type Clock = {
  readonly now: () => number;
  /** Calls `run` once after `ms`; the returned function calls it off. */
  readonly after: (ms: number, run: () => void) => () => void;
};

export const systemClock: Clock = {
  now: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
