import type { Clock } from '../../clock.ts';
import { pause } from './pause.ts';

/** Milliseconds between two messages on average; 0 for as fast as it goes. */
export type Pace = { readonly everyMs: number };

/**
 * Lets messages of all conversations go out one after another, about as far apart as a person would write them: WhatsApp watches
 * numbers that write faster. Resolves when it is the caller's turn, after the turn of everybody who asked before.
 */
export function humanPace(pace: Pace, clock: Clock, random: () => number): () => Promise<void> {
  let next = 0;
  return () => {
    const now = clock.now();
    const at = Math.max(now, next);
    next = at + pace.everyMs * (0.6 + 0.8 * random());
    return pause(clock, at - now);
  };
}
