import { expect, test } from 'vitest';
import type { ReceivedMessage } from '../../bot/core/message.ts';
import { party, text, turn } from './samples.ts';
import type { OpenedStore } from './suite.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

/** How much every store keeps. */
export const limits = (open: () => Promise<OpenedStore>) => {
  const long = (id: string): ReceivedMessage => ({
    ...text(id),
    message: { id, at: 1000, type: 'text', text: 'x'.repeat(9_000) },
  });

  test('of long lines the transcript keeps the newest that hold 100,000 units together, without a gap', async () => {
    const { store } = await open();
    for (const number of numbers(5)) await store.receive(party('a'), text(`m${number}`));
    for (const number of numbers(30)) await store.receive(party('a'), long(`l${number}`));
    const document = await store.load('a');
    expect(document?.transcript.map(({ seq }) => seq)).toEqual(numbers(11).map((number) => number + 25));
    expect(document?.inbox).toHaveLength(35);
    expect(await store.receive(party('a'), text('m0'))).toBe('duplicate');
  });

  test('the newest ten lines are kept however long they are, and what is not sent is kept whole', async () => {
    const { reopen, store } = await open();
    await store.receive(party('a'), text('m1'));
    const replies = numbers(30).map((number) => `${number} ${'y'.repeat(50_000)}`);
    await store.commit('a', turn(['m1'], replies));
    const document = await (await reopen()).load('a');
    expect(document?.transcript).toHaveLength(10);
    expect(document?.outbox.map(({ reply }) => reply.text)).toEqual(replies);
  });

  test('of the replies that were given up the last twenty are kept, and of the others all', async () => {
    const { store } = await open();
    await store.receive(party('a'), text('m1'));
    await store.commit(
      'a',
      turn(
        ['m1'],
        numbers(60).map((number) => `reply ${number}`),
      ),
    );
    for (const number of numbers(30)) await store.settle('a', number + 2, { type: 'failed', reason: 'blocked' });
    const outbox = (await store.load('a'))?.outbox ?? [];
    expect(outbox.filter(({ failed }) => failed).map(({ seq }) => seq)).toEqual(
      numbers(20).map((number) => number + 12),
    );
    expect(outbox.filter(({ failed }) => !failed).map(({ seq }) => seq)).toEqual(
      numbers(30).map((number) => number + 32),
    );
  });

  test('a message is read again however long its parts have become', async () => {
    const { reopen, store } = await open();
    const id = 'i'.repeat(900);
    const press: ReceivedMessage = {
      ...text('m1'),
      message: { id, at: 1000, type: 'choice', option: '⟨email⟩'.repeat(90), text: '⟨email⟩ '.repeat(90) },
    };
    await store.receive(party('a'), press);
    const again = await reopen();
    expect((await again.load('a'))?.inbox).toEqual([press]);
    expect(again.alarms()).toEqual([]);
  });
};
