import { describe, expect, it } from 'vitest';
import type { Bot } from '../bot/bot.ts';
import type { Channel } from '../bot/channels/channel.ts';
import { memoryState } from '../bot/channels/channel-state.ts';
import { memoryStore } from '../bot/store/memory.ts';
import { type Commit, type Party, type Store, storedConversation } from '../bot/store/store.ts';
import { transfers } from '../bot/transfers.ts';
import { testClock } from './clock.ts';
import { faultyStore } from './faulty-store.ts';
import { usualBot } from './usual-bot.ts';
import { MONDAY } from './world.ts';

const partyOf = (name: string): Party => ({ id: name, channel: 'test', address: name });
const channel: Channel = {
  name: 'test',
  pulled: true,
  send: async () => ({ type: 'sent' }),
  typing: () => {},
  stop: async () => {},
};

/** People who talk to one bot, on a store into whose commits a test can come. */
function town() {
  const clock = testClock(MONDAY);
  const kept = memoryStore();
  const control: { before: (id: string, commit: Commit) => Promise<void> } = { before: async () => {} };
  const store = faultyStore({
    ...kept,
    async commit(id, commit) {
      await control.before(id, commit);
      return kept.commit(id, commit);
    },
  });
  const alarms: string[] = [];
  const desk = transfers(memoryState(), clock);
  const open = (): Bot =>
    usualBot({ store, clock, transfers: desk, channels: () => [channel], alarm: (text) => alarms.push(text) });
  let bot = open();
  let count = 0;
  const accept = async (name: string, text: string) => {
    count += 1;
    await bot.accept(partyOf(name), { type: 'text', id: `m${count}`, at: clock.now(), text });
  };
  const lines = async (name: string) =>
    (await kept.load(name))?.transcript.filter(({ from }) => from === 'bot').map(({ reply }) => reply.text) ?? [];
  const say = async (name: string, ...texts: readonly string[]) => {
    const before = (await lines(name)).length;
    for (const text of texts) {
      clock.pass(1_500);
      await accept(name, text);
      await bot.idle();
    }
    return (await lines(name)).slice(before).join('\n');
  };
  return {
    store,
    control,
    alarms,
    accept,
    say,
    idle: () => bot.idle(),
    /** Lets time pass in steps of a second, with the work done at each. */
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        clock.pass(1_000);
        await bot.idle();
      }
    },
    /** The process ends as it stands, and another one begins. */
    async restart() {
      await bot.stop();
      bot = open();
      await bot.start();
      await bot.idle();
    },
    cases: () => casesIn(kept),
    state: async (name: string) => (await kept.load(name))?.state,
  };
}

const casesIn = async (store: Store) =>
  (await store.cases()).map(({ conversation, case: { code } }) => `${conversation} ${code}`).sort();

const codeIn = (text: string): string => /\/lanjut (\S{4}-\S{4})/.exec(text)?.[1] ?? expect.unreachable(text);
const caseIn = (text: string): string => /JM-\w{5}/.exec(text)?.[0] ?? expect.unreachable(text);

const almost = (name: string) => ['mau bicara petugas', 'ya', name, 'lewati', 'lewati'];
const wholeForm = (name: string) => [...almost(name), 'tidak bisa login sejak kemarin'];

type Town = ReturnType<typeof town>;

/** Somebody who has a case, with its number and the code for going on elsewhere. */
async function withCase({ say }: Town, name: string) {
  const told = await say(name, ...wholeForm('Budi Santoso'));
  return { number: caseIn(told), code: codeIn(told) };
}

const isLettingGo = (name: string) => (id: string, commit: Commit) => id === name && commit.done.length === 0;

describe('a case', () => {
  it('comes along and is there once', async () => {
    const here = town();
    const { number, code } = await withCase(here, 'A');
    expect(await here.say('B', `/lanjut ${code}`)).toContain('Ketemu');
    expect(await here.cases()).toEqual([`B ${number}`]);
    expect(await here.state('A')).toMatchObject({ case: null, position: null, trail: [] });
    expect(await here.store.unfinished()).toEqual([]);
  });

  it('stays where it is when the other place has one of its own, and both numbers are said', async () => {
    const here = town();
    const [there, mine] = [await withCase(here, 'D'), await withCase(here, 'E')];
    const told = await here.say('E', `/lanjut ${there.code}`);
    expect(told).toContain('Ketemu');
    expect(told).toContain(there.number);
    expect(told).toContain(mine.number);
    expect(await here.cases()).toEqual([`D ${there.number}`, `E ${mine.number}`]);
    expect((await here.state('D'))?.position).toBeNull();
  });

  it('of the taker stays when what it takes over has none, or one that was taken back', async () => {
    const here = town();
    const mine = await withCase(here, 'E');
    await here.say('E', `/lanjut ${codeIn(await here.say('A', 'pindah'))}`);
    expect(await here.cases()).toEqual([`E ${mine.number}`]);
    const there = await withCase(here, 'D');
    await here.say('D', 'batalin laporannya');
    const told = await here.say('E', `/lanjut ${there.code}`);
    expect(told).toContain('Ketemu');
    expect(told).not.toContain(there.number);
    expect(await here.cases()).toEqual([`E ${mine.number}`]);
  });

  it('that was taken back here makes way for the one that comes along', async () => {
    const here = town();
    await withCase(here, 'E');
    await here.say('E', 'batalin laporannya');
    const there = await withCase(here, 'D');
    await here.say('E', `/lanjut ${there.code}`);
    expect(await here.cases()).toEqual([`E ${there.number}`]);
  });

  it('of somebody else who uses the phone later cannot be had by a code from before', async () => {
    const here = town();
    const first = await withCase(here, 'A');
    const another = codeIn(await here.say('A', 'pindah'));
    await here.say('B', `/lanjut ${first.code}`);
    const second = await withCase(here, 'A');
    for (const code of [first.code, another]) expect(await here.say('C', `/lanjut ${code}`)).toContain('tidak ketemu');
    expect(await here.cases()).toEqual([`A ${second.number}`, `B ${first.number}`]);
  });
});

