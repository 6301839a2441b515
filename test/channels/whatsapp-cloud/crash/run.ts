import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { webhookPath } from '../../../../bot/channels/whatsapp-cloud/options.ts';
import { type CloudApi, startCloudApi } from '../../../servers/cloud-api.ts';
import { type Point, partsOf } from './plan.ts';

export type CrashResult = {
  readonly point: Point;
  readonly kills: number;
  readonly messages: number;
  readonly lost: number;
  readonly doubled: number;
  readonly disordered: number;
  readonly violations: readonly string[];
};

const child = fileURLToPath(new URL('./child.ts', import.meta.url));
const people = ['6281000000001', '6281000000002', 'ID.3'];

type Running = { readonly process: ChildProcess; readonly ended: Promise<unknown> };

/** Starts a bot and points the webhooks at it. */
async function start(api: CloudApi, folder: string, point: string, after: number): Promise<Running> {
  const setting = JSON.stringify({ folder, apiRoot: api.url, point, after });
  const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, setting], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(running, 'exit');
  const address = await Promise.race([once(running.stdout, 'data').then(String), ended.then(() => undefined)]);
  // It may have killed itself while it took up what was left.
  if (address !== undefined) await api.setHook(`${address.trim()}${webhookPath}`).catch(() => undefined);
  return { process: running, ended };
}

/** What each participant must read in the end. */
type Expected = Map<string, string[]>;

/** One round of what a participant does: a text, a long answer, a menu and a press. */
function act(api: CloudApi, person: string, round: number, expected: Expected): void {
  const wanted = expected.get(person) ?? [];
  api.says(person, `satu ${round}`);
  api.says(person, `panjang ${round}`);
  api.says(person, `menu ${round}`);
  wanted.push(`jawab satu ${round}`, ...partsOf(`panjang ${round}`), `pilih menu ${round}`);
  const hasMenu = api.read(person).some((text) => text.startsWith('pilih'));
  if (hasMenu) wanted.push(`tekan ${api.presses(person, 'Wajah gagal')}`);
  expected.set(person, wanted);
}

function outcome(api: CloudApi, expected: Expected) {
  const found = [...expected].map(([person, wanted]) => {
    const read = api.read(person);
    const once = [...new Set(read)];
    return {
      lost: wanted.filter((text) => !read.includes(text)).length,
      doubled: read.length - once.length,
      disordered: once.filter((text, place) => text !== wanted[place]).length,
    };
  });
  const sum = (key: 'lost' | 'doubled' | 'disordered') => found.reduce((total, one) => total + one[key], 0);
  return { lost: sum('lost'), doubled: sum('doubled'), disordered: sum('disordered') };
}

const quiet = (api: CloudApi, expected: Expected) => () =>
  api.unconfirmed() === 0 &&
  [...expected].every(([person, wanted]) => wanted.every((text) => api.read(person).includes(text)));

/** `held`: the window is closed when the first replies go out, so that they are held and released. */
function trouble(api: CloudApi, point: Point): void {
  if (point === 'held')
    for (const address of people) api.fault({ address, times: 1, act: { type: 'error', code: 131047, status: 400 } });
}

/** Kills a bot so often at one point while participants write, and reads from their phones what came of it. */
export async function crashAt(point: Point, kills: number): Promise<CrashResult> {
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-cloud-crash-'));
  const api = await startCloudApi({ againAfter: 30 });
  const expected: Expected = new Map();
  let killed = 0;
  for (let round = 0; killed < kills && round < kills * 3; round++) {
    trouble(api, point);
    const running = await start(api, folder, point, 1 + (round % 3));
    for (const person of people) act(api, person, round, expected);
    const isDead = await Promise.race([running.ended.then(() => true), over(api, expected)]);
    if (isDead) killed += 1;
    else {
      running.process.kill('SIGTERM');
      await running.ended;
    }
  }
  trouble(api, point);
  const last = await start(api, folder, '', 0);
  for (const person of people) act(api, person, kills * 3, expected);
  // After many kills the outbox may wait up to a minute before it tries a reply again.
  await api.until(`all answers after kills at ${point}`, quiet(api, expected), 150_000).catch(() => undefined);
  // A reply that is sent again goes before the last ones of its conversation, so it would be seen already.
  await new Promise((resolve) => setTimeout(resolve, 500));
  last.process.kill('SIGTERM');
  await last.ended;
  await api.stop();
  await rm(folder, { recursive: true });
  const messages = [...expected.values()].reduce((sum, wanted) => sum + wanted.length, 0);
  return { point, kills: killed, messages, ...outcome(api, expected), violations: api.violations };
}

/** Resolves with false when everything of the round was answered without a kill. */
const over = (api: CloudApi, expected: Expected) =>
  api.until('the round', quiet(api, expected), 20_000).then(
    () => false,
    () => false,
  );
