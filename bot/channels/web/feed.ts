import type { StoredConversation } from '../../store/store.ts';
import { lineOf } from './lines.ts';

/** Why a feed is woken. */
export type Sign = 'typing' | 'lines' | 'beat' | 'replaced';

/** One open event stream. `done` resolves, and never rejects, when nothing more will be written. */
export type Feed = {
  /** False when the sign of this kind before it was not written yet: the reader does not read. */
  readonly wake: (sign: Sign) => boolean;
  readonly end: () => void;
  readonly done: Promise<void>;
};

export type FeedSource = {
  readonly conversation: string;
  /** The `seq` of the last line that the browser has. */
  readonly after: number;
  /** To a browser that has no lines yet, at most so many, the newest; it asks for the older ones when they are wanted. */
  readonly most: number;
  readonly load: (id: string) => Promise<StoredConversation | undefined>;
  readonly write: (text: string) => Promise<unknown>;
  readonly report: (problem: string, cause: unknown) => void;
};

const block = (event: string, data: unknown, id?: number): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n${id === undefined ? '' : `id: ${id}\n`}\n`;

type Sent = { seq: number; greeted: boolean };

async function* newLines(source: FeedSource, sent: Sent) {
  const stored = await source.load(source.conversation);
  const fresh = (stored?.transcript ?? []).filter(({ seq }) => seq > sent.seq);
  const shown = sent.seq === 0 && !sent.greeted ? fresh.slice(-source.most) : fresh;
  for (const entry of shown) {
    sent.seq = entry.seq;
    yield block('line', lineOf(source.conversation, entry), entry.seq);
  }
  const firstSeq = stored?.transcript[0]?.seq ?? 0;
  if (!sent.greeted) yield block('ready', { firstSeq, lastSeq: stored?.lastSeq ?? 0 });
  sent.greeted = true;
}

/** What is written for the signs, in an order in which a typing sign is always followed by the line that ends it. */
async function* blocks(source: FeedSource, signs: ReadonlySet<Sign>, sent: Sent) {
  if (signs.has('typing')) yield block('typing', {});
  if (signs.has('lines')) yield* newLines(source, sent);
  // Proxies take the comment as traffic; the event lets the page notice a connection that died without a word.
  if (signs.has('beat')) yield `: beat\n${block('beat', {})}`;
  if (signs.has('replaced')) yield block('replaced', {});
}

/** A set of signs that one reader waits for; `undefined` once it is closed. */
function bell() {
  const due = new Set<Sign>();
  let closed = false;
  let ring = () => {};
  return {
    add: (sign: Sign): boolean => {
      const fresh = !due.has(sign);
      due.add(sign);
      ring();
      return fresh;
    },
    close: () => {
      closed = true;
      ring();
    },
    next: async (): Promise<ReadonlySet<Sign> | undefined> => {
      if (due.size === 0 && !closed) {
        await new Promise<void>((resolve) => {
          ring = resolve;
        });
      }
      const signs = new Set(due);
      due.clear();
      return closed ? undefined : signs;
    },
  };
}

/**
 * Writes the lines after `after`, then `ready`, then whatever it is woken for. Holds at most one block in memory, however slowly the
 * browser reads. Ends after `end()`, after `replaced`, or when loading or writing fails: the browser then connects again.
 */
export function openFeed(source: FeedSource): Feed {
  const signs = bell();
  const ended = Promise.withResolvers<void>();
  const end = () => {
    signs.close();
    ended.resolve();
  };
  const pump = async () => {
    const sent = { seq: source.after, greeted: false };
    await source.write('retry: 2000\n\n');
    signs.add('lines');
    for (let due = await signs.next(); due !== undefined; due = await signs.next()) {
      for await (const text of blocks(source, due, sent)) await source.write(text);
      if (due.has('replaced')) return;
    }
  };
  const pumped = pump().catch((cause) =>
    source.report('An event stream of the web chat ended, because its conversation could not be read.', cause),
  );
  return { wake: signs.add, end, done: Promise.race([pumped, ended.promise]) };
}
