import type { Clock } from '../../clock.ts';

export const pause = (clock: Clock, ms: number): Promise<void> =>
  ms <= 0
    ? Promise.resolve()
    : new Promise((resolve) => {
        clock.after(ms, resolve);
      });
