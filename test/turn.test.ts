import { describe, expect, it } from 'vitest';
import { memoryState } from '../bot/channels/channel-state.ts';
import type { Conversation } from '../bot/core/conversation.ts';
import { newConversation } from '../bot/core/conversation.ts';
import type { Advance, BoardStatus } from '../bot/core/event.ts';
import type { ReceivedMessage } from '../bot/core/message.ts';
import { transfers } from '../bot/transfers.ts';
import { newCaseCode, type TurnPorts, takeTurn } from '../bot/turn.ts';
import { testClock } from './clock.ts';
import { faultyStore } from './faulty-store.ts';
import { book, NOON, partyOf } from './phone-bot.ts';

const one = partyOf('one');
const text = (said: string, receivedAt = NOON, id = said): ReceivedMessage => ({
  message: { type: 'text', id, at: receivedAt, text: said },
  found: [],
  sealed: [],
  receivedAt,
});

function table(ports: Partial<TurnPorts> = {}) {
  const store = faultyStore();
  const clock = testClock(NOON);
  const taken: Advance[] = [];
  const broken: unknown[] = [];
  const all: TurnPorts = {
    store,
    clock,
    book,
    board: { status: async (): Promise<BoardStatus> => ({ type: 'clear' }) },
    understand: () => null,
    isPulled: () => false,
    taken: (_party, _received, advance) => taken.push(advance),
    broken: (_party, error) => broken.push(error),
    audience: 'participant',
    isFlooding: () => false,
    transfers: transfers(memoryState(), clock),
    ...ports,
  };
  const said = async () =>
    (await store.load(one.id))?.transcript.filter(({ from }) => from === 'bot').map(({ reply }) => reply.text) ?? [];
  return { store, clock, taken, broken, said, take: () => takeTurn(one.id, all) };
}

describe('a turn', () => {
  it('has nothing to do for somebody unknown, and without a waiting message', async () => {
    const { store, take } = table();
    expect(await take()).toBeUndefined();
    await store.receive(one, text('menu'));
    await take();
    expect(await take()).toBeUndefined();
  });

  it('answers only the last of very many that waited', async () => {
    const { store, take, said } = table();
    const photo = (id: string): ReceivedMessage => ({
      ...text(''),
      message: { type: 'photo', id, at: NOON, text: '' },
    });
    for (let count = 0; count < 50; count += 1) await store.receive(one, photo(`photo ${count}`));
    await take();
    expect((await said()).length).toBeLessThanOrEqual(20);
    expect((await said()).length).toBeGreaterThan(0);
    expect((await store.load(one.id))?.inbox).toEqual([]);
  });

  it('commits the state, the replies and the mark that it is done as one', async () => {
    const { store, take } = table();
    await store.receive(one, text('menu'));
    const lines = await take();
    const stored = await store.load(one.id);
    expect(lines).toHaveLength(1);
    expect(stored).toMatchObject({ inbox: [], state: { position: { step: 'G-10' }, askedAt: NOON } });
    expect(stored?.outbox.map(({ seq }) => seq)).toEqual(lines?.map(({ seq }) => seq));
  });

  it('puts nothing in the outbox of a channel that reads the transcript', async () => {
    const { store, take } = table({ isPulled: () => true });
    await store.receive(one, text('menu'));
    await take();
    expect((await store.load(one.id))?.outbox).toEqual([]);
  });

  it('changes nothing when it cannot be stored, and can be taken again', async () => {
    const { store, take } = table();
    await store.receive(one, text('menu'));
    const before = await store.load(one.id);
    store.fail('commit');
    await expect(take()).rejects.toThrow();
    expect(await store.load(one.id)).toEqual(before);
    store.fail();
    expect(await take()).toHaveLength(1);
  });

  it('is told of once, when it is stored, however often it had to be taken', async () => {
    const { store, taken, take } = table();
    await store.receive(one, text('menu'));
    store.fail('commit');
    for (let tries = 0; tries < 3; tries += 1) await expect(take()).rejects.toThrow();
    expect(taken).toEqual([]);
    store.fail();
    await take();
    expect(taken.map(({ decision }) => decision.type)).toEqual(['command']);
  });

  it('that is stored is not taken again because somebody who is told of it fails', async () => {
    const told = () => {
      throw new Error('a fault of the log');
    };
    const { store, broken, said, take } = table({ taken: told });
    await store.receive(one, text('menu'));
    await take();
    expect(await said()).toHaveLength(1);
    expect(await said()).not.toContain(book.texts.broken);
    expect(broken).toHaveLength(1);
  });

  it('takes waiting fragments as one message, and what is apart one after the other', async () => {
    const { store, taken, take } = table();
    for (const received of [text('saya'), text('bingung', NOON + 900), text('menu', NOON + 1_000)])
      await store.receive(one, received);
    await take();
    expect(taken.map(({ decision }) => decision.type)).toEqual(['missed', 'command']);
    expect((await store.load(one.id))?.inbox).toEqual([]);
  });

  it('says once that it was away, however many messages waited', async () => {
    const { store, clock, said, take } = table();
    for (const [hour, words] of ['menu', 'batal', 'menu'].entries())
      await store.receive(one, text(words, NOON + hour * 3_600_000, `m${hour}`));
    clock.pass(4 * 3_600_000);
    await take();
    const delays = (await said()).filter((line) => line === book.texts.delayed);
    expect(delays).toHaveLength(1);
    expect((await said())[0]).toBe(book.texts.delayed);
  });

  it('says nothing of a delay to a message of now', async () => {
    const { store, said, take } = table();
    await store.receive(one, text('menu', NOON - 170_000));
    await take();
    expect(await said()).not.toContain(book.texts.delayed);
  });
});

