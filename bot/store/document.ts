import type { HandoverCase } from '../core/conversation.ts';
import type { ReceivedMessage, Reply } from '../core/message.ts';
import type { Commit, OutboxEntry, Party, Store, StoredConversation, TranscriptEntry } from './store.ts';

/** How many transcript lines and message ids a conversation keeps; the inbox and what is to be sent lose nothing. */
const keptLines = 200;
/** What the transcript lines hold together at most, in UTF-16 units; so many of the newest are kept whatever they hold. */
const keptText = { units: 100_000, newest: 10 };
/** So many of the replies that were given up stay to be looked at. */
const keptFailures = 20;

export type SendingResult = Parameters<Store['settle']>[2];

const newDocument = (party: Party): StoredConversation => ({
  version: 1,
  party,
  state: null,
  inbox: [],
  outbox: [],
  transcript: [],
  seen: [],
  lastSeq: 0,
});

const last = <T>(items: readonly T[]): T[] => items.slice(-keptLines);

const unitsOf = ({ reply: { text, options } }: TranscriptEntry) =>
  options.reduce((units, { id, label }) => units + id.length + label.length, text.length);

/** The newest lines within the limits, without a gap. */
const lastLines = (lines: readonly TranscriptEntry[]): TranscriptEntry[] => {
  const newest = last(lines);
  let units = 0;
  const tooOld = newest.findLastIndex((line, place) => {
    units += unitsOf(line);
    return units > keptText.units && newest.length - place > keptText.newest;
  });
  return newest.slice(tooOld + 1);
};

/** The document with the message in its inbox, or the very same document when it has been received before. */
export const withReceived = (
  before: StoredConversation | null,
  party: Party,
  received: ReceivedMessage,
): StoredConversation => {
  const document = before ?? newDocument(party);
  const { id, text } = received.message;
  // The inbox may hold more messages than there are ids kept.
  if (document.seen.includes(id) || document.inbox.some(({ message }) => message.id === id)) return document;
  const seq = document.lastSeq + 1;
  const line: TranscriptEntry = {
    seq,
    from: 'participant',
    reply: { text, options: [] },
    at: received.receivedAt,
    messageId: id,
  };
  return {
    ...document,
    party,
    inbox: [...document.inbox, received],
    transcript: lastLines([...document.transcript, line]),
    seen: last([...document.seen, id]),
    lastSeq: seq,
  };
};

const spoken = (replies: readonly Reply[], lastSeq: number, at: number): TranscriptEntry[] =>
  replies.map((reply, place) => ({ seq: lastSeq + 1 + place, from: 'bot', reply, at }));

/**
 * The document after a turn, and the transcript lines of the turn's replies.
 * Throws when the conversation is unknown, or when a message was answered before: a turn has its effects once.
 */
export const withCommit = (
  id: string,
  before: StoredConversation | null,
  commit: Commit,
): { readonly document: StoredConversation; readonly lines: readonly TranscriptEntry[] } => {
  if (before === null)
    throw new Error(`Nothing is stored of conversation ${id}; receive a message before committing a turn.`);
  const done = new Set(commit.done);
  const inbox = before.inbox.filter(({ message }) => !done.has(message.id));
  if (before.inbox.length - inbox.length !== done.size)
    throw new Error(
      `A message of conversation ${id} was answered before this turn; load it again and take a new turn.`,
    );
  const lines = spoken(commit.replies, before.lastSeq, commit.at);
  const unsent: OutboxEntry[] = commit.pulled
    ? []
    : lines.map(({ seq, reply, at }) => ({ seq, reply, at, attempts: 0 }));
  const turns = (before.turns ?? 0) + 1;
  const document = {
    ...before,
    state: commit.state,
    inbox,
    outbox: [...before.outbox, ...unsent],
    transcript: lastLines([...before.transcript, ...lines]),
    lastSeq: before.lastSeq + lines.length,
    ...(done.size > 0 ? { turns } : {}),
    ...(done.size > 0 && commit.leaving ? { tookOver: turns } : {}),
    ...(commit.leaving ? { leaving: [...commit.leaving] } : {}),
  };
  return { document, lines };
};

const afterTrying = (
  { notBefore: _before, ...entry }: OutboxEntry,
  result: Exclude<SendingResult, { type: 'sent' }>,
): OutboxEntry => {
  const tried = { ...entry, attempts: entry.attempts + 1 };
  return result.type === 'retry' ? { ...tried, notBefore: result.notBefore } : { ...tried, failed: result.reason };
};

/** Without the oldest of the replies that were given up, when there are too many: a participant may have blocked us for years. */
const withoutOldFailures = (outbox: readonly OutboxEntry[]): OutboxEntry[] => {
  const failures = outbox.filter(({ failed }) => failed !== undefined);
  const old = new Set(failures.slice(0, -keptFailures));
  return outbox.filter((entry) => !old.has(entry));
};

/** The document after an attempt to send, or the very same document when the reply is no longer in the outbox. */
export const withSettled = (document: StoredConversation, seq: number, result: SendingResult): StoredConversation => {
  if (!document.outbox.some((entry) => entry.seq === seq)) return document;
  const outbox =
    result.type === 'sent'
      ? document.outbox.filter((entry) => entry.seq !== seq)
      : document.outbox.map((entry) => (entry.seq === seq ? afterTrying(entry, result) : entry));
  return { ...document, outbox: withoutOldFailures(outbox) };
};

/** Whether there are messages to handle, replies to send or take-overs to finish; a reply that was given up is none of these. */
export const isUnfinished = ({ inbox, outbox, leaving = [] }: StoredConversation): boolean =>
  inbox.length > 0 || leaving.length > 0 || outbox.some(({ failed }) => failed === undefined);

export const openCase = ({ state }: StoredConversation): HandoverCase | null =>
  state?.case?.status === 'open' ? state.case : null;
