import { z } from 'zod';

/** The kinds of secrets and identifiers that `redact` replaces by placeholders such as `⟨nik⟩`. */
export const sensitiveKinds = ['otp', 'password', 'nik', 'kpj', 'account', 'phone', 'email', 'number'] as const;
export type SensitiveKind = (typeof sensitiveKinds)[number];

const common = {
  /** The channel's own id of the message: the same id is the same message. */
  id: z.string(),
  /** When the channel says it was written: epoch milliseconds, UTC. */
  at: z.number().int(),
};

/**
 * What a participant sent, after redaction. `choice` is a press on a button: `option` is the id that the bot gave it
 * (`<question id>#<number>`), `text` its label. Other kinds than text carry only their caption. Lengths are limited where messages come in and
 * not here: redaction makes a text longer, and what was stored must always be readable again.
 */
export const incomingMessage = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal('text'), text: z.string() }),
  z.object({ ...common, type: z.literal('choice'), option: z.string(), text: z.string() }),
  z.object({
    ...common,
    type: z.enum(['photo', 'voice', 'document', 'location', 'contact', 'sticker', 'unsupported']),
    text: z.string(),
  }),
]);
export type IncomingMessage = z.infer<typeof incomingMessage>;

/** An identifier that was cut out of a message, encrypted; only the step that asks for its kind keeps it. */
export const sealedValue = z.object({ kind: z.enum(sensitiveKinds), sealed: z.string() });
export type SealedValue = z.infer<typeof sealedValue>;

/** A message as it is stored: redacted, with the kinds that were found and the sealed identifiers. */
export const receivedMessage = z.object({
  message: incomingMessage,
  found: z.array(z.enum(sensitiveKinds)),
  sealed: z.array(sealedValue),
  /** When we made it durable: epoch milliseconds, UTC. */
  receivedAt: z.number().int(),
});
export type ReceivedMessage = z.infer<typeof receivedMessage>;

/** One answer that can be pressed, or given by its number (place in the list, from 1) or by words. */
export const replyOption = z.object({ id: z.string(), label: z.string() });
export type ReplyOption = z.infer<typeof replyOption>;

/** What the bot says: one bubble, with the answers it offers. Channels render options as buttons, a list, or numbers. */
export const reply = z.object({ text: z.string(), options: z.array(replyOption) });
export type Reply = z.infer<typeof reply>;
