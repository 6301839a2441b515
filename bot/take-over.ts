import { isDeepStrictEqual } from 'node:util';
import type { Clock } from './clock.ts';
import { type Conversation, newConversation } from './core/conversation.ts';
import type { Leaving, Store } from './store/store.ts';
import type { Transfers } from './transfers.ts';

export type TakeOverPorts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly transfers: Transfers;
  /** Does a job in the lane of a conversation, where none of its turns comes in between; rejects when the job does. */
  readonly inLane: (conversation: string, job: () => Promise<void>) => Promise<void>;
};

/**
 * Finishes what was taken over by a conversation: its code is used up, and where it was it is let go of. That it is to be done stands in the
 * document of `id` until it is done, so that a crash on the way leaves nothing in two places; every step may be taken again. Rejects when the
 * disk does. Must not be called inside the lane of a conversation: two that took over each other would wait for ever.
 */
export async function finishTakeOvers(id: string, ports: TakeOverPorts): Promise<void> {
  const stored = await ports.store.load(id);
  for (const one of stored?.leaving ?? []) {
    await ports.transfers.usedUp(one.transfer);
    await ports.inLane(one.conversation, () => letGo(one, id, ports));
    await ports.inLane(id, () => markDone(one, id, ports));
  }
}

async function letGo(one: Leaving, id: string, { store, clock }: TakeOverPorts): Promise<void> {
  const there = await store.load(one.conversation);
  if (!there?.state) return;
  const here = await store.load(id);
  const wentOn = (there.turns ?? 0) !== one.turns;
  // What was taken back in the meantime is no copy that may go: the other place is being let go of as well.
  const tookBack = (there.tookOver ?? 0) > one.turns;
  if (tookBack) return;
  const state = wentOn ? withoutCopy(there.state, here?.state ?? null) : emptied(there.state, one);
  if (state === there.state) return;
  await store.commit(one.conversation, { state, done: [], replies: [], at: clock.now(), pulled: true });
}

/** It goes on in one place only; a case that did not come along stays. */
const emptied = (there: Conversation, one: Leaving): Conversation => ({
  ...newConversation(there.audience),
  case: there.case?.code === one.case ? null : there.case,
});

/** Who went on talking there at that moment is not interrupted; but the same case is not kept twice. */
const withoutCopy = (there: Conversation, here: Conversation | null): Conversation =>
  there.case && isDeepStrictEqual(there.case, here?.case) ? { ...there, case: null } : there;

async function markDone(one: Leaving, id: string, { store, clock }: TakeOverPorts): Promise<void> {
  const stored = await store.load(id);
  if (!stored) return;
  const leaving = (stored.leaving ?? []).filter((other) => !isDeepStrictEqual(other, one));
  await store.commit(id, { state: stored.state, done: [], replies: [], at: clock.now(), pulled: true, leaving });
}
