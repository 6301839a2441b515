import { z } from 'zod';
import { conversation, type HandoverCase } from '../core/conversation.ts';
import { type ReceivedMessage, type Reply, receivedMessage, reply } from '../core/message.ts';

/** Whom a conversation is with: the channel, and the address by which the channel reaches the participant. */
export const party = z.object({ id: z.string(), channel: z.string(), address: z.string() });
/** `id` is opaque, and the key of everything that is stored about the conversation. */
export type Party = z.infer<typeof party>;

export const transcriptEntry = z.object({
  /** Rises by one with every line of the conversation, never reused. */
  seq: z.number().int().positive(),
  from: z.enum(['participant', 'bot']),
  reply,
  at: z.number().int(),
  /** The channel's id of a participant's message. */
  messageId: z.string().optional(),
});
export type TranscriptEntry = z.infer<typeof transcriptEntry>;

export const outboxEntry = z.object({
  seq: z.number().int().positive(),
  reply,
  attempts: z.number().int(),
  /** Set when the reply was given up: why. */
  failed: z.string().optional(),
  /** Not before this time (epoch milliseconds) may it be tried again. */
  notBefore: z.number().int().optional(),
});
export type OutboxEntry = z.infer<typeof outboxEntry>;

/** All that is known of one conversation. `state` is null until the first turn. */
export const storedConversation = z.object({
  version: z.literal(1),
  party,
  state: conversation.nullable(),
  /** Received and not yet handled, in the order of receipt. */
  inbox: z.array(receivedMessage),
  /** Said and not yet sent, or given up. */
  outbox: z.array(outboxEntry),
  /** The last lines, oldest first. */
  transcript: z.array(transcriptEntry),
  /** Ids of the last messages, for duplicates. */
  seen: z.array(z.string()),
  lastSeq: z.number().int().nonnegative(),
});
export type StoredConversation = z.infer<typeof storedConversation>;

/** The result of one turn, committed as one atomic step: all of it is kept, or nothing. */
export type Commit = {
  readonly state: StoredConversation['state'];
  /** Ids of the messages that this turn answered. */
  readonly done: readonly string[];
  readonly replies: readonly Reply[];
  readonly at: number;
  /** True when the channel reads replies from the transcript (web chat, terminal): then nothing goes to the outbox. */
  readonly pulled: boolean;
};

/** Something an operator must look at; `since` is epoch milliseconds. */
export type Alarm = { readonly text: string; readonly since: number };

/**
 * Where conversations live. Writes of one conversation are taken one after the other, those of different ones in parallel.
 * Every method that writes resolves only when the write would survive a power cut, and rejects without having changed anything.
 */
export type Store = {
  /** Makes a message durable, once: the same message id again is a `duplicate`. */
  readonly receive: (to: Party, received: ReceivedMessage) => Promise<'stored' | 'duplicate'>;
  readonly load: (id: string) => Promise<StoredConversation | undefined>;
  /**
   * Returns the transcript lines of the replies. Messages that came in meanwhile stay in the inbox.
   * Rejects when a message in `done` is no longer in the inbox (it was answered before), or when the conversation is unknown.
   */
  readonly commit: (id: string, commit: Commit) => Promise<readonly TranscriptEntry[]>;
  /**
   * Notes what came of sending: `sent` takes the reply out of the outbox (this mark alone may ride on the next write: after a crash a
   * reply may be seen as unsent, never the other way round); `retry` and `failed` keep it with the reason.
   */
  readonly settle: (
    id: string,
    seq: number,
    result:
      | { readonly type: 'sent' }
      | { readonly type: 'retry'; readonly notBefore: number }
      | { readonly type: 'failed'; readonly reason: string },
  ) => Promise<void>;
  /** Ids of conversations with unhandled messages or unsent replies. */
  readonly unfinished: () => Promise<readonly string[]>;
  /** The open cases, oldest first, each with the conversation it belongs to. */
  readonly cases: () => Promise<readonly { readonly conversation: string; readonly case: HandoverCase }[]>;
  readonly alarms: () => readonly Alarm[];
  /** Lets go of the store after the writes under way have ended. */
  readonly close: () => Promise<void>;
};
