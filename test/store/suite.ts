import { describe, expect, test } from 'vitest';
import type { Store } from '../../bot/store/store.ts';
import { handover, party, text, turn, withCase } from './samples.ts';
import { limits } from './suite-limits.ts';

export type OpenedStore = {
  readonly store: Store;
  /** Closes the store and opens what it kept. */
  readonly reopen: () => Promise<Store>;
};

type Open = () => Promise<OpenedStore>;

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

const receiving = (open: Open) => {
  test('a message is in the inbox and in the transcript after it was received', async () => {
    const { reopen, store } = await open();
    expect(await store.receive(party('a'), text('m1'))).toBe('stored');
    const document = await (await reopen()).load('a');
    expect(document?.party).toEqual(party('a'));
    expect(document?.state).toBeNull();
    expect(document?.inbox).toEqual([text('m1')]);
    expect(document?.transcript).toEqual([
      { seq: 1, from: 'participant', reply: { text: 'text m1', options: [] }, at: 1001, messageId: 'm1' },
    ]);
  });

  test('the same message id again is a duplicate, also after it was answered', async () => {
    const { reopen, store } = await open();
    await store.receive(party('a'), text('m1'));
    expect(await store.receive(party('a'), text('m1'))).toBe('duplicate');
    await store.commit('a', turn(['m1'], ['hello']));
    const again = await reopen();
    expect(await again.receive(party('a'), text('m1'))).toBe('duplicate');
    expect((await again.load('a'))?.inbox).toEqual([]);
  });

  test('the same message id in another conversation is another message', async () => {
    const { store } = await open();
    await store.receive(party('a'), text('m1'));
    expect(await store.receive(party('b'), text('m1'))).toBe('stored');
  });

  test('of the same message received many times at once one is stored', async () => {
    const { store } = await open();
    const outcomes = await Promise.all(numbers(10).map(() => store.receive(party('a'), text('m1'))));
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
    expect((await store.load('a'))?.inbox).toHaveLength(1);
  });

  test('messages received at once keep the order in which they were given', async () => {
    const { reopen, store } = await open();
    const ids = numbers(20).map((number) => `m${number}`);
    await Promise.all(ids.map((id) => store.receive(party('a'), text(id))));
    const document = await (await reopen()).load('a');
    expect(document?.inbox.map(({ message }) => message.id)).toEqual(ids);
    expect(document?.transcript.map(({ seq }) => seq)).toEqual(numbers(20).map((number) => number + 1));
  });

  test('the address of the newest message is the one to answer to', async () => {
    const { store } = await open();
    await store.receive(party('a', 'old'), text('m1'));
    await store.receive(party('a', 'new'), text('m2'));
    expect((await store.load('a'))?.party.address).toBe('new');
  });

  test('an unknown conversation is undefined', async () => {
    const { store } = await open();
    expect(await store.load('nobody')).toBeUndefined();
  });

  test('the inbox loses nothing, while transcript and ids keep the last 200', async () => {
    const { reopen, store } = await open();
    for (const number of numbers(230)) await store.receive(party('a'), text(`m${number}`));
    const again = await reopen();
    const document = await again.load('a');
    expect(document?.inbox).toHaveLength(230);
    expect(document?.seen).toHaveLength(200);
    expect(document?.transcript).toHaveLength(200);
    expect(document?.transcript.at(-1)?.seq).toBe(230);
    expect(await again.receive(party('a'), text('m0'))).toBe('duplicate');
  });
};

const committing = (open: Open) => {
  test('a turn keeps state, replies and what it answered in one step', async () => {
    const { reopen, store } = await open();
    await store.receive(party('a'), text('m1'));
    const lines = await store.commit('a', turn(['m1'], ['one', 'two']));
    expect(lines).toEqual([
      { seq: 2, from: 'bot', reply: { text: 'one', options: [] }, at: 2000 },
      { seq: 3, from: 'bot', reply: { text: 'two', options: [] }, at: 2000 },
    ]);
    const document = await (await reopen()).load('a');
    expect(document?.state).toEqual(turn([], []).state);
    expect(document?.inbox).toEqual([]);
    expect(document?.transcript.slice(1)).toEqual(lines);
    expect(document?.outbox).toEqual(lines.map(({ seq, reply, at }) => ({ seq, reply, at, attempts: 0 })));
  });

  test('a message that came in during the turn stays in the inbox', async () => {
    const { store } = await open();
    await store.receive(party('a'), text('m1'));
    await Promise.all([store.receive(party('a'), text('m2')), store.commit('a', turn(['m1'], ['one']))]);
    expect((await store.load('a'))?.inbox.map(({ message }) => message.id)).toEqual(['m2']);
  });

  test('replies of a channel that pulls are in the transcript alone', async () => {
    const { store } = await open();
    await store.receive(party('a'), text('m1'));
    await store.commit('a', turn(['m1'], ['one'], { pulled: true }));
    const document = await store.load('a');
    expect(document?.outbox).toEqual([]);
    expect(document?.transcript.at(-1)?.reply.text).toBe('one');
  });

  test('a turn that answers a message a second time is refused and changes nothing', async () => {
    const { store } = await open();
    await store.receive(party('a'), text('m1'));
    await store.commit('a', turn(['m1'], ['one']));
    const before = await store.load('a');
    await expect(store.commit('a', turn(['m1'], ['again']))).rejects.toThrow('was answered before');
    expect(await store.load('a')).toEqual(before);
  });

  test('a turn of an unknown conversation is refused', async () => {
    const { store } = await open();
    await expect(store.commit('nobody', turn([], ['hello']))).rejects.toThrow('Nothing is stored');
    expect(await store.load('nobody')).toBeUndefined();
  });

  test('what was loaded does not change with later writes', async () => {
    const { store } = await open();
    await store.receive(party('a'), text('m1'));
    const loaded = await store.load('a');
    await store.commit('a', turn(['m1'], ['one']));
    expect(loaded?.inbox).toHaveLength(1);
    expect(loaded?.outbox).toEqual([]);
  });
};

