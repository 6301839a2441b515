import type { WASocket } from '@whiskeysockets/baileys';

type Unread = { readonly from: string; readonly id: string };

const perPerson = 50;
const people = 2000;

/** Marks messages as read when the bot turns to them, and shows that it is typing. Nothing here matters enough to fail. */
export function reading(socket: () => WASocket | undefined, onProblem: () => void) {
  const unread = new Map<string, readonly Unread[]>();

  const read = async (address: string): Promise<void> => {
    const messages = unread.get(address);
    const open = socket();
    if (!messages || !open) return;
    unread.delete(address);
    await open.readMessages(messages.map(({ from, id }) => ({ remoteJid: from, id, fromMe: false }))).catch(onProblem);
  };

  return {
    read,
    received: (address: string, message: Unread): void => {
      unread.set(address, [...(unread.get(address) ?? []), message].slice(-perPerson));
      const [oldest] = unread.keys();
      if (unread.size > people && oldest !== undefined) unread.delete(oldest);
    },
    typing: (address: string): void => {
      void read(address);
      socket()?.sendPresenceUpdate('composing', address).catch(onProblem);
    },
  };
}
