import type { Api } from 'grammy';
import type { Failure, Intake, RawUpdate } from './intake.ts';
import type { Clock, CrashPoint } from './options.ts';
import type { Troubles } from './trouble.ts';
import { wantedUpdates } from './update.ts';

/** The most that Telegram gives at once. */
const batchSize = 100;
const confirmMs = 3000;

type Setting = {
  readonly api: Api;
  readonly intake: Intake;
  readonly troubles: Troubles;
  readonly clock: Clock;
  readonly pollSeconds: number;
  readonly crashPoint: (point: CrashPoint) => void;
};

/** Long polling of our own, because grammY's confirms an update even if its handler was not done when the bot stops. */
export type Polling = {
  /** Fetches a batch and makes it durable. Rejects with the error of the call; nothing is confirmed then. */
  readonly round: (signal: AbortSignal) => Promise<void>;
  /** Tells Telegram at the end what need not come again. */
  readonly confirm: () => Promise<void>;
};

const lookAtStore = 'look at the alarms of the store (disk full, damaged or newer files).';

const storeTrouble = ({ length }: readonly Failure[], refused: boolean) => ({
  kind: 'store' as const,
  text: refused
    ? `${length} messages from Telegram could not be stored while others could. Their writers were asked to send them again later; ${lookAtStore}`
    : `${length} messages from Telegram could not be stored. They stay with Telegram and are tried again; ${lookAtStore}`,
});

const backOff = (inARow: number) => Math.min(500 * 2 ** inARow, 10_000);

/** Codes such as ENOSPC or ECONNREFUSED; those of a bug begin with ERR_. */
const isSystemCode = (code: unknown) => typeof code === 'string' && !code.startsWith('ERR_');

/** Whether the disk, the network or the database is what is wrong, and not the message or its conversation. */
const isOutside = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && isSystemCode(error.code)) || isOutside(error.cause));

/**
 * When a whole batch waits behind a few messages that cannot be stored although the disk works, those are refused, and their writers
 * are told: otherwise one damaged conversation would silence all.
 */
const mustRefuse = (batch: number, failures: readonly Failure[]) =>
  batch === batchSize &&
  failures.length > 0 &&
  failures.length < batchSize &&
  !failures.some(({ reason }) => isOutside(reason));

/** Which updates are durable beyond the first one that is not. */
const progress = () => {
  const kept = new Set<number>();
  let offset = 0;
  return {
    offset: () => offset,
    /** Nothing waits any more: after a quiet week Telegram may begin again with lower ids. */
    startAnew: () => {
      offset = 0;
    },
    isKept: ({ update_id }: RawUpdate) => kept.has(update_id),
    note: (updates: readonly RawUpdate[], failed: ReadonlySet<RawUpdate>) => {
      for (const update of updates) if (!failed.has(update)) kept.add(update.update_id);
      for (const { update_id } of updates) {
        if (!kept.delete(update_id)) break;
        offset = update_id + 1;
      }
    },
  };
};

type PollSignal = Parameters<Api['getUpdates']>[1];
/** grammY's types name the signal of a polyfill; the platform's own does as well. */
const isPollSignal = (signal: unknown): signal is PollSignal => signal instanceof AbortSignal;

export const polling = ({ api, intake, troubles, clock, pollSeconds, crashPoint }: Setting): Polling => {
  const known = progress();
  let confirmed = 0;

  const fetchBatch = async (signal: AbortSignal) => {
    const offset = known.offset();
    // After trouble the first answer should come at once, so that the operator hears that it is over.
    const timeout = troubles.inARow() > 0 && troubles.alarms().length > 0 ? 1 : pollSeconds;
    const updates = await api.getUpdates(
      { offset, limit: batchSize, timeout, allowed_updates: wantedUpdates },
      isPollSignal(signal) ? signal : undefined,
    );
    if (updates.length === 0) known.startAnew();
    confirmed = updates.length === 0 ? 0 : offset;
    return updates;
  };

  const round = async (signal: AbortSignal) => {
    const updates = await fetchBatch(signal);
    if (updates.length > 0) crashPoint('fetched');
    const fresh = updates.filter((update) => !known.isKept(update));
    const failures = await intake.keepAll(fresh);
    const refused = mustRefuse(updates.length, failures);
    if (refused) await intake.refuse(failures);
    known.note(updates, new Set(refused ? [] : failures.map(({ update }) => update)));
    if (updates.length > 0) crashPoint('batch-kept');
    if (failures.length === 0) return troubles.over();
    troubles.report(storeTrouble(failures, refused));
    await clock.wait(backOff(troubles.inARow()), signal);
  };

  return {
    round,
    confirm: async () => {
      if (known.offset() <= confirmed) return;
      // A stop must not hang on a dead network.
      const soon = AbortSignal.timeout(confirmMs);
      const call = { offset: known.offset(), limit: 1, timeout: 0 };
      await api.getUpdates(call, isPollSignal(soon) ? soon : undefined);
    },
  };
};
