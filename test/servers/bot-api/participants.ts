import { botUser, type Chat, type Chats, type Json, type Message } from './chats.ts';

/** What people do in their Telegram, and what they see. Chats are private and come into being when first used. */
export type Participants = {
  readonly says: (chat: number, text: string) => Message;
  /** Any other content, such as `{photo: […]}`. */
  readonly sends: (chat: number, content: Json) => Message;
  readonly edits: (chat: number, message: number, text: string, secondsLater: number) => void;
  /** Presses the newest button with this label; returns the id of the callback query. */
  readonly presses: (chat: number, label: string) => string;
  readonly blocks: (chat: number, blocked?: boolean) => void;
  readonly saysInGroup: (chat: number, text: string) => void;
  /** A raw update, for kinds that have no name here. */
  readonly pushes: (content: Json) => void;
  /** Texts of the bot in the order in which the chat shows them. */
  readonly read: (chat: number) => readonly string[];
  readonly messages: (chat: number) => readonly Message[];
  readonly unanswered: () => number;
};

type Button = { readonly text: string; readonly callback_data: string };

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const isButton = (value: unknown): value is Button =>
  isRecord(value) && typeof value.text === 'string' && typeof value.callback_data === 'string';

export const buttonsOf = ({ reply_markup }: Json): readonly Button[] => {
  const rows = isRecord(reply_markup) ? reply_markup.inline_keyboard : undefined;
  return Array.isArray(rows) ? rows.flat().filter(isButton) : [];
};

const commandEntity = (text: string) =>
  text.startsWith('/')
    ? { entities: [{ type: 'bot_command', offset: 0, length: text.split(/\s/)[0]?.length ?? 0 }] }
    : {};

export const participants = (chats: Chats, now: () => number): Participants => {
  const personOf = (id: number) => ({ id, is_bot: false, first_name: `Peserta ${id}`, language_code: 'id' });
  const open = (id: number): Chat => chats.chat(id) ?? chats.add(id);
  const messages = (id: number) => [...open(id).messages.values()];
  const sends = (id: number, content: Json) => {
    const message = chats.put(open(id), { from: personOf(id), ...content });
    chats.push({ message });
    return message;
  };
  let lastQuery = 0;
  return {
    sends,
    says: (id, text) => sends(id, { text, ...commandEntity(text) }),
    edits: (id, message, text, secondsLater) => {
      const old = open(id).messages.get(message);
      if (!old) throw new Error(`There is no message ${message} to edit.`);
      const edited = { ...old, text, edit_date: old.date + secondsLater };
      open(id).messages.set(message, edited);
      chats.push({ edited_message: edited });
    },
    presses: (id, label) => {
      const message = messages(id).findLast((one) => buttonsOf(one).some(({ text }) => text === label));
      const data = message && buttonsOf(message).find(({ text }) => text === label)?.callback_data;
      if (!message || data === undefined) throw new Error(`Chat ${id} shows no button “${label}”.`);
      lastQuery += 1;
      const query = `${now()}${lastQuery}`;
      chats.queries.add(query);
      chats.push({ callback_query: { id: query, from: personOf(id), message, chat_instance: String(id), data } });
      return query;
    },
    blocks: (id, blocked = true) => {
      open(id).blocked = blocked;
    },
    saysInGroup: (id, text) => {
      const group = chats.chat(id) ?? chats.add(id, 'group');
      chats.push({ message: chats.put(group, { from: personOf(77), text }) });
    },
    pushes: (content) => {
      chats.push(content);
    },
    read: (id) =>
      messages(id).flatMap((one) => (one.from === botUser && typeof one.text === 'string' ? [one.text] : [])),
    messages,
    unanswered: () => chats.queries.size,
  };
};
