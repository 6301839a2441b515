import type { Alarm } from '../../store/store.ts';
import { channelName, type WhatsAppCloudOptions } from './options.ts';
import type { Trouble, TroubleKind } from './trouble.ts';

/** What is wrong at present, told to the operator once. */
export type Troubles = {
  readonly report: (trouble: Trouble) => void;
  /** Things of these kinds work again. */
  readonly over: (...kinds: readonly TroubleKind[]) => void;
  readonly alarms: () => readonly Alarm[];
};

/** What passes by itself is told when it happens more than once in a row. */
const passing = new Set<TroubleKind>(['pair', 'rate', 'temporary', 'network', 'doubt']);
/** What belongs to one participant or is expected is for the log only. */
const quiet = new Set<TroubleKind>(['window', 'pair']);
const tellAgainAfter = 10 * 60_000;

type Held = { count: number; toldAt: number | undefined; readonly since: number; text: string };

export function emptyTroubles(
  { log, alarm }: Pick<WhatsAppCloudOptions, 'log' | 'alarm'>,
  now: () => number,
): Troubles {
  const held = new Map<TroubleKind, Held>();
  const lastAlarm = new Map<TroubleKind, number>();
  const recently = (at: number | undefined) => at !== undefined && now() - at < tellAgainAfter;

  const tell = (kind: TroubleKind, { text }: Trouble, one: Held) => {
    if (recently(one.toldAt)) return;
    log.error({ channel: channelName, kind }, text);
    // A trouble that comes and goes must not flood the operator.
    if (one.toldAt === undefined && !recently(lastAlarm.get(kind))) {
      lastAlarm.set(kind, now());
      alarm(text);
    }
    one.toldAt = now();
  };

  return {
    report: (trouble) => {
      const { kind, text } = trouble;
      if (quiet.has(kind)) return log.info({ channel: channelName, kind }, text);
      const one = held.get(kind) ?? { count: 0, toldAt: undefined, since: now(), text };
      one.count += 1;
      one.text = text;
      held.set(kind, one);
      if (one.count > 1 || !passing.has(kind)) tell(kind, trouble, one);
    },
    over: (...kinds) => {
      for (const kind of kinds) {
        const one = held.get(kind);
        if (!one) continue;
        held.delete(kind);
        if (one.toldAt === undefined) continue;
        const minutes = Math.round((now() - one.since) / 60_000);
        log.info({ channel: channelName, kind, minutes }, `WhatsApp works again (${kind}), after ${minutes} minutes.`);
      }
    },
    alarms: () =>
      [...held.values()].filter(({ toldAt }) => toldAt !== undefined).map(({ text, since }) => ({ text, since })),
  };
}
