import type { Clock } from './clock.ts';

export type FloodLimit = {
  /** So many messages of one conversation within `withinMs` are still a person in a hurry. */
  readonly most: number;
  readonly withinMs: number;
  /** How long the bot then lets messages gather before it answers them together: milliseconds. */
  readonly restMs: number;
};

export const usualFlood: FloodLimit = { most: 60, withinMs: 10_000, restMs: 5_000 };

export type FloodGate = {
  /** Counts a message and returns how long its conversation has to rest: 0 for everybody who is not flooding. */
  readonly count: (id: string) => number;
  readonly isFlooding: (id: string) => boolean;
};

type Window = { readonly from: number; readonly count: number };

/** Keeps one conversation from taking all the time. Remembers only those that wrote within the window. */
export function floodGate(clock: Clock, { most, withinMs, restMs }: FloodLimit = usualFlood): FloodGate {
  const windows = new Map<string, Window>();
  let swept = clock.now();
  const sweep = (now: number) => {
    if (now - swept < withinMs) return;
    swept = now;
    for (const [id, { from }] of windows) if (now - from >= withinMs + restMs) windows.delete(id);
  };
  const isFlooding = (id: string): boolean => {
    const open = windows.get(id);
    return open !== undefined && open.count > most && clock.now() - open.from < withinMs + restMs;
  };
  const counted = (open: Window | undefined, now: number): Window => {
    if (open && now - open.from < withinMs) return { from: open.from, count: open.count + 1 };
    // A flood that has not paused goes on in the next window.
    const goesOn = open && open.count > most && now - open.from < withinMs + restMs;
    return { from: now, count: goesOn ? most + 1 : 1 };
  };
  return {
    isFlooding,
    count(id) {
      const now = clock.now();
      sweep(now);
      windows.set(id, counted(windows.get(id), now));
      return isFlooding(id) ? restMs : 0;
    },
  };
}