const answered = async (open: Open) => {
  const opened = await open();
  await opened.store.receive(party('a'), text('m1'));
  await opened.store.commit('a', turn(['m1'], ['one', 'two']));
  return opened;
};

const settling = (open: Open) => {
  test('a sent reply leaves the outbox and stays in the transcript', async () => {
    const { reopen, store } = await answered(open);
    await store.settle('a', 2, { type: 'sent' });
    expect((await store.load('a'))?.outbox.map(({ seq }) => seq)).toEqual([3]);
    const document = await (await reopen()).load('a');
    expect(document?.outbox.map(({ seq }) => seq)).toEqual([3]);
    expect(document?.transcript.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test('a reply to be tried again keeps its place and counts the attempts', async () => {
    const { reopen, store } = await answered(open);
    await store.settle('a', 2, { type: 'retry', notBefore: 5000 });
    await store.settle('a', 2, { type: 'retry', notBefore: 9000 });
    const again = await reopen();
    expect((await again.load('a'))?.outbox[0]).toMatchObject({ seq: 2, attempts: 2, notBefore: 9000 });
    expect(await again.unfinished()).toEqual(['a']);
  });

  test('a reply that was given up is kept with the reason and is not to be sent', async () => {
    const { reopen, store } = await answered(open);
    await store.settle('a', 2, { type: 'failed', reason: 'blocked' });
    await store.settle('a', 3, { type: 'sent' });
    const again = await reopen();
    expect((await again.load('a'))?.outbox).toMatchObject([{ seq: 2, failed: 'blocked' }]);
    expect(await again.unfinished()).toEqual([]);
  });

  test('settling what is not in the outbox changes nothing', async () => {
    const { store } = await answered(open);
    const before = await store.load('a');
    await store.settle('a', 77, { type: 'retry', notBefore: 1 });
    await store.settle('nobody', 1, { type: 'sent' });
    await store.settle('nobody', 1, { type: 'failed', reason: 'gone' });
    expect(await store.load('a')).toEqual(before);
    expect(await store.load('nobody')).toBeUndefined();
  });
};

const listing = (open: Open) => {
  test('unfinished are conversations with a message to handle or a reply to send', async () => {
    const { reopen, store } = await open();
    for (const id of ['a', 'b', 'c']) await store.receive(party(id), text('m1'));
    await store.commit('b', turn(['m1'], ['unsent']));
    await store.commit('c', turn(['m1'], ['pulled'], { pulled: true }));
    expect([...(await store.unfinished())].sort()).toEqual(['a', 'b']);
    await store.settle('b', 2, { type: 'sent' });
    expect(await store.unfinished()).toEqual(['a']);
    expect(await (await reopen()).unfinished()).toEqual(['a']);
  });

  test('a conversation with a take-over to finish is unfinished until that is done', async () => {
    const { reopen, store } = await open();
    const leaving = [{ conversation: 'b', turns: 3, case: 'JM-23456', transfer: 'key' }];
    await store.receive(party('a'), text('m1'));
    await store.commit('a', turn(['m1'], [], { leaving }));
    const again = await reopen();
    expect(await again.unfinished()).toEqual(['a']);
    expect(await again.load('a')).toMatchObject({ turns: 1, tookOver: 1, leaving });
    await again.receive(party('a'), text('m2'));
    await again.commit('a', turn(['m2'], [], { pulled: true }));
    expect(await again.load('a')).toMatchObject({ turns: 2, tookOver: 1, leaving });
    await again.commit('a', turn([], [], { leaving: [] }));
    expect(await again.unfinished()).toEqual([]);
    expect(await (await reopen()).load('a')).toMatchObject({ turns: 2, tookOver: 1, leaving: [] });
  });

  test('open cases come oldest first, closed ones not at all', async () => {
    const { reopen, store } = await open();
    const found = { a: handover('A', 300), b: handover('B', 100), c: handover('C', 200) };
    for (const [id, opened] of Object.entries(found)) {
      await store.receive(party(id), text('m1'));
      await store.commit(id, turn(['m1'], [], withCase(opened)));
    }
    await store.commit('c', turn([], [], withCase(handover('C', 200, 'closed'))));
    const expected = [
      { conversation: 'b', case: found.b },
      { conversation: 'a', case: found.a },
    ];
    expect(await store.cases()).toEqual(expected);
    expect(await (await reopen()).cases()).toEqual(expected);
  });

  test('a store in order has no alarms', async () => {
    const { store } = await answered(open);
    expect(store.alarms()).toEqual([]);
  });
};

/** What every store must do. */
export const describeStore = (name: string, open: Open): void => {
  describe(`${name}: receiving`, () => receiving(open));
  describe(`${name}: limits`, () => limits(open));
  describe(`${name}: committing`, () => committing(open));
  describe(`${name}: settling`, () => settling(open));
  describe(`${name}: listing`, () => listing(open));
};
