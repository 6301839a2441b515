import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { BoardStatus } from '../core/event.ts';

const when = z.string().transform((text, context) => {
  const at = momentOf(text.trim());
  if (Number.isNaN(at)) context.addIssue('a time looks like 2026-12-01 22:00 (WIB)');
  return at;
});

const zones: Readonly<Record<string, string>> = { WIB: '+07:00', WITA: '+08:00', WIT: '+09:00' };

/** Epoch milliseconds; NaN when it is no time. Times without a zone are WIB, hours may be written 22.00, a date alone is its midnight. */
function momentOf(text: string): number {
  const local = /^(\d{4}-\d\d-\d\d)(?:[ T](\d{1,2})[.:](\d\d))?(?: ?(WIB|WITA|WIT))?$/i.exec(text);
  if (!local) return /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  const [, date, hours = '00', minutes = '00', zone = 'WIB'] = local;
  return Date.parse(`${date}T${hours.padStart(2, '0')}:${minutes}:00${zones[zone.toUpperCase()]}`);
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

/** `alarm` is told once for each version of the file that cannot be read; the last good one stays in force meanwhile. */
export function fileBoard(folder: string, alarm: (text: string) => void): Board {
  const path = join(folder, 'board.yml');
  let entries: readonly Entry[] = [];
  let changedAt = 0;
  return {
    async status(now) {
      const modified = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
      if (modified !== changedAt) {
        changedAt = modified;
        entries = modified === 0 ? [] : await read(path, entries, alarm);
      }
      return statusAt(entries, now);
    },
  };
}

async function read(path: string, before: readonly Entry[], alarm: (text: string) => void): Promise<readonly Entry[]> {
  try {
    return board.parse(parse(await readFile(path, 'utf8')) ?? []);
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    alarm(`The status board ${path} cannot be read, so the last good one stays in force. Mend it: ${reason}`);
    return before;
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
