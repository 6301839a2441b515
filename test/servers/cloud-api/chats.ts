import { type Message, optionsOf, wordsOf } from './contract.ts';

/** A message of the bot as the participant's phone shows it. */
export type Shown = { readonly id: string; readonly words: string; readonly message: Message };

/** One participant's chat. `wroteAt`: when the participant last wrote, epoch milliseconds. */
export type Chat = { readonly shown: Shown[]; wroteAt: number; isTyping: boolean; readonly sentAt: number[] };

export type Chats = {
  readonly open: (address: string) => Chat;
  readonly newId: () => string;
  readonly show: (address: string, id: string, message: Message) => void;
  /** The newest option with this title. */
  readonly option: (
    address: string,
    title: string,
  ) => { readonly id: string; readonly title: string; readonly form: string };
};

export const emptyChats = (): Chats => {
  const chats = new Map<string, Chat>();
  let last = 0;
  const open = (address: string): Chat => {
    const chat = chats.get(address) ?? { shown: [], wroteAt: 0, isTyping: false, sentAt: [] };
    chats.set(address, chat);
    return chat;
  };
  return {
    open,
    newId: () => {
      last += 1;
      return `wamid.${Buffer.from(`message ${last}`).toString('base64')}`;
    },
    show: (address, id, message) => {
      open(address).shown.push({ id, words: wordsOf(message), message });
    },
    option: (address, title) => {
      for (const { message } of open(address).shown.toReversed()) {
        const option = optionsOf(message).find((one) => one.title === title);
        if (option && message.type === 'interactive') return { ...option, form: `${message.interactive.type}_reply` };
      }
      throw new Error(`${address} sees no option “${title}”.`);
    },
  };
};
