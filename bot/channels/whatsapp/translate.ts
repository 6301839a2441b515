import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { IncomingMessage } from '../../core/message.ts';

/** What WhatsApp says about a message beside its content: `at` is epoch milliseconds. */
export type Envelope = { readonly id: string; readonly at: number };
export type Translated = IncomingMessage | { readonly type: 'ignored'; readonly reason: string };

const words = z.string().nullish();
const part = z.looseObject({}).nullish();
const captioned = z.looseObject({ caption: words }).nullish();

/** The fields of `proto.Message` that the bot understands; all of them may be missing. */
const content = z.looseObject({
  conversation: words,
  extendedTextMessage: z.looseObject({ text: words }).nullish(),
  imageMessage: captioned,
  videoMessage: captioned,
  documentMessage: captioned,
  audioMessage: part,
  locationMessage: captioned,
  liveLocationMessage: captioned,
  contactMessage: part,
  contactsArrayMessage: part,
  stickerMessage: part,
  lottieStickerMessage: part,
  buttonsResponseMessage: z.looseObject({ selectedButtonId: words, selectedDisplayText: words }).nullish(),
  templateButtonReplyMessage: z.looseObject({ selectedId: words, selectedDisplayText: words }).nullish(),
  listResponseMessage: z
    .looseObject({ title: words, singleSelectReply: z.looseObject({ selectedRowId: words }).nullish() })
    .nullish(),
  protocolMessage: z.looseObject({ type: z.union([z.number(), z.string()]).nullish(), editedMessage: part }).nullish(),
});
type Content = z.infer<typeof content>;

/** Messages inside which the real one lies, as `message`. */
const wrappers = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'editedMessage',
  'deviceSentMessage',
];

/** Parts that accompany a message or ask for no answer. */
const silent = new Set([
  'messageContextInfo',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'protocolMessage',
  'reactionMessage',
  'encReactionMessage',
  'pollUpdateMessage',
  'encCommentMessage',
  'encEventResponseMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'placeholderMessage',
  'call',
]);

const kinds = [
  ['imageMessage', 'photo'],
  ['documentMessage', 'document'],
  ['locationMessage', 'location'],
  ['liveLocationMessage', 'location'],
  ['audioMessage', 'voice'],
  ['contactMessage', 'contact'],
  ['contactsArrayMessage', 'contact'],
  ['stickerMessage', 'sticker'],
  ['lottieStickerMessage', 'sticker'],
] as const;

const inside = z.looseObject({ message: z.looseObject({}) });
const edit = 14;

function unwrapped(message: Readonly<Record<string, unknown>>, depth = 0): Readonly<Record<string, unknown>> {
  // Nobody wraps this often; a message that does is left as it is.
  if (depth > 8) return message;
  for (const name of wrappers) {
    const found = inside.safeParse(message[name]);
    if (found.success) return unwrapped(found.data.message, depth + 1);
  }
  const { protocolMessage } = content.pick({ protocolMessage: true }).safeParse(message).data ?? {};
  const isEdit = protocolMessage?.type === edit || protocolMessage?.type === 'MESSAGE_EDIT';
  return isEdit && protocolMessage.editedMessage ? unwrapped(protocolMessage.editedMessage, depth + 1) : message;
}

/** What a participant chose in a message of somebody else's making; we send none, so its ids may be anything. */
function chosen(message: Content): { option: string; text: string } | undefined {
  const { buttonsResponseMessage: button, templateButtonReplyMessage: template, listResponseMessage: list } = message;
  if (button) return { option: button.selectedButtonId ?? '', text: button.selectedDisplayText ?? '' };
  if (template) return { option: template.selectedId ?? '', text: template.selectedDisplayText ?? '' };
  if (list) return { option: list.singleSelectReply?.selectedRowId ?? '', text: list.title ?? '' };
  return undefined;
}

function captionOf(value: unknown): string {
  return captioned.safeParse(value).data?.caption ?? '';
}

/** Ids come from the sender's phone, who may write anything there; a long one is kept apart by its hash. */
const messageId = (id: string): string => (id.length <= 200 ? id : createHash('sha256').update(id).digest('hex'));

function otherKind(message: Readonly<Record<string, unknown>>, common: { id: string; at: number }): Translated {
  for (const [name, type] of kinds) {
    if (message[name]) return { ...common, type, text: captionOf(message[name]) };
  }
  const unknown = Object.keys(message).find((name) => message[name] && !silent.has(name));
  if (unknown === undefined) return { type: 'ignored', reason: 'It asks for no answer.' };
  return { ...common, type: 'unsupported', text: captionOf(message[unknown]) };
}

/** The content of a message, a `proto.Message` or its JSON, as the bot knows messages. Total: what it does not know is `unsupported`. */
export function translate(raw: unknown, envelope: Envelope): Translated {
  const whole = z.looseObject({}).safeParse(raw);
  if (envelope.id === '' || !whole.success) return { type: 'ignored', reason: 'It has no id or no content.' };
  const message = unwrapped(whole.data);
  const common = { id: messageId(envelope.id), at: Math.round(envelope.at) };
  const known = content.safeParse(message);
  if (!known.success) return { ...common, type: 'unsupported', text: '' };
  const text = known.data.conversation || known.data.extendedTextMessage?.text;
  if (text) return { ...common, type: 'text', text };
  const choice = chosen(known.data);
  if (choice?.option) {
    return { ...common, type: 'choice', option: choice.option.slice(0, 100), text: choice.text.slice(0, 200) };
  }
  return otherKind(message, common);
}
