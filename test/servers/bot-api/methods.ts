import { botUser, type Chat, type Chats, type Json, type Message } from './chats.ts';

export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: { readonly retry_after: number };
    };

export const done = (result: unknown = true): Answer => ({ ok: true, result });
export const failed = (error_code: number, description: string): Answer => ({ ok: false, error_code, description });

/** What the bot told Telegram about itself. */
export type Profile = {
  commands: unknown;
  description: string;
  shortDescription: string;
  webhook: { url: string; secret: string; lastError?: string };
};

export type Setting = { readonly chats: Chats; readonly profile: Profile };
type Method = (parameters: Json, setting: Setting) => Answer;

const me = { ...botUser, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false };

const keyboardOf = ({ reply_markup }: Json) => (reply_markup === undefined ? {} : { reply_markup });

/** Runs `act` on the chat of the call, or answers as Telegram does when the bot cannot write there. */
const inChat =
  (act: (chat: Chat, parameters: Json, setting: Setting) => Answer): Method =>
  (parameters, setting) => {
    const chat = typeof parameters.chat_id === 'number' ? setting.chats.chat(parameters.chat_id) : undefined;
    if (!chat) return failed(400, 'Bad Request: chat not found');
    if (chat.blocked) return failed(403, 'Forbidden: bot was blocked by the user');
    return act(chat, parameters, setting);
  };

const onOwnMessage = (change: (message: Message, parameters: Json) => Json): Method =>
  inChat((chat, parameters) => {
    const id = parameters.message_id;
    const message = typeof id === 'number' ? chat.messages.get(id) : undefined;
    if (!message || message.from !== botUser) return failed(400, "Bad Request: message can't be edited");
    const changed = change(message, parameters);
    if (JSON.stringify(changed) === JSON.stringify(message)) return failed(400, 'Bad Request: message is not modified');
    const edited = { ...changed, message_id: message.message_id, date: message.date, edit_date: message.date };
    chat.messages.set(message.message_id, edited);
    return done(edited);
  });

const webhookInfo = ({ chats, profile }: Setting) => ({
  url: profile.webhook.url,
  has_custom_certificate: false,
  pending_update_count: chats.waiting().length,
  ...(profile.webhook.lastError === undefined
    ? {}
    : { last_error_date: Math.floor(Date.now() / 1000), last_error_message: profile.webhook.lastError }),
});

/** The calls that change or show state; `getUpdates` is apart, because it waits. */
export const methods: Readonly<Record<string, Method>> = {
  getMe: () => done(me),
  sendMessage: inChat((chat, parameters, { chats }) =>
    done(chats.put(chat, { from: botUser, text: parameters.text, ...keyboardOf(parameters) })),
  ),
  sendChatAction: inChat(() => done()),
  editMessageText: onOwnMessage((message, parameters) => ({
    ...message,
    text: parameters.text,
    ...keyboardOf(parameters),
  })),
  editMessageReplyMarkup: onOwnMessage(({ reply_markup: _, ...message }, parameters) => ({
    ...message,
    ...keyboardOf(parameters),
  })),
  deleteMessage: inChat((chat, { message_id }) =>
    typeof message_id === 'number' && chat.messages.delete(message_id)
      ? done()
      : failed(400, 'Bad Request: message to delete not found'),
  ),
  answerCallbackQuery: ({ callback_query_id }, { chats }) =>
    chats.queries.delete(String(callback_query_id))
      ? done()
      : failed(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'),
  setMyCommands: ({ commands }, { profile }) => {
    profile.commands = commands;
    return done();
  },
  getMyCommands: (_, { profile }) => done(profile.commands),
  setMyDescription: ({ description }, { profile }) => {
    profile.description = String(description);
    return done();
  },
  setMyShortDescription: ({ short_description }, { profile }) => {
    profile.shortDescription = String(short_description);
    return done();
  },
  setWebhook: ({ url, secret_token }, { profile }) => {
    profile.webhook = { url: String(url), secret: String(secret_token ?? '') };
    return done();
  },
  deleteWebhook: (_, { profile }) => {
    profile.webhook = { url: '', secret: '' };
    return done();
  },
  getWebhookInfo: (_, setting) => done(webhookInfo(setting)),
};
