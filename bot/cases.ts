/** `npm run cases`: prints the open cases of the data folder for the officers, oldest first. It only reads, also while the bot runs. */
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readConfig } from './config.ts';
import { loadBook } from './content/load.ts';
import type { Book } from './core/book.ts';
import { localTime, spokenDate } from './core/calendar.ts';
import type { HandoverCase } from './core/conversation.ts';
import { dataKey } from './data-key.ts';
import { environment } from './environment.ts';
import { storedConversation } from './store/store.ts';
import { type Vault, vault } from './vault.ts';

/** The open cases in a data folder. Files that cannot be read are counted, not shown. */
async function openCases(folder: string): Promise<{ cases: readonly HandoverCase[]; unreadable: number }> {
  const names = await readdir(join(folder, 'conversations'), { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json'));
  const cases: HandoverCase[] = [];
  let unreadable = 0;
  for (const file of files) {
    const read = storedConversation.safeParse(await parsed(join(folder, 'conversations', file)));
    if (!read.success) unreadable++;
    else if (read.data.state?.case?.status === 'open') cases.push(read.data.state.case);
  }
  return { cases: cases.toSorted((a, b) => a.openedAt - b.openedAt), unreadable };
}

async function parsed(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** One case as lines for the terminal; sealed numbers are opened, because whoever reads this holds the key. */
export function caseLines(one: HandoverCase, book: Book, safe: Vault): readonly string[] {
  const { date, time } = localTime(one.openedAt, book.calendar.zone);
  const slots = Object.entries(one.slots).map(([name, { text, sealed }]) => {
    const values = sealed.map((value) => safe.open(value.sealed)).join(', ');
    return `  ${name}: ${values === '' ? text : values}`;
  });
  const topic = book.steps.get(one.step)?.flow.title ?? '-';
  const tried = one.tried.map(({ answer }) => answer).join(' → ');
  return [
    `${one.code}  ${spokenDate(date)} ${time}  ${one.category}  (${topic}, ${one.step})`,
    ...slots,
    `  jawaban: ${tried || '-'}`,
  ];
}

async function main(): Promise<void> {
  const config = readConfig(environment(), resolve(import.meta.dirname, '..'));
  const { cases, unreadable } = await openCases(config.dataFolder);
  const book = await loadBook(config.contentFolder);
  const safe = cases.length > 0 ? vault(await dataKey(config.dataFolder)) : undefined;
  for (const one of cases) if (safe) process.stdout.write(`${caseLines(one, book, safe).join('\n')}\n\n`);
  process.stdout.write(
    `${cases.length} open cases${unreadable > 0 ? `; ${unreadable} files could not be read` : ''}.\n`,
  );
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
