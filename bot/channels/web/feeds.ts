import type { Feed, Sign } from './feed.ts';

/** Calls `run` each `ms` milliseconds until the returned function is called. */
export type Every = (ms: number, run: () => void) => () => void;

export const everyInterval: Every = (ms, run) => {
  const timer = setInterval(run, ms);
  return () => clearInterval(timer);
};

const beatMs = 20_000;

export type FeedLimits = { readonly perConversation: number; readonly total: number };

/** All open event streams, by conversation. */
export function feeds(limits: FeedLimits, every: Every) {
  const open = new Map<string, readonly Feed[]>();
  let total = 0;
  let stopped = false;
  let stopBeat: (() => void) | undefined;

  const beat = () => {
    for (const feed of [...open.values()].flat()) {
      // A reader that took nothing since the last beat is gone, or will connect again.
      if (!feed.wake('beat')) feed.end();
    }
  };
  const remove = (conversation: string, feed: Feed) => {
    const rest = (open.get(conversation) ?? []).filter((other) => other !== feed);
    if (rest.length > 0) open.set(conversation, rest);
    else open.delete(conversation);
    total -= 1;
    if (total > 0) return;
    stopBeat?.();
    stopBeat = undefined;
  };

  return {
    hasRoom: (): boolean => !stopped && total < limits.total,
    /** Follows the feed until it is done. The oldest of a conversation with too many is told to give way: it may be a dead connection. */
    add: async (conversation: string, feed: Feed): Promise<void> => {
      const others = open.get(conversation) ?? [];
      for (const old of others.slice(0, Math.max(0, others.length + 1 - limits.perConversation))) old.wake('replaced');
      open.set(conversation, [...others, feed]);
      total += 1;
      stopBeat ??= every(beatMs, beat);
      await feed.done;
      remove(conversation, feed);
    },
    wake: (conversation: string, sign: Sign): void => {
      for (const feed of open.get(conversation) ?? []) feed.wake(sign);
    },
    stop: async (): Promise<void> => {
      stopped = true;
      const all = [...open.values()].flat();
      for (const feed of all) feed.end();
      await Promise.all(all.map((feed) => feed.done));
    },
  };
}
