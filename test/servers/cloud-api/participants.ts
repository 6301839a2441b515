import type { Shown } from './chats.ts';
import type { Json } from './delivery.ts';
import type { Running } from './messages.ts';

/** What participants do and see. An address is a number, or an id such as `ID.123` of somebody who has a username and shows no number. */
export function participants(api: Running) {
  const sends = (address: string, content: Json): string => {
    const id = api.chats.newId();
    api.incoming.set(id, address);
    api.chats.open(address).wroteAt = api.now();
    const isNumber = /^\d+$/.test(address);
    const sender = isNumber ? { wa_id: address } : { user_id: address };
    const from = isNumber ? { from: address } : { from_user_id: address };
    const message = { ...from, id, timestamp: String(Math.floor(api.now() / 1000)), ...content };
    api.ways.push({
      key: address,
      value: { contacts: [{ profile: { name: 'Peserta' }, ...sender }], messages: [message] },
    });
    return id;
  };
  return {
    /** Sends any content, such as `{type: 'image', image: {…}}`; returns the message's id. */
    sends,
    says: (address: string, body: string) => sends(address, { type: 'text', text: { body } }),
    /** Presses the newest button, or chooses the newest row, with this title. */
    presses: (address: string, title: string) => {
      const { form, ...option } = api.chats.option(address, title);
      return sends(address, { type: 'interactive', interactive: { type: form, [form]: option } });
    },
    /** The participant wrote last more than 24 hours ago. */
    closeWindow: (address: string) => {
      api.chats.open(address).wroteAt = 0;
    },
    read: (address: string): readonly string[] => api.chats.open(address).shown.map(({ words }) => words),
    shown: (address: string): readonly Shown[] => api.chats.open(address).shown,
    isTyping: (address: string) => api.chats.open(address).isTyping,
  };
}
