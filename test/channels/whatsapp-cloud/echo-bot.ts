import type { Channel } from '../../../bot/channels/channel.ts';
import type { Clock } from '../../../bot/clock.ts';
import type { IncomingMessage, Reply } from '../../../bot/core/message.ts';
import { lanes } from '../../../bot/lanes.ts';
import { deliver } from '../../../bot/outbox.ts';
import type { Party, Store } from '../../../bot/store/store.ts';

/** Moments between the channel and the store. */
export const echoPoints = ['before-commit', 'committed', 'before-settle'] as const;
export type EchoPoint = (typeof echoPoints)[number];

type Setting = {
  readonly store: Store;
  readonly clock: Clock;
  /** Asked for late, because the channel needs `accept` first. */
  readonly channel: () => Channel;
  readonly answer: (message: IncomingMessage) => readonly Reply[];
  readonly crashPoint?: (point: EchoPoint) => void;
};

export type EchoBot = {
  readonly accept: (from: Party, message: IncomingMessage) => Promise<'stored' | 'duplicate'>;
  /** Takes up what an earlier process left. */
  readonly resume: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Says something that nobody asked for. */
  readonly announce: (id: string, text: string) => Promise<void>;
  /** Replies that were given up. */
  readonly failures: readonly string[];
};

/** The smallest bot that a channel can be tried with: durable inbox, turns in order, and the outbox as it is. */
export function echoBot({ store, clock, channel, answer, crashPoint = () => {} }: Setting): EchoBot {
  const work = lanes();
  const failures: string[] = [];
  const timers = new Set<() => void>();
  let stopped = false;

  const watched: Store = {
    ...store,
    settle: (id, seq, result) => {
      crashPoint('before-settle');
      return store.settle(id, seq, result);
    },
  };
  const send = (id: string, ms: number): void => {
    if (stopped) return;
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      void work.run(`send ${id}`, () => flush(id));
    });
    timers.add(cancel);
  };
  const flush = async (id: string) => {
    if (stopped) return;
    const failed = (_: Party, reason: string) => void failures.push(reason);
    await deliver(id, { store: watched, clock, channel, again: send, failed });
  };
  const commit = async (id: string, done: readonly string[], replies: readonly Reply[]) => {
    crashPoint('before-commit');
    await store.commit(id, { state: null, done, replies, at: clock.now(), pulled: false });
    crashPoint('committed');
    send(id, 0);
  };
  const turn = async (id: string) => {
    const before = await store.load(id);
    if (!before || before.inbox.length === 0) return;
    channel().typing(before.party.address);
    const messages = before.inbox.map(({ message }) => message);
    await commit(
      id,
      messages.map((message) => message.id),
      messages.flatMap(answer),
    );
  };
  const wake = (id: string) => void work.run(id, () => turn(id));

  return {
    accept: async (from, message) => {
      const result = await store.receive(from, { message, found: [], sealed: [], receivedAt: clock.now() });
      if (result === 'stored') wake(from.id);
      return result;
    },
    resume: async () => {
      for (const id of await store.unfinished()) {
        wake(id);
        send(id, 0);
      }
    },
    stop: async () => {
      stopped = true;
      for (const cancel of timers) cancel();
      await work.idle();
    },
    announce: (id, text) => work.run(id, () => commit(id, [], [{ text, options: [] }])),
    failures,
  };
}
