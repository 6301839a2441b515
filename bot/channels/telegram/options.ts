import { setTimeout as wait } from 'node:timers/promises';
import type { IncomingMessage } from '../../core/message.ts';
import type { Party } from '../../store/store.ts';
import type { ChannelState } from '../channel-state.ts';
import type { TelegramTexts } from './texts.ts';

/** The part of a pino logger that is used. */
export type Log = {
  readonly info: (about: object, text: string) => void;
  readonly warn: (about: object, text: string) => void;
  readonly error: (about: object, text: string) => void;
};

export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

export const realClock: Clock = {
  now: Date.now,
  wait: async (milliseconds, signal) => {
    // The only way in which this can fail is that the signal ends the wait.
    await wait(milliseconds, undefined, { signal }).catch(() => undefined);
  },
};

/** Moments at which the crash tests kill the process. */
export type CrashPoint =
  | 'fetched'
  | 'before-keep'
  | 'kept'
  | 'press-answered'
  | 'batch-kept'
  | 'hook-received'
  | 'hook-kept'
  | 'before-send'
  | 'part-sent'
  | 'part-noted'
  | 'all-sent';

export type TelegramOptions = {
  /** From @BotFather, such as `123456:ABC…`. Never logged. */
  readonly token: string;
  readonly texts: TelegramTexts;
  /** The inbox: resolves when the message is durable, rejects when it could not be kept; then Telegram keeps it and it comes again. */
  readonly accept: (from: Party, message: IncomingMessage) => Promise<'stored' | 'duplicate'>;
  readonly state: ChannelState;
  readonly log: Log;
  /** Told once when something begins that an operator must look at. */
  readonly alarm: (text: string) => void;
  readonly clock?: Clock;
  /** Where the Bot API is, without a slash at the end; https://api.telegram.org when not given. */
  readonly apiRoot?: string;
  /** The public https address of this bot: updates then come by webhook. Without it they are fetched by long polling. */
  readonly webhookUrl?: string;
  /** How long one long poll waits. */
  readonly pollSeconds?: number;
  /** Messages a second over all chats; Telegram refuses more than about 30. */
  readonly perSecond?: number;
  readonly crashPoint?: (point: CrashPoint) => void;
};