it('does not forget that the taker was in danger', async () => {
  const here = town();
  await here.say('B', 'saya mau bunuh diri');
  const before = (await here.state('B'))?.dangerAt;
  expect(before).toBeGreaterThan(0);
  await here.say('B', `/lanjut ${codeIn(await here.say('A', 'pindah'))}`);
  expect((await here.state('B'))?.dangerAt).toBe(before);
});

describe('a take-over that is interrupted', () => {
  const failing = async () => {
    const here = town();
    const there = await withCase(here, 'A');
    const letsGo = isLettingGo('A');
    here.control.before = async (id, commit) => {
      if (letsGo(id, commit)) throw new Error('ENOSPC');
    };
    await here.say('B', `/lanjut ${there.code}`);
    expect(await here.cases()).toEqual([`A ${there.number}`, `B ${there.number}`]);
    expect(await here.store.unfinished()).toEqual(['B']);
    return { ...here, number: there.number, free: () => Object.assign(here.control, { before: async () => {} }) };
  };

  it('is told to the operator and finished when the disk works again', async () => {
    const { alarms, cases, free, number, pass, store } = await failing();
    await pass(5);
    expect(alarms.join()).toContain('goes on elsewhere');
    free();
    await pass(31);
    expect(await cases()).toEqual([`B ${number}`]);
    expect(await store.unfinished()).toEqual([]);
  });

  it('is finished at the next start', async () => {
    const { cases, free, number, restart, state, store } = await failing();
    free();
    await restart();
    expect(await cases()).toEqual([`B ${number}`]);
    expect((await state('A'))?.position).toBeNull();
    expect(await store.unfinished()).toEqual([]);
  });

  it('leaves alone who went on talking meanwhile, but for the case, which is kept once', async () => {
    const { cases, free, number, restart, say, state } = await failing();
    await say('A', 'menu');
    free();
    await restart();
    expect(await cases()).toEqual([`B ${number}`]);
    expect((await state('A'))?.position).toEqual({ step: 'G-10', part: 0 });
  });

  it('does not take the case from who brought it back in the meantime', async () => {
    const { cases, control, free, number, restart, say, state } = await failing();
    control.before = async (_id, commit) => {
      if (commit.done.length === 0) throw new Error('ENOSPC');
    };
    const back = codeIn(await say('B', 'pindah'));
    expect(await say('A', `/lanjut ${back}`)).toContain('Ketemu');
    free();
    await restart();
    expect(await cases()).toEqual([`A ${number}`]);
    expect((await state('B'))?.case).toBeNull();
  });

  it('before it was stored, is taken again with the same code', async () => {
    const here = town();
    const { number, code } = await withCase(here, 'A');
    here.store.fail('commit');
    await here.say('B', `/lanjut ${code}`);
    expect(await here.say('C', 'halo')).toBe('');
    await here.pass(5);
    here.store.fail();
    await here.pass(31);
    expect(await here.cases()).toEqual([`B ${number}`]);
    expect(await here.store.unfinished()).toEqual([]);
  });

  it('after it was stored and not confirmed, is finished all the same', async () => {
    const here = town();
    const { number, code } = await withCase(here, 'A');
    here.store.doubtNextCommit();
    await here.say('B', `/lanjut ${code}`);
    await here.pass(5);
    expect(await here.cases()).toEqual([`B ${number}`]);
    for (const name of ['B', 'C']) expect(await here.say(name, `/lanjut ${code}`)).toContain('tidak ketemu');
    expect(await here.cases()).toEqual([`B ${number}`]);
  });
});

describe('take-overs at the same time', () => {
  it('as a turn that opens a case leave that case where its number was told', async () => {
    const here = town();
    const code = codeIn(await here.say('A', 'pindah'));
    await here.say('A', ...almost('Budi Santoso'));
    here.control.before = async (id) => {
      if (id !== 'B') return;
      here.control.before = async () => {};
      await here.accept('A', 'tidak bisa login sejak kemarin');
      while ((await here.store.load('A'))?.inbox.length !== 0) await new Promise(setImmediate);
    };
    await here.say('B', `/lanjut ${code}`);
    await here.idle();
    const [found, ...others] = await here.cases();
    expect(others).toEqual([]);
    expect(found).toMatch(/^A /);
    expect((await here.state('A'))?.case?.code).toBe(found?.slice(2));
  });

  it('of two conversations by each other come to an end', async () => {
    const here = town();
    const [one, two] = [codeIn(await here.say('A', 'pindah')), codeIn(await here.say('B', 'pindah'))];
    await Promise.all([here.accept('A', `/lanjut ${two}`), here.accept('B', `/lanjut ${one}`)]);
    await here.idle();
    expect(await here.store.unfinished()).toEqual([]);
  });
});

it('reads documents from before there were take-overs to finish', () => {
  const old = {
    version: 1,
    party: partyOf('A'),
    state: null,
    inbox: [],
    outbox: [],
    transcript: [],
    seen: [],
    lastSeq: 0,
  };
  expect(storedConversation.parse(old)).toEqual(old);
});
