import { Low } from 'lowdb';
import { withSettled } from '../document.ts';
import type { StoredConversation } from '../store.ts';
import type { Summary } from '../summary.ts';
import type { DocumentFiles } from './document-files.ts';

type Database = { readonly low: Low<StoredConversation | null>; readonly size: () => number };
type Step<T> = { readonly document: StoredConversation | null; readonly answer: T };

/** The documents, a few of them in memory. Calls about the same conversation must come one after the other. */
export type Documents = {
  readonly read: (id: string) => Promise<StoredConversation | null>;
  /** Writes the document that `step` makes of the present one; the same document is not written again. */
  readonly change: <T>(
    id: string,
    step: (present: StoredConversation | null) => Step<T>,
  ) => Promise<{ readonly wrote: boolean; readonly answer: T }>;
  /** Takes a sent reply out of the outbox in memory; on the disk with the next write. */
  readonly markSent: (id: string, seq: number) => Promise<void>;
  /** Conversations whose marks are not on the disk yet. */
  readonly marked: () => readonly string[];
};

/** What stays in memory: so many documents at most, whose texts have so many UTF-16 units together; the newest always. */
export type Limits = { readonly documents: number; readonly units: number };

/** Databases that were used last, within the limits. */
const recent = (limits: Limits) => {
  const kept = new Map<string, { readonly database: Database; readonly size: number }>();
  let units = 0;
  const drop = (id: string) => {
    units -= kept.get(id)?.size ?? 0;
    kept.delete(id);
  };
  const isTooMuch = () => kept.size > 1 && (kept.size > limits.documents || units > limits.units);
  const keep = (id: string, database: Database) => {
    drop(id);
    const size = database.size();
    kept.set(id, { database, size });
    units += size;
    for (const [oldest] of kept) {
      if (!isTooMuch()) break;
      drop(oldest);
    }
  };
  return { get: (id: string) => kept.get(id)?.database, keep, drop };
};

const emptyMemory = (limits: Limits) => ({
  cache: recent(limits),
  /** Kept apart from the documents, because a document is dropped after a failed write and what was sent stays sent. */
  sent: new Map<string, Set<number>>(),
  /** After a failed write the file may hold the new text and not be durable: nothing is confirmed until it is written again. */
  doubtful: new Set<string>(),
});
type Memory = ReturnType<typeof emptyMemory>;

const opener = (files: DocumentFiles, summary: Summary, { cache, sent }: Memory) => {
  const fromDisk = async (id: string) => {
    const adapter = files.adapter(id);
    const low = new Low<StoredConversation | null>(adapter, null);
    const database = { low, size: adapter.size };
    await low.read();
    if (low.data === null) {
      summary.forget(id);
      sent.delete(id);
      return database;
    }
    for (const seq of sent.get(id) ?? []) low.data = withSettled(low.data, seq, { type: 'sent' });
    summary.note(low.data);
    return database;
  };
  return async (id: string) => {
    const database = cache.get(id) ?? (await fromDisk(id));
    if (database.low.data !== null) cache.keep(id, database);
    return database;
  };
};

const writer =
  (summary: Summary, { cache, doubtful, sent }: Memory) =>
  async (id: string, database: Database, document: StoredConversation) => {
    database.low.data = document;
    try {
      await database.low.write();
    } catch (error) {
      // Memory must never be ahead of the disk.
      cache.drop(id);
      doubtful.add(id);
      throw error;
    }
    doubtful.delete(id);
    sent.delete(id);
    cache.keep(id, database);
    summary.note(document);
  };

/** Keeps the documents that were used last in memory, and the summary up to date. */
export const documents = (files: DocumentFiles, summary: Summary, limits: Limits): Documents => {
  const memory = emptyMemory(limits);
  const { doubtful, sent } = memory;
  const open = opener(files, summary, memory);
  const write = writer(summary, memory);
  return {
    read: async (id) => (await open(id)).low.data,
    change: async (id, step) => {
      const database = await open(id);
      const present = database.low.data;
      const { document, answer } = step(present);
      if (document === null || (document === present && !doubtful.has(id))) return { wrote: false, answer };
      await write(id, database, document);
      return { wrote: true, answer };
    },
    markSent: async (id, seq) => {
      sent.set(id, (sent.get(id) ?? new Set<number>()).add(seq));
      const { low } = await open(id);
      if (low.data === null) return;
      low.data = withSettled(low.data, seq, { type: 'sent' });
      summary.note(low.data);
    },
    marked: () => [...sent.keys()],
  };
};
