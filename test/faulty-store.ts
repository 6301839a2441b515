import { memoryStore } from '../bot/store/memory.ts';
import type { Store } from '../bot/store/store.ts';

type Writing = 'receive' | 'commit' | 'settle';

/** A store in memory that fails when told to. */
export type FaultyStore = Store & {
  /** From now on these calls reject; with none of them everything works again. */
  readonly fail: (...calls: readonly (Writing | 'load')[]) => void;
  /** The next commit is kept, and reported as failed: as when only the last sync of the disk did not come through. */
  readonly doubtNextCommit: () => void;
  /** How many calls were refused. */
  readonly refused: () => number;
};

export function faultyStore(store: Store = memoryStore()): FaultyStore {
  let failing: readonly string[] = [];
  let doubted = false;
  let refused = 0;
  const check = (call: string) => {
    if (!failing.includes(call)) return;
    refused += 1;
    throw new Error(`The disk refused to ${call}.`);
  };
  return {
    ...store,
    async receive(to, received) {
      check('receive');
      return store.receive(to, received);
    },
    async load(id) {
      check('load');
      return store.load(id);
    },
    async commit(id, commit) {
      check('commit');
      const lines = await store.commit(id, commit);
      if (!doubted) return lines;
      doubted = false;
      throw new Error('The disk did not say whether it kept the commit.');
    },
    async settle(id, seq, result) {
      check('settle');
      return store.settle(id, seq, result);
    },
    fail(...calls) {
      failing = calls;
    },
    doubtNextCommit() {
      doubted = true;
    },
    refused: () => refused,
  };
}
