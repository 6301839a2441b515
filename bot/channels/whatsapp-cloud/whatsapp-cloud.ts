import type { Hono } from 'hono';
import { type Clock, systemClock } from '../../clock.ts';
import { emptyTurns } from '../../store/lowdb/parallel.ts';
import type { Alarm } from '../../store/store.ts';
import type { Channel } from '../channel.ts';
import { cloudApi } from './api.ts';
import { attempter } from './attempt.ts';
import { waitingRoom } from './held.ts';
import { intake } from './intake.ts';
import { openJournal, type Sending } from './journal.ts';
import { channelName, type WhatsAppCloudOptions } from './options.ts';
import { pace, pairPace, usualPair } from './pace.ts';
import { reading } from './reading.ts';
import { sender } from './send.ts';
import type { Trouble } from './trouble.ts';
import { emptyTroubles } from './troubles.ts';
import { webhookRoutes } from './webhook.ts';

export type WhatsAppCloud = {
  readonly channel: Channel;
  /** To be mounted at the root; reachable from outside by https at `webhookPath`. */
  readonly routes: Hono;
  /** Takes up what an earlier process left unfinished. To be called when the routes are served. */
  readonly start: () => void;
  /** What an operator must look at now. */
  readonly alarms: () => readonly Alarm[];
};

const usualPerSecond = 60;
const usualDoubtMs = 15_000;
const tidyEvery = 10 * 60_000;

/** Runs again and again, the first time after `ms`, until the signal is aborted. */
function repeatedly(clock: Clock, ms: number, run: () => Promise<void>, stopped: AbortSignal): void {
  let cancel = () => {};
  const plan = () => {
    if (stopped.aborted) return;
    cancel = clock.after(ms, () => {
      void run()
        .catch(() => undefined)
        .then(plan);
    });
  };
  stopped.addEventListener('abort', () => cancel());
  plan();
}

/** The WhatsApp channel through the official Cloud API. Rejects with a sentence for the operator when its folder cannot be used. */
export async function whatsAppCloudChannel(options: WhatsAppCloudOptions): Promise<WhatsAppCloud> {
  const { clock = systemClock, crashPoint = () => {}, doubtMs = usualDoubtMs, log, alarm } = options;
  const journal = await openJournal(options.folder);
  const stopping = new AbortController();
  const stopped = stopping.signal;
  const { now } = clock;
  const startedAt = now();
  const turns = emptyTurns();
  const api = cloudApi(options);
  const troubles = emptyTroubles(options, now);
  const courtesy = reading({ api, clock, stopped, failed: troubles.report });
  const common = {
    api,
    journal,
    texts: options.texts,
    template: options.template,
    pair: pairPace(options.pair ?? usualPair, now),
    pace: pace(options.perSecond ?? usualPerSecond, clock),
    reading: courtesy,
    troubles,
    stopped,
    now,
    crashPoint,
  };
  // Statuses of what an earlier process sent come only after this one is there.
  const doubtLeft = (one: Sending) =>
    one.state === 'trying' ? Math.max(0, Math.max(one.at, startedAt) + doubtMs - now()) : 0;
  const attempt = attempter(common);
  const inTurn = (address: string, work: () => Promise<unknown>) =>
    void turns.take(address, work).catch(() => {
      // The journal could not be written; what waits is still in it, and is looked at with the next contact or start.
    });
  const waiting = waitingRoom({ ...common, attempt, doubtLeft, doubtMs, clock, log, alarm, inTurn });
  const send = sender({ ...common, attempt, waiting, doubtLeft });
  const keep = intake({ ...options, journal, waiting, reading: courtesy, troubles, turns, now, crashPoint });
  // What comes while the bot stops is refused, comes again, and is no trouble.
  const report = (trouble: Trouble) => (stopped.aborted ? undefined : troubles.report(trouble));
  return {
    channel: {
      name: channelName,
      pulled: false,
      send: (address, entry, key) => turns.take(address, () => send(address, entry, key)),
      typing: courtesy.begin,
      stop: async () => {
        stopping.abort();
        await turns.ended();
        await journal.close();
      },
    },
    routes: webhookRoutes({ ...options, keep, troubles: { ...troubles, report }, crashPoint }),
    start: () => {
      waiting.resume();
      // Not at once: the outbox may still ask for what was finished before the bot was down.
      repeatedly(clock, tidyEvery, () => journal.tidy(now()), stopped);
    },
    alarms: troubles.alarms,
  };
}