describe('a fault of the program', () => {
  const poison = (words: string) => {
    if (words === 'racun') throw new Error('a fault');
    return null;
  };

  it('is answered with an apology, told to the operator, and not met again', async () => {
    const { store, broken, said, take } = table({ understand: poison });
    await store.receive(one, text('racun'));
    await take();
    expect(await said()).toEqual([book.texts.broken]);
    expect(broken).toHaveLength(1);
    expect((await store.load(one.id))?.inbox).toEqual([]);
    await store.receive(one, text('menu'));
    await take();
    expect((await said()).length).toBe(2);
    expect(broken).toHaveLength(1);
  });

  it('keeps what came before and after it', async () => {
    const { store, said, take } = table({ understand: poison });
    for (const [index, words] of ['menu', 'racun', 'batal'].entries())
      await store.receive(one, text(words, NOON + index * 31_000));
    await take();
    expect(await said()).toHaveLength(3);
    expect((await said())[1]).toBe(book.texts.broken);
    expect((await said())[2]).toBe(book.texts.cancelled);
  });

  it('in the status board is told to the operator, and the dialogue goes on as if the board were clear', async () => {
    const { store, broken, said, take } = table({ board: { status: () => Promise.reject(new Error('no board')) } });
    await store.receive(one, text('menu'));
    await take();
    expect((await said()).join()).toContain('yang mana?');
    expect(broken).toHaveLength(1);
  });

  it('lets go of a step that nobody can stand on', async () => {
    const { store, said, take } = table();
    const nowhere: Conversation = {
      ...newConversation(),
      question: { type: 'step' },
      position: { step: 'G-10', part: 0 },
      back: [{ step: 'ZZ-99', part: 3 }],
      paused: [{ step: 'ZZ-98', part: 0 }],
    };
    await store.receive(one, text('awal'));
    await store.commit(one.id, { state: nowhere, done: ['awal'], replies: [], at: NOON, pulled: false });
    await store.receive(one, text('kembali'));
    await take();
    expect(await said()).toHaveLength(1);
    expect((await said())[0]).not.toBe(book.texts.broken);
  });
});

it('makes case codes that can be read out', () => {
  const codes = Array.from({ length: 2_000 }, newCaseCode);
  for (const code of codes) expect(code).toMatch(/^JM-[2-9A-HJKMNP-TV-Z]{5}$/);
  expect(new Set(codes).size).toBeGreaterThan(1_990);
});
