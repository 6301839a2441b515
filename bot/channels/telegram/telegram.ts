import { Api } from 'grammy';
import type { Hono } from 'hono';
import type { Alarm } from '../../store/store.ts';
import type { Channel } from '../channel.ts';
import type { WatchedChannel } from '../status.ts';
import { intake } from './intake.ts';
import { realClock, type TelegramOptions } from './options.ts';
import { pace } from './pace.ts';
import { clientOf, receivingBy } from './receiving.ts';
import { sender } from './send.ts';
import { standing } from './standing.ts';
import { supervise } from './supervise.ts';
import { emptyTroubles } from './trouble.ts';
import { typing } from './typing.ts';
import { webhookRoutes } from './webhook.ts';

export type Telegram = {
  readonly channel: Channel;
  /** Begins to receive, and keeps at it whatever happens. */
  readonly start: () => void;
  /** To be mounted at the root when updates come by webhook. */
  readonly routes: Hono | undefined;
  /** What an operator must look at now. */
  readonly alarms: () => readonly Alarm[];
  /** How the channel stands, for the operator's page. */
  readonly watched: WatchedChannel;
};

/** Work that a stop waits for. */
const tracked = () => {
  const running = new Set<Promise<unknown>>();
  const add = <T>(work: Promise<T>): Promise<T> => {
    const entry = work
      .catch(() => undefined)
      .finally(() => {
        running.delete(entry);
      });
    running.add(entry);
    return work;
  };
  return { add, ended: () => Promise.all(running) };
};

/** The Telegram channel through the Bot API. Nothing happens before `start`; a wrong token or a dead network is told and waited for. */
export function telegramChannel(options: TelegramOptions): Telegram {
  const { token, clock = realClock, crashPoint = () => {}, webhookUrl } = options;
  const stopping = new AbortController();
  const stopped = stopping.signal;
  const work = tracked();
  const api = new Api(token, clientOf(options));
  const state = standing(clock.now);
  const troubles = emptyTroubles({ ...options, now: clock.now, changed: state.changed });
  const take = intake({ ...options, api, now: clock.now, alongside: work.add });
  const receiving = receivingBy(options, { api, intake: take, troubles, clock, crashPoint, accepted: state.accepted });
  const send = sender({ ...options, api, pace: pace(options.perSecond ?? 28, clock), troubles, stopped, crashPoint });
  const sign = typing(api, clock, stopped);
  const channel: Channel = {
    name: 'telegram',
    pulled: false,
    send: (address, entry, key) => work.add(send(address, entry, key).finally(sign.ending(address))),
    typing: sign.begin,
    stop: async () => {
      stopping.abort();
      await work.ended();
    },
  };
  return {
    channel,
    start: () => {
      void work.add(supervise(receiving, troubles, clock, stopped));
    },
    routes: webhookUrl === undefined ? undefined : webhookRoutes({ token, intake: take, troubles, crashPoint }),
    alarms: troubles.alarms,
    watched: state.watched(troubles.alarms),
  };
}
