/** Keeps the messages that the bot did not understand, so that people can teach it: `npm run suggest -- data/missed.jsonl`. */
import fs from 'node:fs/promises';
import { join } from 'node:path';
import type { Book } from './core/book.ts';
import type { Conversation } from './core/conversation.ts';
import type { Advance, Decision } from './core/event.ts';
import type { ReceivedMessage } from './core/message.ts';
import { redact } from './core/redact.ts';

/** The part of `node:fs/promises` that is needed. */
export type MissedDisk = {
  readonly stat: (file: string) => Promise<{ readonly size: number }>;
  readonly appendFile: (file: string, text: string, options: { readonly mode: number }) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
};

export type MissedPorts = {
  /** The data folder; the file in it is `missed.jsonl`, the one before it `missed.old.jsonl`. */
  readonly folder: string;
  readonly book: Book;
  /** Told once when the file cannot be written, and again only after it could be written in between. */
  readonly alarm: (text: string, error?: unknown) => void;
  readonly disk?: MissedDisk;
  /** Bytes from which on a new file is begun. */
  readonly most?: number;
};

export type Missed = {
  /** Notes a message if it was not understood. Returns at once and never throws; nothing waits for the disk. */
  readonly note: (received: ReceivedMessage, advance: Advance) => void;
  /** Resolves when everything that was noted is written or given up. */
  readonly idle: () => Promise<void>;
};

type Line = { readonly text: string; readonly at: string; readonly decision: Decision['type'] };

const kept: ReadonlySet<Decision['type']> = new Set(['missed', 'clarify', 'out-of-scope']);
const mostBytes = 5_000_000;
/** While the disk hangs, more lines than this are let go. */
const mostWaiting = 1_000;
/** Characters of a message that are kept. */
const longest = 1_000;

/** One line of JSON for each message that was missed, asked back about, or taken to be off the topic: redacted text, time, decision; not who wrote it. */
export function missedMessages({ folder, book, alarm, disk = fs, most = mostBytes }: MissedPorts): Missed {
  const file = join(folder, 'missed.jsonl');
  let waiting: Line[] = [];
  let writing: Promise<void> | undefined;
  let failing = false;
  // Set when the file may end in the middle of a line: after a crash or after a write that failed.
  let torn = true;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      try {
        await append(lines.map(toText).join(''));
        failing = false;
      } catch (error) {
        torn = true;
        if (!failing)
          alarm(
            `Messages that were not understood cannot be kept in ${file}; the bot goes on without. Check the disk and the rights of the folder.`,
            error,
          );
        failing = true;
      }
    }
    writing = undefined;
  }

  async function append(text: string): Promise<void> {
    const size = await sizeOf(file, disk);
    const full = size > 0 && size + Buffer.byteLength(text) > most;
    if (full) await disk.rename(file, join(folder, 'missed.old.jsonl'));
    await disk.appendFile(file, torn && size > 0 && !full ? `\n${text}` : text, { mode: 0o600 });
    torn = false;
  }

  return {
    note({ message, receivedAt }, { decision, conversation }) {
      if (!kept.has(decision.type) || message.type === 'choice' || waiting.length >= mostWaiting) return;
      if (!hasWords(message.text) || isAskedFor(conversation, book)) return;
      const at = new Date(receivedAt).toISOString();
      waiting.push({ text: message.text, at, decision: decision.type });
      writing ??= Promise.resolve().then(writeAll);
    },
    idle: async () => writing,
  };
}

/** Stored messages are redacted already; joined fragments may together show what none of them showed alone. */
const toText = (line: Line): string =>
  `${JSON.stringify({ ...line, text: redact(line.text).text.slice(0, longest) })}\n`;

const hasWords = (text: string): boolean => /\p{L}/u.test(text.replace(/⟨[a-z]+⟩/g, ''));

/** What is written at a step that asks for free words may be a name, and teaches nothing about intents. */
function isAskedFor({ position, question }: Conversation, book: Book): boolean {
  const type = position && question?.type === 'step' ? book.steps.get(position.step)?.step.type : undefined;
  return type === 'ask' || type === 'match';
}

const sizeOf = (file: string, disk: MissedDisk): Promise<number> =>
  disk.stat(file).then(
    ({ size }) => size,
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
      throw error;
    },
  );
