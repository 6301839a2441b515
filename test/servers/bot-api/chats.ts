import type { Contract } from './contract.ts';

export type Json = Readonly<Record<string, unknown>>;
export type Message = Json & { readonly message_id: number; readonly date: number };
export type Update = Json & { readonly update_id: number };

export type Chat = {
  readonly about: { readonly id: number; readonly type: 'private' | 'group'; readonly [name: string]: unknown };
  readonly messages: Map<number, Message>;
  lastId: number;
  blocked: boolean;
};

export const botUser = { id: 1, is_bot: true, first_name: 'Bot', username: 'bantuan_bot' };

/** The chats with their messages, and the updates that the bot has not confirmed. */
export type Chats = {
  readonly chat: (id: number) => Chat | undefined;
  readonly add: (id: number, type?: 'private' | 'group') => Chat;
  readonly put: (chat: Chat, content: Json) => Message;
  readonly push: (content: Json) => Update;
  readonly waiting: () => readonly Update[];
  /** The next update gets the id after this one. */
  readonly countFrom: (id: number) => void;
  /** Confirms every update below this id. */
  readonly confirm: (offset: number) => void;
  readonly drop: (update: number) => void;
  /** Callback queries that were not answered yet. */
  readonly queries: Set<string>;
  /** What the server itself did against the contract. */
  readonly violations: string[];
};

type World = {
  readonly contract: Contract;
  readonly now: () => number;
  readonly changed: () => void;
  /** Called when the bot wrote into a chat. */
  readonly shown: (chat: number, message: Message) => void;
};

const newChat = (id: number, type: 'private' | 'group'): Chat => ({
  about: type === 'private' ? { id, type, first_name: `Peserta ${id}` } : { id, type, title: `Grup ${id}` },
  messages: new Map(),
  lastId: 0,
  blocked: false,
});

export const emptyChats = ({ contract, now, changed, shown }: World): Chats => {
  const chats = new Map<number, Chat>();
  const violations: string[] = [];
  let updates: Update[] = [];
  let lastUpdate = 1000;
  const checked = <T>(type: string, value: T): T => {
    violations.push(...contract.checkValue(type, value));
    return value;
  };
  return {
    chat: (id) => chats.get(id),
    add: (id, type = 'private') => {
      const chat = newChat(id, type);
      chats.set(id, chat);
      return chat;
    },
    put: (chat, content) => {
      chat.lastId += 1;
      const date = Math.floor(now() / 1000);
      const message: Message = checked('Message', { message_id: chat.lastId, date, chat: chat.about, ...content });
      chat.messages.set(chat.lastId, message);
      if (message.from === botUser) shown(chat.about.id, message);
      changed();
      return message;
    },
    push: (content) => {
      lastUpdate += 1;
      const update = checked('Update', { update_id: lastUpdate, ...content });
      updates.push(update);
      changed();
      return update;
    },
    waiting: () => updates,
    countFrom: (id) => {
      lastUpdate = id;
    },
    confirm: (offset) => {
      // Most calls confirm nothing, and a queue under load is long.
      const first = updates[0];
      if (!first || first.update_id >= offset) return;
      updates = updates.filter(({ update_id }) => update_id >= offset);
      changed();
    },
    drop: (update) => {
      updates = updates.filter(({ update_id }) => update_id !== update);
    },
    queries: new Set(),
    violations,
  };
};
