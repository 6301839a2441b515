/** `npm run bench`: speed and size on this machine, as a table. Figures are read, never asserted in tests, because machines differ. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadBook } from '../../bot/content/load.ts';
import { projectRoot, rehearse } from '../../bot/rehearsal.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import type { Store } from '../../bot/store/store.ts';
import { loadUnderstanding } from '../../bot/understand.ts';
import { rank } from '../../intents/classify.ts';
import { loadModel } from '../../intents/load.ts';
import { startProcess } from '../running-bot.ts';
import { webClient } from '../web-client.ts';

const examples = resolve(projectRoot, 'intents/examples');
const cache = resolve(projectRoot, '.cache');
const rows: string[][] = [];
const row = (what: string, figure: string, goal: string): void => {
  rows.push([what, figure, goal]);
  process.stderr.write(`${what}: ${figure}\n`);
};
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  return use(folder).finally(() => rm(folder, { recursive: true }));
}

const texts = [
  'gk bs login min',
  '1',
  'kode otp gak masuk masuk',
  '1',
  'kembali',
  'saldo saya 23 juta kok ga bisa di jmo',
  'menu',
  '3',
];

/** A bot on a durable store, and a way to let conversations write. Returns the milliseconds of each turn, from the receipt to the committed reply. */
async function turns(
  store: Store,
  ids: readonly string[],
  seconds: number,
): Promise<{ perSecond: number; each: number[] }> {
  const book = await loadBook(resolve(projectRoot, 'content'));
  const { bot } = rehearse({
    book,
    understand: loadUnderstanding(examples, cache),
    audience: 'participant',
    taken: () => {},
    alarm: (text) => process.stderr.write(`${text}\n`),
    store,
    flood: { most: Number.POSITIVE_INFINITY, withinMs: 1, restMs: 0 },
  });
  const each: number[] = [];
  let count = 0;
  const end = performance.now() + seconds * 1000;
  const began = performance.now();
  await Promise.all(
    ids.map(async (id) => {
      for (let index = 0; performance.now() < end; index++) {
        const from = performance.now();
        const text = texts[index % texts.length] ?? 'menu';
        await bot.accept(
          { id, channel: 'terminal', address: id },
          { type: 'text', id: `${began}-${index}`, at: Date.now(), text },
        );
        await until(async () => (await store.load(id))?.inbox.length === 0);
        each.push(performance.now() - from);
        count++;
      }
    }),
  );
  return { perSecond: (count * 1000) / (performance.now() - began), each };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setImmediate(done));
}

async function fill(store: Store, count: number): Promise<void> {
  const padding = 'a'.repeat(1_500);
  for (let from = 0; from < count; from += 256) {
    await Promise.all(
      Array.from({ length: Math.min(256, count - from) }, async (_, index) => {
        const id = `stored:${from + index}`;
        const message = { type: 'text' as const, id: '1', at: 0, text: padding };
        await store.receive(
          { id, channel: 'terminal', address: id },
          { message, found: [], sealed: [], receivedAt: 0 },
        );
        await store.commit(id, { state: null, done: ['1'], replies: [], at: 0, pulled: true });
      }),
    );
  }
}

async function durable(): Promise<void> {
  const few = await withFolder(async (folder) => {
    const store = await lowdbStore({ folder });
    const one = await turns(store, ['one'], 4);
    row('durable turns/s, one conversation', one.perSecond.toFixed(0), '');
    const many = await turns(
      store,
      Array.from({ length: 32 }, (_, index) => `many:${index}`),
      6,
    );
    row('durable turns/s, 32 conversations at once', many.perSecond.toFixed(0), '≥ 200');
    await fill(store, 1_000);
    const cost = await turns(store, ['probe'], 4);
    await store.close();
    return median(cost.each);
  });
  await withFolder(async (folder) => {
    const store = await lowdbStore({ folder });
    await fill(store, 50_000);
    const cost = median((await turns(store, ['probe'], 4)).each);
    await store.close();
    row(
      'median turn, 1,000 / 50,000 stored',
      `${few.toFixed(2)} / ${cost.toFixed(2)} ms = ${(cost / few).toFixed(2)} times`,
      '≤ 1.2 times',
    );
    loadModel(examples, join(folder, 'cache'));
    await start(folder, 'start to first answer with 50,000 conversations', '≤ 5 s');
  });
}

/** Starts the bot as an operator does and asks one thing. The first start in a folder finds no compiled code either. */
async function start(folder: string, what: string, goal: string): Promise<void> {
  const began = performance.now();
  const settings = { QUIET_MS: '0', LOG_LEVEL: 'silent', NODE_COMPILE_CACHE: join(folder, 'code') };
  const bot = await startProcess({ ...settings, DATA_DIR: folder });
  const client = await webClient(() => bot.address);
  await client.post('gk bs login min');
  await until(async () => (await client.read(0)).some(({ from }) => from === 'bot'));
  row(what, `${((performance.now() - began) / 1000).toFixed(2)} s`, goal);
  await new Promise((done) => setTimeout(done, 5_000));
  const status = await readFile(`/proc/${bot.process.pid}/status`, 'utf8').catch(() => '');
  row(
    `memory idle after ${what.replace('start to first answer', 'the start')}`,
    `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)} MB`,
    '≤ 150 MB',
  );
  await bot.kill('SIGTERM');
}

async function ranking(): Promise<void> {
  const model = loadModel(examples, cache);
  const messages = [
    'gk bs msk2 pdhl paswod udh bner',
    'muka saya gabisa di baca',
    'duit jht blm masuk2',
    'kapan maintenance selesai min',
    'saya sudah coba login berkali kali tapi selalu gagal padahal email dan kata sandi sudah benar mohon bantuannya',
  ];
  for (let round = 0; round < 2_000; round++) rank(model, messages[round % messages.length] ?? '');
  const times = Array.from({ length: 10_000 }, (_, index) => {
    const from = performance.now();
    rank(model, messages[index % messages.length] ?? '');
    return performance.now() - from;
  });
  const p99 = times.toSorted((a, b) => a - b)[9_900] ?? 0;
  row('ranking one message, median / p99', `${median(times).toFixed(3)} / ${p99.toFixed(3)} ms`, '< 0.15 ms');
}

async function starts(): Promise<void> {
  await withFolder(async (folder) => {
    await start(folder, 'start to first answer, model not cached', '≤ 8 s');
    await start(folder, 'start to first answer, model cached', '≤ 1.5 s');
  });
}

await ranking();
await starts();
await durable();
const widths = [0, 1].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
for (const [what = '', figure = '', goal = ''] of rows)
  process.stdout.write(`${what.padEnd(widths[0] ?? 0)}  ${figure.padEnd(widths[1] ?? 0)}  ${goal}\n`);
