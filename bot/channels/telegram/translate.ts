import type { IncomingMessage } from '../../core/message.ts';
import type { Party } from '../../store/store.ts';
import type { TelegramTexts } from './texts.ts';
import { type TelegramMessage, type TelegramPress, telegramUpdate } from './update.ts';

/** A press waits for an answer, or the participant's Telegram shows a spinning clock on the button. */
export type Press = { readonly query: string; readonly label: string };

export type Translated =
  | { readonly type: 'message'; readonly from: Party; readonly message: IncomingMessage; readonly press?: Press }
  /** `reason` is for the operator and holds nothing of what was written. */
  | { readonly type: 'ignored'; readonly reason: string; readonly press?: Press };

/** An edit later than this does not count as a new message. */
const editSeconds = 120;

const ignored = (reason: string, press?: Press): Translated => ({
  type: 'ignored',
  reason,
  ...(press ? { press } : {}),
});

const partyOf = (chat: number): Party => ({ id: `telegram:${chat}`, channel: 'telegram', address: String(chat) });

type MediaType = Exclude<IncomingMessage['type'], 'text' | 'choice'>;

/** The field that tells the kind of a message → our kind. An animation also carries `document`, and a venue `location`. */
const mediaKinds: readonly (readonly [string, MediaType])[] = [
  ['animation', 'unsupported'],
  ['photo', 'photo'],
  ['live_photo', 'photo'],
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['sticker', 'sticker'],
  ['document', 'document'],
  ['location', 'location'],
  ['contact', 'contact'],
];

/** What Telegram itself writes into a chat; nobody waits for an answer to it. */
const serviceFields = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'users_shared',
  'chat_shared',
  'connected_website',
  'successful_payment',
  'refunded_payment',
  'passport_data',
  'proximity_alert_triggered',
  'boost_added',
  'chat_background_set',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'gift',
  'unique_gift',
  'gift_upgrade_sent',
  'paid_message_price_changed',
];

const resumeLink = /^lanjut[-_](.+)$/i;

function spokenByLink(word: string, texts: TelegramTexts, otherwise: string): string {
  const code = resumeLink.exec(word)?.[1];
  if (code !== undefined) return `/lanjut ${code}`;
  return texts.links[word.toLowerCase()] ?? otherwise;
}

/** What a participant says by a text: commands count as the words that the content gives them. */
export function spoken(text: string, texts: TelegramTexts): string {
  const [, name, rest = ''] = /^\/([a-z0-9_]+)(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text.trim()) ?? [];
  const command = texts.commands.find((one) => one.command === name?.toLowerCase());
  if (!command) return text;
  const said = rest.trim();
  if (command.says === undefined) return `/${command.command} ${said}`.trim();
  if (command.command === 'start') return spokenByLink(said, texts, command.says);
  return `${command.says} ${said}`.trim();
}

function contentOf(message: TelegramMessage, texts: TelegramTexts) {
  if (message.text !== undefined) return { type: 'text' as const, text: spoken(message.text.toWellFormed(), texts) };
  const kind = mediaKinds.find(([field]) => message[field] !== undefined)?.[1] ?? 'unsupported';
  return { type: kind, text: message.caption?.toWellFormed() ?? '' };
}

/** Why a message is none of ours, or undefined. */
function notForUs({ chat, from }: Pick<TelegramMessage, 'chat' | 'from'>): string | undefined {
  if (chat.type !== 'private') return `it was written in a ${chat.type}`;
  // Two bots that answer each other never stop.
  return from?.is_bot ? 'a bot wrote it' : undefined;
}

/** An id alone might come again when the office changes to another bot; with its time it does not. */
const idOf = (message: TelegramMessage) => `${message.message_id}.${message.date}`;

function ofMessage(message: TelegramMessage, texts: TelegramTexts): Translated {
  const reason = notForUs(message);
  if (reason) return ignored(reason);
  if (serviceFields.some((field) => message[field] !== undefined)) return ignored('Telegram itself wrote it');
  const common = { id: idOf(message), at: message.date * 1000 };
  return { type: 'message', from: partyOf(message.chat.id), message: { ...common, ...contentOf(message, texts) } };
}

/**
 * A quick correction counts as one more message. Later edits are ignored: the conversation has gone on, an answer would surprise, and
 * Telegram also reports as edits what nobody wrote, such as a location that moves.
 */
function ofEdit(message: TelegramMessage, texts: TelegramTexts): Translated {
  const reason = notForUs(message);
  if (reason) return ignored(reason);
  const { edit_date: edited } = message;
  const text = message.text ?? message.caption;
  if (edited === undefined || text === undefined) return ignored('an edit that changed no text');
  if (edited - message.date > editSeconds) return ignored(`an edit more than ${editSeconds} seconds after writing`);
  return {
    type: 'message',
    from: partyOf(message.chat.id),
    message: {
      id: `${idOf(message)}:e${edited}`,
      at: edited * 1000,
      type: 'text',
      text: spoken(text.toWellFormed(), texts),
    },
  };
}

function ofPress({ id, from, data, message }: TelegramPress, now: number): Translated {
  const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
  const label = buttons.find((button) => button.callback_data === data)?.text.slice(0, 200) ?? '';
  const press = { query: id, label };
  if (!message || !data) return ignored('a press that does not say where or what', press);
  const reason = notForUs({ chat: message.chat, from });
  if (reason) return ignored(reason, press);
  if (data.length > 100) return ignored('a press with data that no button of ours has', press);
  return {
    type: 'message',
    from: partyOf(message.chat.id),
    message: { id: `p${id}`, at: now, type: 'choice', option: data, text: label },
    press,
  };
}

/** What an update means for us. Total: anything may come in. `now` is the time of a press, for which Telegram gives none. */
export function translate(update: unknown, texts: TelegramTexts, now: number): Translated {
  const parsed = telegramUpdate.safeParse(update);
  if (!parsed.success) return ignored('it is not what the Bot API describes');
  const { message, edited_message, callback_query } = parsed.data;
  if (message) return ofMessage(message, texts);
  if (edited_message) return ofEdit(edited_message, texts);
  if (callback_query) return ofPress(callback_query, now);
  return ignored('a kind of update that was not asked for');
}
