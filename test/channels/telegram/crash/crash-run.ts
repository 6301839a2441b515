import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BotApi, startBotApi } from '../../../servers/bot-api.ts';
import { type ChildSetting, type Plan, partsOf } from './crash-plan.ts';

export type CrashResult = {
  readonly kills: number;
  readonly messages: number;
  readonly lost: readonly string[];
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly violations: readonly string[];
};

const child = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

const killsInARow = 3;

const start = (setting: ChildSetting): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, JSON.stringify(setting)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** What each chat must read in the end, in order. */
type Expected = Map<number, string[]>;

/** One round of what participants do: a text, a long answer, a menu and a press on the button of the round before. */
const act = (api: BotApi, chat: number, round: number, expected: Expected) => {
  const read = expected.get(chat) ?? [];
  if (round > 0) read.push(`tekan p${api.presses(chat, 'Tidak bisa login')}`);
  api.says(chat, `satu ${round}`);
  api.says(chat, `panjang ${round}`);
  api.says(chat, `menu ${round}`);
  read.push(`jawab satu ${round}`, ...partsOf(`panjang ${round}`), `pilih menu ${round}`);
  expected.set(chat, read);
};

const withoutRepeats = (texts: readonly string[]) => texts.filter((text, place) => text !== texts[place - 1]);

const outcome = (api: BotApi, expected: Expected) => {
  const chats = [...expected].map(([chat, wanted]) => {
    const read = api.read(chat);
    const once = withoutRepeats(read);
    return {
      lost: wanted.filter((text) => !read.includes(text)).map((text) => `${chat}: ${text.slice(0, 30)}`),
      doubled: read.length - once.length,
      outOfOrder: once.filter((text, place) => text !== wanted[place]).length,
    };
  });
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
  return {
    lost: chats.flatMap(({ lost }) => lost),
    doubled: sum(chats.map(({ doubled }) => doubled)),
    outOfOrder: sum(chats.map(({ outOfOrder }) => outOfOrder)),
  };
};

const allRead = (api: BotApi, expected: Expected) =>
  [...expected].every(([chat, wanted]) => new Set(api.read(chat)).size >= wanted.length);

/**
 * Kills a bot so many times at the points of the plans, which must be of one kind, then lets one run to its end and counts what the
 * participants read.
 */
export const crashRun = async (plans: readonly [Plan, ...Plan[]], kills: number): Promise<CrashResult> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'telegram-crash-'));
  const api = await startBotApi();
  const expected: Expected = new Map();
  const chats = Array.from({ length: plans[0].chats }, (_, chat) => chat + 1);
  const common = { folder, apiRoot: api.url, token: api.token, quiet: plans[0].quiet, hook: plans[0].hook };
  const round = (count: number) => {
    for (const chat of chats) act(api, chat, count, expected);
  };
  const runToTheEnd = async () => {
    const running = start({ ...common, point: '', after: 0 });
    await api.until('all is answered', () => allRead(api, expected), 20_000).catch(() => undefined);
    if (running.exitCode !== null) throw new Error('The bot ended by itself; its words are above.');
    running.kill('SIGTERM');
    await once(running, 'exit');
  };
  try {
    // The first round shows the menus whose buttons are pressed later.
    round(0);
    await runToTheEnd();
    for (let kill = 1; kill <= kills; kill += 1) {
      round(kill);
      const plan = plans[kill % plans.length] ?? plans[0];
      const running = start({ ...common, point: plan.point, after: 1 + (kill % plan.passes) });
      const [, signal] = await once(running, 'exit');
      if (signal !== 'SIGKILL') throw new Error(`The bot ended by itself before it reached “${plan.point}”.`);
      // Several kills in a row leave more to take up than one.
      if (kill % killsInARow === 0 || kill === kills) await runToTheEnd();
    }
    const messages = [...expected.values()].flat().length;
    return { kills, messages, ...outcome(api, expected), violations: api.violations };
  } finally {
    await api.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
