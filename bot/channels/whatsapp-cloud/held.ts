import type { Clock } from '../../clock.ts';
import type { Sent } from '../channel.ts';
import type { Attempted, AttemptSetting, Outgoing } from './attempt.ts';
import type { Sending } from './journal.ts';
import { channelName, type Log } from './options.ts';
import type { Trouble } from './trouble.ts';

type Held = Extract<Sending, { state: 'held' }>;
type Accepted = Extract<Sending, { state: 'accepted' | 'trying' }>;

/** Why a new reply has to wait behind older ones, and for how long. */
export type Later = { readonly text: string; readonly ms: number };

/** Messages that the outbox counts as sent, and that WhatsApp has not taken after all. All calls for an address come one after the other. */
export type Waiting = {
  /** True when the participant wrote more than 24 hours ago, as far as is known. */
  readonly isClosed: (address: string) => boolean;
  /** Keeps a message for the participant's next contact, or sends it as a template at once. */
  readonly hold: (outgoing: Outgoing) => Promise<Sent>;
  /** Sends what waits, in order. Tells what a new reply still has to wait for. */
  readonly release: (address: string) => Promise<Later | undefined>;
  /** WhatsApp took the message and says later that it failed. */
  readonly failedLater: (name: string, one: Accepted, failedId: string, trouble: Trouble) => Promise<void>;
  /** Takes up what an earlier process left. */
  readonly resume: () => void;
};

type Setting = AttemptSetting & {
  readonly attempt: (outgoing: Outgoing) => Promise<Attempted>;
  readonly doubtLeft: (one: Sending) => number;
  readonly doubtMs: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly alarm: (text: string) => void;
  /** Runs the work when nothing else is under way for the address. */
  readonly inTurn: (address: string, work: () => Promise<unknown>) => void;
};

/** About a day, as long as the outbox would try. */
const mostTries = 40;
const longestWait = 45 * 60_000;
const waitAfter = (tries: number) => Math.min(1000 * 2 ** Math.min(tries, 20), longestWait);
const behind = 'An earlier reply of the conversation has to go first.';

/** Kinds after which the same message may well be taken later. */
const passing = new Set<Trouble['kind']>([
  'pair',
  'rate',
  'temporary',
  'network',
  'token',
  'account',
  'doubt',
  'store',
]);

export function waitingRoom(setting: Setting): Waiting {
  const { journal, template, attempt, doubtLeft, doubtMs, clock, log, alarm, inTurn, crashPoint, stopped } = setting;
  const timers = new Map<string, () => void>();

  const later = (address: string, ms: number): Later => {
    timers.get(address)?.();
    timers.delete(address);
    const due = () => {
      timers.delete(address);
      inTurn(address, () => release(address));
    };
    if (!stopped.aborted) timers.set(address, clock.after(ms, due));
    return { text: behind, ms };
  };
  stopped.addEventListener('abort', () => {
    for (const cancel of timers.values()) cancel();
  });

  const isForContact = (one: Sending) => one.state === 'held' && one.dueAt === undefined;

  const giveUp = (name: string, trouble: Trouble) => {
    journal.setSoon(name, undefined);
    log.warn({ channel: channelName, kind: trouble.kind }, `A reply was given up: ${trouble.text}`);
    alarm(`A reply on ${channelName} could not be delivered and was given up: ${trouble.text}`);
  };

  const heldOf = (one: Accepted | Held, dueAt: number | undefined, asTemplate: boolean): Held => ({
    state: 'held',
    address: one.address,
    part: one.part,
    order: one.order,
    at: setting.now(),
    isOurs: true,
    tries: one.tries,
    dead: one.dead,
    asTemplate,
    ...(dueAt === undefined ? {} : { dueAt }),
  });

  /** What becomes of a waiting message that was refused once more; tells what those behind it wait for. */
  const refused = (name: string, one: Accepted | Held, trouble: Trouble): Later | 'closed' | undefined => {
    const wasTemplate = one.state === 'held' && one.asTemplate;
    const mayPass = passing.has(trouble.kind);
    if (trouble.kind === 'window' || (wasTemplate && !mayPass)) {
      journal.setSoon(name, heldOf(one, undefined, false));
      return 'closed';
    }
    if (!mayPass || one.tries >= mostTries) {
      giveUp(name, trouble);
      return undefined;
    }
    const ms = waitAfter(one.tries);
    journal.setSoon(name, heldOf({ ...one, tries: one.tries + 1 }, setting.now() + ms, wasTemplate));
    return later(one.address, ms);
  };

  /** Milliseconds until the message may be tried. */
  const earliness = (one: Accepted | Held): number => {
    return one.state === 'held' ? Math.max(0, (one.dueAt ?? 0) - setting.now()) : doubtLeft(one);
  };

  const releaseOne = async (name: string, one: Accepted | Held): Promise<Later | 'closed' | undefined> => {
    const { address, part } = one;
    const early = earliness(one);
    if (early > 0) return later(address, early);
    const asTemplate = one.state === 'held' && one.asTemplate;
    const attempted = await attempt({ name, address, part, isOurs: true, asTemplate, before: one });
    if (attempted.type === 'accepted') return undefined;
    return attempted.type === 'wait' ? later(address, attempted.ms ?? doubtMs) : refused(name, one, attempted.trouble);
  };

  const release = async (address: string): Promise<Later | undefined> => {
    for (const [name, one] of journal.unfinished(address)) {
      if (one.state === 'accepted' || one.state === 'done') continue;
      const blocked = await releaseOne(name, one);
      // Those behind it would be refused as well, and new ones are held like it.
      if (blocked === 'closed') return undefined;
      if (blocked) return blocked;
    }
    return undefined;
  };

  const keep = async (name: string, one: Accepted, dead: readonly string[]) => {
    const asTemplate = template !== undefined;
    await journal.set(name, heldOf({ ...one, dead: [...dead] }, asTemplate ? setting.now() : undefined, asTemplate));
    crashPoint('held');
    if (asTemplate) later(one.address, 0);
  };

  return {
    isClosed: (address) => journal.unfinished(address).some(([, one]) => isForContact(one)),
    hold: async ({ name, address, part, before }) => {
      const order = before?.order ?? journal.nextOrder();
      const blank = { state: 'trying' as const, address, part, order, at: setting.now(), isOurs: true, tries: 0 };
      try {
        await keep(name, { ...blank, dead: before?.dead ?? [] }, before?.dead ?? []);
        return { type: 'sent' };
      } catch (error) {
        return { type: 'retry', reason: error instanceof Error ? error.message : String(error) };
      }
    },
    release,
    failedLater: async (name, one, failedId, trouble) => {
      const dead = [...one.dead, failedId].slice(-10);
      if (trouble.kind === 'window') return await keep(name, one, dead);
      if (trouble.kind === 'template') return await journal.set(name, heldOf({ ...one, dead }, undefined, false));
      if (!passing.has(trouble.kind) || one.tries >= mostTries) return giveUp(name, trouble);
      const ms = waitAfter(one.tries);
      await journal.set(name, heldOf({ ...one, dead }, setting.now() + ms, false));
      later(one.address, ms);
    },
    resume: () => {
      for (const address of journal.addresses()) {
        const isDue = journal.unfinished(address).some(([, one]) => !isForContact(one));
        if (isDue) later(address, 0);
      }
    },
  };
}
