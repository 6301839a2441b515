import { Low } from 'lowdb';
import { withSettled } from '../document.ts';
import type { StoredConversation } from '../store.ts';
import type { Summary } from '../summary.ts';
import type { DocumentFiles } from './document-files.ts';

type Database = Low<StoredConversation | null>;
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

/** Databases that were used last, at most `limit`. */
const recent = (limit: number) => {
  const databases = new Map<string, Database>();
  const keep = (id: string, database: Database) => {
    databases.delete(id);
    databases.set(id, database);
    const [oldest] = databases.keys();
    if (databases.size > limit && oldest !== undefined) databases.delete(oldest);
  };
  return { get: (id: string) => databases.get(id), keep, drop: (id: string) => databases.delete(id) };
};

const emptyMemory = (limit: number) => ({
  cache: recent(limit),
  /** Kept apart from the documents, because a document is dropped after a failed write and what was sent stays sent. */
  sent: new Map<string, Set<number>>(),
  /** After a failed write the file may hold the new text and not be durable: nothing is confirmed until it is written again. */
  doubtful: new Set<string>(),
});
type Memory = ReturnType<typeof emptyMemory>;

const opener = (files: DocumentFiles, summary: Summary, { cache, sent }: Memory) => {
  const fromDisk = async (id: string) => {
    const database: Database = new Low<StoredConversation | null>(files.adapter(id), null);
    await database.read();
    if (database.data === null) {
      summary.forget(id);
      sent.delete(id);
      return database;
    }
    for (const seq of sent.get(id) ?? []) database.data = withSettled(database.data, seq, { type: 'sent' });
    summary.note(database.data);
    return database;
  };
  return async (id: string) => {
    const database = cache.get(id) ?? (await fromDisk(id));
    if (database.data !== null) cache.keep(id, database);
    return database;
  };
};

const writer =
  (summary: Summary, { cache, doubtful, sent }: Memory) =>
  async (id: string, database: Database, document: StoredConversation) => {
    database.data = document;
    try {
      await database.write();
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

/** Keeps at most `limit` documents in memory, and the summary up to date. */
export const documents = (files: DocumentFiles, summary: Summary, limit: number): Documents => {
  const memory = emptyMemory(limit);
  const { doubtful, sent } = memory;
  const open = opener(files, summary, memory);
  const write = writer(summary, memory);
  return {
    read: async (id) => (await open(id)).data,
    change: async (id, step) => {
      const database = await open(id);
      const { document, answer } = step(database.data);
      if (document === null || (document === database.data && !doubtful.has(id))) return { wrote: false, answer };
      await write(id, database, document);
      return { wrote: true, answer };
    },
    markSent: async (id, seq) => {
      sent.set(id, (sent.get(id) ?? new Set<number>()).add(seq));
      const database = await open(id);
      if (database.data === null) return;
      database.data = withSettled(database.data, seq, { type: 'sent' });
      summary.note(database.data);
    },
    marked: () => [...sent.keys()],
  };
};
