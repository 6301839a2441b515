import type { Outcome } from './book.ts';
import type { Conversation, HandoverCase } from './conversation.ts';
import type { IntentId } from './ids.ts';
import type { ReceivedMessage, Reply } from './message.ts';

/** The classifier's true view of a text: probabilities that sum to 1, best first, and how likely it is off the topic (0 to 1). */
export type Understanding = {
  readonly ranking: readonly { readonly intent: IntentId; readonly score: number }[];
  readonly outOfScope: number;
  /** The other trouble of a text that clearly names two. */
  readonly second?: IntentId;
};

/** What the status board says now. Times are epoch milliseconds, UTC. */
export type BoardStatus =
  | { readonly type: 'clear' }
  | {
      readonly type: 'maintenance' | 'incident';
      readonly service: string;
      readonly from: number;
      readonly until: number | null;
    };

/** What the moment is like, read by the shell before the core is asked. */
export type Moment = {
  readonly now: number;
  readonly board: BoardStatus;
  /** A fresh code, used if a case is opened. */
  readonly caseCode: string;
  /** A fresh code by which the conversation may go on elsewhere, used if it is told. */
  readonly transferCode: string;
  /** Whether the address of this conversation is a phone number that a person can call. */
  readonly onPhone?: boolean;
};

/**
 * Everything that can happen to a conversation. Messages that came in one burst arrive as one event, joined by line breaks.
 * `delayed`: the bot was away and the message waited.
 */
export type Event = MessageReceived | MovedHere;

/** Somebody asked to go on here with a conversation of another channel: its state, or why that cannot be. */
export type MovedHere = {
  readonly type: 'moved-here';
  readonly from: Conversation | 'unknown' | 'locked';
  readonly moment: Moment;
};

export type MessageReceived = {
  readonly type: 'message-received';
  readonly received: ReceivedMessage;
  /** Null when there are no words to understand. */
  readonly understanding: Understanding | null;
  /** The same of what stands behind the first stretch of the text, if anything does. */
  readonly following?: Understanding | null;
  readonly delayed: boolean;
  readonly moment: Moment;
};

/** How the message was taken, for `:why`, replays and metrics. */
export type Decision =
  | { readonly type: 'command'; readonly command: string }
  | { readonly type: 'answered'; readonly step: string; readonly option: string }
  | { readonly type: 'intent'; readonly intent: IntentId; readonly digression: boolean }
  | { readonly type: 'clarify'; readonly intents: readonly IntentId[] }
  | { readonly type: 'out-of-scope' }
  | { readonly type: 'missed'; readonly times: number }
  | { readonly type: 'distress' }
  | { readonly type: 'moved'; readonly found: boolean }
  | { readonly type: 'held'; readonly reason: string };

/** What comes of an event: the next state, what is to be said, and what else happened. */
export type Advance = {
  readonly conversation: Conversation;
  readonly replies: readonly Reply[];
  readonly decision: Decision;
  readonly opened: HandoverCase | null;
  /** The outcomes of flows that ended in this turn. */
  readonly ended: readonly Outcome[];
  /** The steps that were gone through, in order. */
  readonly visited: readonly string[];
  /** Whether the transfer code of the moment was told. */
  readonly toldTransfer: boolean;
};
