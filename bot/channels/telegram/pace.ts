import type { Clock } from './options.ts';

/** Gives every message its time, so that Telegram's limit over all chats is kept. */
export type Pace = {
  /** Resolves when it is this message's turn, or at once when the signal is aborted. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  readonly isBusy: () => boolean;
};

/** So much of unused time may be made up for at once. */
const savedMs = 70;

export const pace = (perSecond: number, clock: Clock): Pace => {
  const gap = 1000 / perSecond;
  let next = 0;
  return {
    turn: async (signal) => {
      const now = clock.now();
      const mine = Math.max(next, now - savedMs);
      next = mine + gap;
      if (mine > now) await clock.wait(mine - now, signal);
    },
    isBusy: () => next > clock.now(),
  };
};
