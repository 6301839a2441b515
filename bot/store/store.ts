import { z } from 'zod';
import { conversation, type HandoverCase } from '../core/conversation.ts';
import { type ReceivedMessage, type Reply, receivedMessage, reply } from '../core/message.ts';

/** Whom a conversation is with: the channel, and the address by which the channel reaches the participant. */
export const party = z.object({ id: z.string(), channel: z.string(), address: z.string() });
/** `id` is opaque, and the key of everything that is stored about the conversation. */
export type Party = z.infer<typeof party>;

/** The phone number of the participant, where the address of the channel is one: on WhatsApp, unless the number is hidden. */
export function phoneOf({ channel, address }: Party): string | undefined {
  const found = /^\+?(\d{8,15})(?:@s\.whatsapp\.net)?$/.exec(address);
  return channel.startsWith('whatsapp') && found ? `+${found[1]}` : undefined;
}

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
  /** When it was said; documents of earlier versions do not have it. */
  at: z.number().int().optional(),
  attempts: z.number().int(),
  /** Set when the reply was given up: why. */
  failed: z.string().optional(),
  /** Not before this time (epoch milliseconds) may it be tried again. */
  notBefore: z.number().int().optional(),
});
export type OutboxEntry = z.infer<typeof outboxEntry>;

/** A conversation that goes on in this one, and is yet to be let go of where it was. */
export const leaving = z.object({
  /** The id of the conversation that was taken over. */
  conversation: z.string(),
  /** How many turns it had taken by then; with more of them it went on by itself. */
  turns: z.number().int().nonnegative(),
  /** The code of the case that came along, or null. */
  case: z.string().nullable(),
  /** The key of the transfer code, which must not be good for a second time. */
  transfer: z.string(),
});
export type Leaving = z.infer<typeof leaving>;

/** All that is known of one conversation. `state` is null until the first turn. */
export const storedConversation = z.object({
  version: z.literal(1),
  party,
  state: conversation.nullable(),
  /** Received and not yet handled, in the order of receipt. */
  inbox: z.array(receivedMessage),
  /** Said and not yet sent, and the last of those that were given up. */
  outbox: z.array(outboxEntry),
  /** The last lines, oldest first. */
  transcript: z.array(transcriptEntry),
  /** Ids of the last messages, for duplicates. */
  seen: z.array(z.string()),
  lastSeq: z.number().int().nonnegative(),
  /** How many turns answered something; documents of earlier versions begin to count with their next one. */
  turns: z.number().int().nonnegative().optional(),
  /** The last of these turns in which another conversation was taken over. */
  tookOver: z.number().int().nonnegative().optional(),
  /** Take-overs that were committed here and are not finished. */
  leaving: z.array(leaving).optional(),
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
  /** The take-overs that are not finished from now on; as they were unless given. */
  readonly leaving?: readonly Leaving[];
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
  /** Ids of conversations with unhandled messages, unsent replies or unfinished take-overs. */
  readonly unfinished: () => Promise<readonly string[]>;
  /** The open cases, oldest first, each with the conversation it belongs to. */
  readonly cases: () => Promise<readonly { readonly conversation: string; readonly case: HandoverCase }[]>;
  readonly alarms: () => readonly Alarm[];
  /** Whether messages can be stored. After a write that failed this is tried out, so that it comes true again without a message. */
  readonly isWritable: () => Promise<boolean>;
  /** Lets go of the store after the writes under way have ended. */
  readonly close: () => Promise<void>;
};
