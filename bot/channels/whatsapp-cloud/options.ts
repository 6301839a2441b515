import type { Clock } from '../../clock.ts';
import type { IncomingMessage } from '../../core/message.ts';
import type { Party } from '../../store/store.ts';
import type { WhatsAppCloudTexts } from './texts.ts';

/** The part of a pino logger that is used. */
export type Log = {
  readonly info: (about: object, text: string) => void;
  readonly warn: (about: object, text: string) => void;
  readonly error: (about: object, text: string) => void;
};

/**
 * Moments at which the crash tests kill the process. Inbound: `hook-received` (nothing kept), `message-kept` (one of the batch),
 * `status-noted`, `hook-kept` (everything durable, not yet answered). Outbound: `before-note` (nothing noted), `noted` (the attempt is
 * durable, nothing sent), `posted` (WhatsApp has answered, nothing noted), `part-sent`, `all-sent`, `held` (kept for the next contact).
 */
export const crashPoints = [
  'hook-received',
  'message-kept',
  'status-noted',
  'hook-kept',
  'before-note',
  'noted',
  'posted',
  'part-sent',
  'all-sent',
  'held',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** A message template that WhatsApp approved, with one variable in its body for the reply. `language` is such as `id`. */
export type Template = { readonly name: string; readonly language: string };

export type WhatsAppCloudOptions = {
  /** The id of the office's number in the WhatsApp manager: digits, not the number itself. */
  readonly phoneNumberId: string;
  /** A system user's access token. Never logged. */
  readonly token: string;
  /** The secret of the Meta app, with which webhooks are signed. Never logged. */
  readonly appSecret: string;
  /** The word that was given to Meta for verifying the webhook. */
  readonly verifyToken: string;
  readonly texts: WhatsAppCloudTexts;
  /** A folder of the channel's own: what was sent and is not yet confirmed, and what waits for the participant's next contact. */
  readonly folder: string;
  /** The inbox: resolves when the message is durable, rejects when it could not be kept; then WhatsApp posts it again. */
  readonly accept: (from: Party, message: IncomingMessage) => Promise<'stored' | 'duplicate'>;
  readonly log: Log;
  /** Told once when something begins that an operator must look at. */
  readonly alarm: (text: string) => void;
  readonly clock?: Clock;
  readonly fetch?: typeof globalThis.fetch;
  /** Where the Graph API is, with its version and without a slash at the end. */
  readonly apiRoot?: string;
  /** Sends a reply outside the 24 hours; without it such a reply waits for the participant's next contact. */
  readonly template?: Template;
  /** Messages a second over all conversations; a number starts with 80, of both directions together. */
  readonly perSecond?: number;
  /** Messages to one participant: so many at once, then one every `everyMs`. WhatsApp lends 45 and asks for 6 seconds each. */
  readonly pair?: { readonly burst: number; readonly everyMs: number };
  /** How long to wait for a status when it is not known whether a reply went out, before it is sent again: milliseconds. */
  readonly doubtMs?: number;
  readonly crashPoint?: (point: CrashPoint) => void;
};

export const channelName = 'whatsapp-cloud';
export const defaultApiRoot = 'https://graph.facebook.com/v26.0';
/** Where Meta posts to, below the public address of the bot. */
export const webhookPath = '/webhooks/whatsapp-cloud';
