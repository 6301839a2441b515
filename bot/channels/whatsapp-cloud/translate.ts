import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { IncomingMessage } from '../../core/message.ts';

/** Who wrote: the id by which WhatsApp is told whom to answer. */
export type Translated =
  | {
      readonly type: 'message';
      readonly address: string;
      readonly messageId: string;
      readonly message: IncomingMessage;
    }
  /** `reason` is for the operator and holds nothing of what was written. */
  | { readonly type: 'ignored'; readonly reason: string };

const words = z.string().optional().catch(undefined);
const captioned = z.object({ caption: words }).optional().catch(undefined);
const chosen = z
  .object({ id: z.string().min(1), title: words })
  .optional()
  .catch(undefined);

/** A message of the webhook. Only what every message has is asked for; the rest may be missing or be anything. */
const cloudMessage = z.looseObject({
  id: z.string().min(1),
  type: z.string(),
  timestamp: z.coerce.number().optional().catch(undefined),
  from: words,
  from_user_id: words,
  group_id: words,
  text: z.object({ body: z.string() }).optional().catch(undefined),
  button: z.object({ payload: words, text: words }).optional().catch(undefined),
  interactive: z.object({ button_reply: chosen, list_reply: chosen }).optional().catch(undefined),
  image: captioned,
  video: captioned,
  document: captioned,
});
type CloudMessage = z.infer<typeof cloudMessage>;

/** Somebody with a username may have no number; `user_id` is the id that this office then knows the person by. */
export const contact = z.object({ wa_id: words, user_id: words });
type Contact = z.infer<typeof contact>;

/** Kinds of WhatsApp → ours. What is not named here is `unsupported`. */
const media: Readonly<Record<string, Exclude<IncomingMessage['type'], 'text' | 'choice'>>> = {
  image: 'photo',
  audio: 'voice',
  voice: 'voice',
  document: 'document',
  sticker: 'sticker',
  location: 'location',
  contacts: 'contact',
};

/** Nobody waits for an answer to these. */
const silent: Readonly<Record<string, string>> = {
  reaction: 'a reaction to a message',
  system: 'WhatsApp itself wrote it',
  revoke: 'a message that was taken back',
  request_welcome: 'a chat that was opened without a word',
};

/** Ids are about 60 characters; a longer one is kept apart by its hash. */
const messageId = (id: string): string => (id.length <= 200 ? id : createHash('sha256').update(id).digest('hex'));

const choice = (option: string, text = '') => ({
  type: 'choice' as const,
  option: option.slice(0, 100),
  text: text.slice(0, 200).toWellFormed(),
});

function pressed({ button, interactive }: CloudMessage) {
  const reply = interactive?.button_reply ?? interactive?.list_reply;
  if (reply) return choice(reply.id, reply.title);
  // The button of a template says what is written on it.
  return button?.text ? { type: 'text' as const, text: button.text.toWellFormed() } : undefined;
}

function contentOf(message: CloudMessage) {
  if (message.text) return { type: 'text' as const, text: message.text.body.toWellFormed() };
  const reply = pressed(message);
  if (reply) return reply;
  const caption = message.image?.caption ?? message.video?.caption ?? message.document?.caption ?? '';
  return { type: media[message.type] ?? 'unsupported', text: caption.toWellFormed() };
}

/** An edit carries the new message inside; only a new text says something new. */
const edit = z.object({ edit: z.object({ message: z.object({ type: z.string() }).loose() }) });

function edited(message: CloudMessage): CloudMessage | undefined {
  const inner = edit.safeParse(message).data?.edit.message;
  return inner?.type === 'text' ? cloudMessage.safeParse({ ...inner, id: message.id }).data : undefined;
}

const ignored = (reason: string): Translated => ({ type: 'ignored', reason });

/** The id that is there in every message of a person comes first: the number can vanish when somebody takes a username. */
function addressOf({ from, from_user_id }: CloudMessage, sender: Contact | undefined): string | undefined {
  return from_user_id || sender?.user_id || from || sender?.wa_id || undefined;
}

/** WhatsApp gives seconds; a message without a usable time was written now. */
const timeOf = (seconds: number | undefined, now: number) =>
  seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : now;

/** What a message of the webhook means for us. Total: anything may come in. `contacts` stand beside the messages. */
export function translate(raw: unknown, contacts: readonly Contact[], now: number): Translated {
  const read = cloudMessage.safeParse(raw);
  if (!read.success) return ignored('it is not what the Cloud API describes');
  const message = read.data;
  const reason = message.group_id ? 'it was written in a group' : silent[message.type];
  if (reason) return ignored(reason);
  const sender = contacts.find(({ wa_id }) => wa_id !== undefined && wa_id === message.from) ?? onlyOne(contacts);
  const address = addressOf(message, sender);
  if (address === undefined) return ignored('it does not say who wrote it');
  const content = message.type === 'edit' ? edited(message) : message;
  if (!content) return ignored('an edit that changed no text');
  return {
    type: 'message',
    address,
    messageId: message.id,
    message: { id: messageId(message.id), at: timeOf(message.timestamp, now), ...contentOf(content) },
  };
}

/** With several senders in one change and no number, nobody can tell which of them it was. */
const onlyOne = (contacts: readonly Contact[]) => (contacts.length === 1 ? contacts[0] : undefined);
