/**
 * Sends every text of a file as a new participant through the whole path: `npm run replay -- FILE.jsonl|tsv [--durable]`.
 * Lines of a .jsonl have a field `text`; a .tsv has a column `text`. Prints what came of them. `--durable` writes to a real store in a temporary folder.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { z } from 'zod';
import { loadBook } from './content/load.ts';
import type { Advance } from './core/event.ts';
import { projectRoot, rehearse } from './rehearsal.ts';
import { lowdbStore } from './store/lowdb/lowdb-store.ts';
import { memoryStore } from './store/memory.ts';
import type { Store } from './store/store.ts';
import { loadUnderstanding } from './understand.ts';

const AT_ONCE = 32;

/** The texts of a file, with what could not be read. */
export function readTexts(name: string, content: string): { texts: readonly string[]; unreadable: number } {
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  if (name.endsWith('.tsv')) {
    const [header = '', ...rows] = lines;
    const column = header.trim().split('\t').indexOf('text');
    if (column < 0) throw new Error(`${name} has no column "text"; its first line must name the columns.`);
    const texts = rows.map((row) => row.split('\t')[column]?.trim() ?? '');
    return { texts: texts.filter((text) => text !== ''), unreadable: texts.filter((text) => text === '').length };
  }
  const read = lines.map((line) => lineText(line));
  const texts = read.filter((text) => text !== undefined);
  return { texts, unreadable: read.length - texts.length };
}

function lineText(line: string): string | undefined {
  try {
    return z.object({ text: z.string().min(1) }).parse(JSON.parse(line)).text;
  } catch {
    return undefined;
  }
}

type Tally = Map<string, number>;
const count = (tally: Tally, key: string): void => void tally.set(key, (tally.get(key) ?? 0) + 1);

function label({ decision, opened }: Advance): string {
  if (opened) return `handover: ${opened.category}`;
  return decision.type === 'held' ? `held: ${decision.reason}` : decision.type;
}

type Outcome = { outcomes: Tally; intents: Tally; faults: string[]; unanswered: number; seconds: number };

/** Plays every text as the first message of a participant of its own. */
async function play(texts: readonly string[], store: Store): Promise<Outcome> {
  const result: Outcome = { outcomes: new Map(), intents: new Map(), faults: [], unanswered: 0, seconds: 0 };
  const { bot } = rehearse({
    book: await loadBook(resolve(projectRoot, 'content')),
    understand: loadUnderstanding(resolve(projectRoot, 'intents/examples'), resolve(projectRoot, '.cache')),
    audience: 'participant',
    store,
    taken(_party, advance) {
      count(result.outcomes, label(advance));
      if (advance.decision.type === 'intent') count(result.intents, advance.decision.intent);
    },
    alarm: (text, error) =>
      result.faults.push(`${text} ${error instanceof Error ? (error.stack ?? error.message) : ''}`),
  });
  const bar = new SingleBar({ format: '{bar} {percentage} % | {value}/{total} | {eta} s left', noTTYOutput: false });
  bar.start(texts.length, 0);
  const began = performance.now();
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    const batch = texts.slice(from, from + AT_ONCE).map((text, index) => ({ id: `replay:${from + index}`, text }));
    await Promise.all(
      batch.map(({ id, text }) =>
        bot.accept({ id, channel: 'terminal', address: id }, { type: 'text', id: '1', at: Date.now(), text }),
      ),
    );
    await bot.idle();
    const stored = await Promise.all(batch.map(({ id }) => store.load(id)));
    result.unanswered += stored.filter((one) => !one?.transcript.some((line) => line.from === 'bot')).length;
    bar.update(Math.min(from + AT_ONCE, texts.length));
  }
  bar.stop();
  return { ...result, seconds: (performance.now() - began) / 1000 };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { durable: { type: 'boolean', default: false } },
  });
  const file = positionals[0];
  if (!file)
    throw new Error('Name a file: npm run replay -- FILE.jsonl (lines with "text") or FILE.tsv (a column "text").');
  const { texts, unreadable } = readTexts(file, await readFile(resolve(process.env.INIT_CWD ?? '.', file), 'utf8'));
  const folder = values.durable ? await mkdtemp(join(tmpdir(), 'replay-')) : undefined;
  const store = folder ? await lowdbStore({ folder }) : memoryStore();
  const { outcomes, intents, faults, unanswered, seconds } = await play(texts, store);
  await store.close();
  if (folder) await rm(folder, { recursive: true });
  const speed = `${Math.round(texts.length / seconds)} messages/s ${folder ? 'with a durable store' : 'in memory'}`;
  process.stdout.write(
    [
      table('What came of them', outcomes, texts.length),
      table('Intents that were acted on', intents, texts.length),
      `${texts.length} messages, ${unanswered} unanswered, ${faults.length} faults, ${unreadable} unreadable lines; ${speed}`,
      ...faults.slice(0, 5),
      '',
    ].join('\n'),
  );
  if (faults.length > 0 || unanswered > 0) process.exitCode = 1;
}

function table(title: string, tally: Tally, total: number): string {
  const rows = [...tally].sort((a, b) => b[1] - a[1]);
  const lines = rows.map(
    ([name, times]) => `  ${String(times).padStart(6)}  ${((times / total) * 100).toFixed(1).padStart(5)} %  ${name}`,
  );
  return `${title}\n${lines.join('\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
