/** The part of a check-up that reads every conversation file. It moves and mends nothing; a start of the bot does. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, type Finding, findings } from '../finding.ts';
import { errorCode } from '../store/lowdb/disk.ts';
import { isSetAside } from '../store/lowdb/document-files.ts';
import { parseDocument } from '../store/lowdb/document-text.ts';
import { forEachAtMost } from '../store/lowdb/parallel.ts';

const { ok, warn, fail } = findings('conversations');

const filesAtOnce = 32;
/** So many files are named; the others are counted. */
const mostNamed = 5;

type Condition = 'whole' | 'gone' | 'set-aside' | 'damaged' | 'unknown-state' | 'newer' | 'unreadable';

async function conditionOf(file: string): Promise<{ condition: Condition; undelivered: number }> {
  if (isSetAside(file)) return { condition: 'set-aside', undelivered: 0 };
  try {
    const parsed = parseDocument(file, await readFile(file, 'utf8'));
    if (parsed.type !== 'document') return { condition: parsed.type, undelivered: 0 };
    const undelivered = parsed.document.outbox.filter(({ failed }) => failed !== undefined).length;
    return { condition: 'whole', undelivered };
  } catch (error) {
    // A running bot replaces files and sets them aside.
    return { condition: errorCode(error) === 'ENOENT' ? 'gone' : 'unreadable', undelivered: 0 };
  }
}

const named = (files: readonly string[]): string =>
  `${files.slice(0, mostNamed).join(', ')}${files.length > mostNamed ? ` and ${files.length - mostNamed} more` : ''}`;

export async function checkDocuments(folder: string): Promise<readonly Finding[]> {
  const below = join(folder, 'conversations');
  const names = await readdir(below, { recursive: true }).catch((error: unknown) => codeOf(error));
  if (names === 'ENOENT') return [ok('There are no conversations yet.')];
  if (typeof names === 'string') return [fail(`${below} cannot be read (${names}). Correct its owner and rights.`)];
  const files = names.filter((name) => name.endsWith('.json') || isSetAside(name)).map((name) => join(below, name));
  const by = new Map<Condition, string[]>();
  let undelivered = 0;
  await forEachAtMost(filesAtOnce, files, async (file) => {
    const found = await conditionOf(file);
    undelivered += found.undelivered;
    by.set(found.condition, [...(by.get(found.condition) ?? []), file]);
  });
  const of = (condition: Condition) => by.get(condition)?.toSorted() ?? [];
  return [...verdicts(of), ...beginningAnew(of('unknown-state')), ...replies(undelivered)];
}

const beginningAnew = (files: readonly string[]): readonly Finding[] =>
  files.length === 0
    ? []
    : [
        fail(
          `${files.length} files say what a conversation had come to in a way that this version does not understand. The bot will keep their messages and copy the old files aside. If it was put back to an older version, rather update it: ${named(files)}`,
        ),
      ];

function verdicts(of: (condition: Condition) => readonly string[]): readonly Finding[] {
  const [damaged, newer, unreadable, aside] = [of('damaged'), of('newer'), of('unreadable'), of('set-aside')];
  const whole = of('whole').length;
  return [
    ...(damaged.length + newer.length + unreadable.length === 0 ? [ok(`${whole} files, all whole.`)] : []),
    ...(damaged.length > 0
      ? [
          fail(
            `${damaged.length} of ${whole + damaged.length} files are damaged and will be set aside by the bot; restore them from a backup: ${named(damaged)}`,
          ),
        ]
      : []),
    ...(newer.length > 0
      ? [
          fail(
            `${newer.length} files were written by a newer version of the bot, and this one leaves them alone. Update the bot: ${named(newer)}`,
          ),
        ]
      : []),
    ...(unreadable.length > 0
      ? [
          fail(
            `${unreadable.length} files cannot be read. Correct their owner and rights, or look into the system log for disk errors: ${named(unreadable)}`,
          ),
        ]
      : []),
    ...(aside.length > 0
      ? [
          warn(
            `${aside.length} damaged files were set aside earlier. Look what can be saved from them or from a backup, then delete them: ${named(aside)}`,
          ),
        ]
      : []),
  ];
}

const replies = (undelivered: number): readonly Finding[] =>
  undelivered === 0 ? [] : [warn(`${undelivered} replies could not be delivered and were given up; the log says why.`)];
