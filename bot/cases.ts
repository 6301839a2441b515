/** `npm run cases`: prints the open cases of the data folder for the officers, oldest first. It only reads, also while the bot runs. */
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readConfig } from './config.ts';
import { loadBook } from './content/load.ts';
import type { Book } from './core/book.ts';
import { localTime, spokenDate } from './core/calendar.ts';
import type { HandoverCase } from './core/conversation.ts';
import { presentKey } from './data-key.ts';
import { environment } from './environment.ts';
import { codeOf } from './finding.ts';
import { type Party, phoneOf, storedConversation } from './store/store.ts';
import { type Vault, vault } from './vault.ts';

/** A case, and whom the conversation is with. */
export type FiledCase = { readonly filed: HandoverCase; readonly party: Party };

/** The open cases in a data folder, and those that were taken back. Files that cannot be read are counted, not shown. */
async function filedCases(folder: string): Promise<{ cases: readonly FiledCase[]; unreadable: number }> {
  const names = await readdir(join(folder, 'conversations'), { recursive: true }).catch((cause: unknown) => {
    const what = `No conversations can be read in ${folder} (${codeOf(cause)}). Set DATA_DIR to the data folder of the bot, and run this as its user.`;
    throw new Error(what, { cause });
  });
  const files = names.filter((name) => name.endsWith('.json'));
  const cases: FiledCase[] = [];
  let unreadable = 0;
  for (const file of files) {
    const read = storedConversation.safeParse(await parsed(join(folder, 'conversations', file)));
    const filed = read.data?.state?.case;
    if (!read.success) unreadable++;
    else if (filed && filed.status !== 'closed') cases.push({ filed, party: read.data.party });
  }
  return { cases: cases.toSorted((a, b) => a.filed.openedAt - b.filed.openedAt), unreadable };
}

async function parsed(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const channels: Readonly<Record<string, string>> = {
  whatsapp: 'WhatsApp',
  'whatsapp-cloud': 'WhatsApp',
  telegram: 'Telegram',
};

/** How an officer can reach the participant without a number that was left; nobody can be called in the web chat. */
function reachedAt(party: Party): string {
  const name = channels[party.channel];
  if (name === undefined) return 'chat web; peserta hanya terjangkau kalau kembali ke chat itu';
  return `${name}, ${phoneOf(party) ?? party.address}`;
}

/** What was sealed, or a word that it cannot be read: with another key, say. */
function opened(sealed: string, safe: Pick<Vault, 'open'>): string {
  try {
    return safe.open(sealed);
  } catch {
    return '(nomor tidak terbaca)';
  }
}

/** One case as lines for the terminal; sealed numbers are opened, because whoever reads this holds the key. */
export function caseLines({ filed: one, party }: FiledCase, book: Book, safe: Pick<Vault, 'open'>): readonly string[] {
  const { date, time } = localTime(one.openedAt, book.calendar.zone);
  const slots = Object.entries(one.slots).map(([name, { text, sealed }]) => {
    const values = sealed.map((value) => opened(value.sealed, safe)).join(', ');
    return `  ${name}: ${values === '' ? text : values}`;
  });
  const topicOf = (step: string) => book.steps.get(step)?.flow.title ?? '-';
  const others = one.others.map(({ category, step }) => `${category} (${topicOf(step)}, ${step})`).join('; ');
  const tried = one.tried.map(({ answer }) => answer).join(' → ');
  return [
    `${one.code}  ${spokenDate(date)} ${time}  ${one.category}  (${topicOf(one.step)}, ${one.step})`,
    ...(one.status === 'withdrawn' ? ['  DIBATALKAN oleh peserta: jangan dikerjakan'] : []),
    `  saluran: ${reachedAt(party)}`,
    ...(others === '' ? [] : [`  juga: ${others}`]),
    ...slots,
    `  jawaban: ${tried || '-'}`,
  ];
}

/** What opens sealed numbers. Without the key it opens none, and the cases are worth reading all the same. */
async function safeIn(folder: string): Promise<Pick<Vault, 'open'>> {
  try {
    return vault(await presentKey(folder));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n`);
    return {
      open() {
        throw error;
      },
    };
  }
}

async function main(): Promise<void> {
  const config = readConfig(environment(), resolve(import.meta.dirname, '..'));
  const { cases, unreadable } = await filedCases(config.dataFolder);
  const book = await loadBook(config.contentFolder);
  const safe = cases.length > 0 ? await safeIn(config.dataFolder) : undefined;
  for (const one of cases) if (safe) process.stdout.write(`${caseLines(one, book, safe).join('\n')}\n\n`);
  const open = cases.filter(({ filed }) => filed.status === 'open').length;
  const withdrawn = cases.length - open;
  process.stdout.write(
    `${open} open cases${withdrawn > 0 ? `, ${withdrawn} withdrawn` : ''}${unreadable > 0 ? `; ${unreadable} files could not be read` : ''}.\n`,
  );
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
