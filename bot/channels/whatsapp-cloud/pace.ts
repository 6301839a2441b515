import type { Clock } from '../../clock.ts';

/** So many messages at once, then one every `everyMs`. */
export type Pair = { readonly burst: number; readonly everyMs: number };

/** WhatsApp lends 45 messages and wants 6 seconds for each back; less is taken, so that a crash that forgets the loan does no harm. */
export const usualPair: Pair = { burst: 20, everyMs: 6_000 };

/** The limit of each participant. What is forgotten by a restart is asked for by WhatsApp itself. */
export type PairPace = {
  /** Milliseconds until a message to this address is allowed; 0 for now. */
  readonly wait: (address: string) => number;
  readonly took: (address: string) => void;
  /** WhatsApp says that there were too many. */
  readonly exhaust: (address: string) => void;
};

const mostAddresses = 20_000;

export function pairPace({ burst, everyMs }: Pair, now: () => number): PairPace {
  /** Address → until when its messages are paid back. */
  const owed = new Map<string, number>();
  const loan = burst * everyMs;
  const dropPaid = () => {
    if (owed.size < mostAddresses) return;
    for (const [address, until] of owed) if (until <= now()) owed.delete(address);
  };
  return {
    wait: (address) => Math.max(0, (owed.get(address) ?? 0) + everyMs - loan - now()),
    took: (address) => {
      dropPaid();
      owed.set(address, Math.max(owed.get(address) ?? 0, now()) + everyMs);
    },
    exhaust: (address) => {
      owed.set(address, now() + loan);
    },
  };
}

/** The limit over all conversations. */
export type Pace = {
  /** Resolves when it is this message's turn, or at once when the signal is aborted. */
  readonly turn: (signal: AbortSignal) => Promise<void>;
  /** WhatsApp wants to be left alone: nothing is allowed for a while, longer each time in a row. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Milliseconds until something is allowed again; a little different for everybody, so that not all come back at once. */
  readonly paused: () => number;
};

const savedMs = 250;
const longestPause = 60_000;

export function pace(perSecond: number, clock: Clock, random: () => number = Math.random): Pace {
  const gap = 1000 / perSecond;
  let next = 0;
  let until = 0;
  let streak = 0;
  return {
    turn: (signal) => {
      const now = clock.now();
      const mine = Math.max(next, now - savedMs);
      next = mine + gap;
      return mine <= now ? Promise.resolve() : waited(clock, mine - now, signal);
    },
    pause: () => {
      if (until > clock.now()) return;
      until = clock.now() + Math.min(1000 * 2 ** streak, longestPause);
      streak += 1;
    },
    resume: () => {
      if (until <= clock.now()) streak = 0;
    },
    paused: () => (until > clock.now() ? until - clock.now() + Math.round(random() * 1000) : 0),
  };
}

/** Resolves after so many milliseconds, or when the signal is aborted. */
function waited(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    signal.addEventListener('abort', end);
  });
}
