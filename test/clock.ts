import type { Clock } from '../bot/clock.ts';

export type TestClock = Clock & {
  /** Lets time pass: what was due in between runs at its moment. */
  readonly pass: (ms: number) => void;
};

/** A clock that only moves when told to. `start`: epoch milliseconds. */
export function testClock(start: number): TestClock {
  let now = start;
  let due: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + ms, run };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        due = due.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
  };
}
