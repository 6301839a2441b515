import type { Channel } from '../../../bot/channels/channel.ts';
import type { IncomingMessage, Reply } from '../../../bot/core/message.ts';
import { emptyTurns } from '../../../bot/store/lowdb/parallel.ts';
import type { OutboxEntry, Party, Store } from '../../../bot/store/store.ts';

/** Moments between the channel and the store. */
export type EchoPoint = 'before-commit' | 'committed' | 'before-settle' | 'settled';

type Setting = {
  readonly store: Store;
  /** Asked for late, because the channel needs `accept` first. */
  readonly channel: () => Channel;
  readonly answer: (message: IncomingMessage) => readonly Reply[];
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Resolves when the marks "sent" are durable; the store by itself writes them a little later. */
  readonly flushed?: () => Promise<void>;
  /** Milliseconds between a message and its turn. */
  readonly quiet?: number;
  readonly crashPoint?: (point: EchoPoint) => void;
};

export type EchoBot = {
  readonly accept: (from: Party, message: IncomingMessage) => Promise<'stored' | 'duplicate'>;
  /** Takes up what an earlier process left. */
  readonly resume: () => Promise<void>;
  readonly ended: () => Promise<void>;
};

/** The smallest bot that a channel can be tried with: durable inbox, one turn a message, durable outbox, in order within a chat. */
export const echoBot = (setting: Setting): EchoBot => {
  const { store, channel, answer, wait, flushed = async () => {}, quiet = 0, crashPoint = () => {} } = setting;
  const turns = emptyTurns();

  const deliver = async (party: Party, entry: OutboxEntry): Promise<void> => {
    for (;;) {
      const sent = await channel().send(party.address, entry, `${party.id}/${entry.seq}`);
      crashPoint('before-settle');
      if (sent.type === 'sent') {
        await store.settle(party.id, entry.seq, sent);
        return await flushed();
      }
      if (sent.type === 'refused')
        return await store.settle(party.id, entry.seq, { type: 'failed', reason: sent.reason });
      await wait(sent.afterMs ?? 50);
    }
  };

  const turn = async (id: string) => {
    const before = await store.load(id);
    if (!before) return;
    const messages = before.inbox.map(({ message }) => message);
    const done = messages.map((message) => message.id);
    crashPoint('before-commit');
    if (done.length > 0)
      await store.commit(id, { state: null, done, replies: messages.flatMap(answer), at: Date.now(), pulled: false });
    crashPoint('committed');
    const after = await store.load(id);
    for (const entry of after?.outbox ?? []) if (entry.failed === undefined) await deliver(before.party, entry);
    crashPoint('settled');
  };

  const takeTurn = (id: string) => turns.take(id, () => turn(id));

  return {
    accept: async (from, message) => {
      const result = await store.receive(from, { message, found: [], sealed: [], receivedAt: Date.now() });
      channel().typing(from.address);
      if (quiet === 0) void takeTurn(from.id);
      else void wait(quiet).then(() => takeTurn(from.id));
      return result;
    },
    resume: async () => {
      for (const id of await store.unfinished()) void takeTurn(id);
    },
    ended: turns.ended,
  };
};
