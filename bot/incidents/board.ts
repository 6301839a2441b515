import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { BoardStatus } from '../core/event.ts';
import { errorCode } from '../store/lowdb/disk.ts';

const when = z.string().transform((text, context) => {
  const at = momentOf(text.trim());
  if (Number.isNaN(at)) context.addIssue('a time looks like 2026-12-01 22:00 (WIB)');
  return at;
});

const zones: Readonly<Record<string, string>> = { WIB: '+07:00', WITA: '+08:00', WIT: '+09:00' };

/** Epoch milliseconds; NaN when it is no time. Times without a zone are WIB, hours may be written 22.00, a date alone is its midnight. */
function momentOf(text: string): number {
  if (!z.iso.date().safeParse(text.slice(0, 10)).success) return Number.NaN;
  if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return Date.parse(text);
  const local = /^([\d-]{10})(?:(?:,? |T)(\d{1,2})[.:](\d\d)(?:[.:](\d\d))?)?(?: ?(WIB|WITA|WIT))?$/i.exec(text);
  if (!local) return Number.NaN;
  const [, date, hours = '00', minutes = '00', seconds = '00', zone = 'WIB'] = local;
  return Date.parse(`${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}${zones[zone.toUpperCase()]}`);
}

const entry = z
  .strictObject({
    service: z.string().min(1),
    type: z.enum(['maintenance', 'incident']),
    from: when,
    until: when.optional(),
    source: z.string().min(1),
    note: z.string().optional(),
  })
  .refine(
    ({ from, until }) => until === undefined || from < until,
    'it ends before it begins; exchange from and until',
  );
const board = z.array(entry);
type Entry = z.infer<typeof entry>;

/** What the operator wrote on the status board (`board.yml` in the data folder), read anew when the file changes. */
export type Board = { readonly status: (now: number) => Promise<BoardStatus> };

/** `alarm` is told once of each trouble with the file; the last good one stays in force meanwhile. */
export function fileBoard(folder: string, alarm: (text: string) => void): Board {
  const path = join(folder, 'board.yml');
  let known: Version = { modified: 0, entries: [] };
  let told = '';
  const look = async () => {
    const found = await newest(path, known);
    if (found.trouble !== told && found.trouble !== '') alarm(found.trouble);
    told = found.trouble;
    known = found.version;
  };
  // Turns that look at the same time wait for the same answer: until it is there, nobody knows that there is no incident.
  let looking: Promise<void> | undefined;
  return {
    async status(now) {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      await looking;
      return statusAt(known.entries, now);
    },
  };
}

/** What the file held when it was last changed: epoch milliseconds; 0 when there is no file. */
type Version = { readonly modified: number; readonly entries: readonly Entry[]; readonly trouble?: string };

/** The file as it is now. What cannot be read for lack of rights is tried again, for its time of change stays when they are mended. */
async function newest(path: string, known: Version): Promise<{ readonly version: Version; readonly trouble: string }> {
  try {
    const modified = await modifiedAt(path);
    if (modified === known.modified) return { version: known, trouble: known.trouble ?? '' };
    const text = modified === 0 ? '' : await readFile(path, 'utf8');
    const { entries, trouble } = entriesOf(text);
    if (entries) return { version: { modified, entries }, trouble: '' };
    const told = troubleWith(path, trouble);
    return { version: { modified, entries: known.entries, trouble: told }, trouble: told };
  } catch (error) {
    return { version: known, trouble: troubleWith(path, String(error)) };
  }
}

const troubleWith = (path: string, reason: string): string =>
  `The status board ${path} cannot be read, so the last good one stays in force. Mend it: ${reason}`;

async function modifiedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

function entriesOf(text: string): { readonly entries?: readonly Entry[]; readonly trouble: string } {
  try {
    return { entries: board.parse(parse(text) ?? []), trouble: '' };
  } catch (error) {
    return { trouble: error instanceof z.ZodError ? z.prettifyError(error) : String(error) };
  }
}

/** What holds at `now` (epoch milliseconds): an incident stands above a maintenance window, the newest above older ones. */
export function statusAt(entries: readonly Entry[], now: number): BoardStatus {
  const running = entries.filter(({ from, until }) => from <= now && (until === undefined || now < until));
  const first = [...running].sort(
    (a, b) => Number(b.type === 'incident') - Number(a.type === 'incident') || b.from - a.from,
  )[0];
  if (!first) return { type: 'clear' };
  return { type: first.type, service: first.service, from: first.from, until: first.until ?? null };
}
