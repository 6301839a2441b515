import type { Clock } from './options.ts';
import { type Troubles, troubleOf } from './trouble.ts';

const waits = { token: 60_000, conflict: 15_000, longest: 30_000 };

/** Milliseconds to wait after a failure: what Telegram asks for, or longer with every failure in a row, with chance in it. */
function waitAfter(error: unknown, inARow: number): number {
  const { kind, waitMs } = troubleOf(error);
  if (waitMs !== undefined) return waitMs;
  if (kind === 'token') return waits.token;
  if (kind === 'conflict') return waits.conflict;
  return Math.min(500 * 2 ** inARow, waits.longest) * (0.75 + Math.random() / 2);
}

/** A way in which updates come. */
export type Receiving = {
  readonly connect: () => Promise<void>;
  readonly round: (signal: AbortSignal) => Promise<void>;
  readonly confirm: () => Promise<void>;
};

/** Goes on until stopped, through anything that can go wrong. */
export async function supervise(
  receiving: Receiving,
  troubles: Troubles,
  clock: Clock,
  stopped: AbortSignal,
): Promise<void> {
  let connected = false;
  while (!stopped.aborted) {
    try {
      if (!connected) await receiving.connect();
      connected = true;
      await receiving.round(stopped);
    } catch (error) {
      if (stopped.aborted) break;
      const trouble = troubleOf(error);
      // Somebody may have set a webhook or taken ours away.
      if (trouble.kind === 'conflict') connected = false;
      troubles.report(trouble);
      await clock.wait(waitAfter(error, troubles.inARow()), stopped);
    }
  }
  // What is not confirmed comes again, and is recognised.
  await receiving.confirm().catch(() => undefined);
}
