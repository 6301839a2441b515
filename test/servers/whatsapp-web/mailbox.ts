import { randomBytes } from 'node:crypto';
import { type BinaryNode, proto } from '@whiskeysockets/baileys';
import { node, seconds, whatsApp } from './nodes.ts';
import type { botKeys, Phone } from './phone.ts';
import type { Wire } from './wire.ts';

export type Saying = {
  /** Which of the participant's addresses the stanza names as the sender; the other one comes beside it. */
  readonly as?: 'pn' | 'lid';
  /** Leaves the other address out. */
  readonly alone?: boolean;
  readonly id?: string;
  /** As an advertisement's first message comes: not encrypted. */
  readonly isPlain?: boolean;
};

type Said = { readonly content: proto.IMessage; readonly attrs: BinaryNode['attrs'] };

/** Faults on the way to the bot. */
export type Delivery = { copies: number; isHeld: boolean };

/** A phone answers a request to send again after this; the bot's own acknowledgement comes first. */
const againMs = 50;

function sender(phone: Phone, saying: Saying): BinaryNode['attrs'] {
  const pn = `${phone.pn}@${whatsApp}`;
  const lid = `${phone.lid}@lid`;
  if (saying.as === 'lid') return { from: lid, addressing_mode: 'lid', ...(saying.alone ? {} : { sender_pn: pn }) };
  return { from: pn, ...(saying.alone ? {} : { sender_lid: lid }) };
}

const plain = (content: proto.IMessage): BinaryNode => node('plaintext', {}, proto.Message.encode(content).finish());

/** What participants have sent to the bot, kept until the bot has confirmed it. */
export function mailbox(botAddress: string, keys: ReturnType<typeof botKeys>, bot: () => Wire | undefined) {
  const said = new Map<string, Said>();
  const queued = new Map<string, BinaryNode>();
  const faults: Delivery = { copies: 1, isHeld: false };

  const deliver = (stanza: BinaryNode): void => {
    queued.set(stanza.attrs.id ?? '', stanza);
    if (faults.isHeld) return;
    for (let copy = 0; copy < faults.copies; copy += 1) bot()?.send(stanza);
  };
  const stanza = (id: string, { content, attrs }: Said, sealed: BinaryNode): BinaryNode => {
    const type = content.conversation || content.extendedTextMessage ? 'text' : 'media';
    return node('message', { ...attrs, id, t: seconds(), type }, [sealed]);
  };

  return {
    faults,
    queued: (): readonly string[] => [...queued.keys()],
    confirmed: (id: string): void => {
      queued.delete(id);
    },
    /** Sends everything that is queued, as after a login (`offline`) or when it was held back. */
    replay: (isOffline: boolean): number => {
      const all = [...queued.values()];
      for (const each of all) bot()?.send(isOffline ? { ...each, attrs: { ...each.attrs, offline: '1' } } : each);
      return all.length;
    },
    say: async (phone: Phone, what: string | proto.IMessage, saying: Saying = {}): Promise<string> => {
      const id = saying.id ?? `3A${randomBytes(9).toString('hex').toUpperCase()}`;
      const content = typeof what === 'string' ? { conversation: what } : what;
      const message = { content, attrs: { ...sender(phone, saying), notify: phone.name } };
      said.set(id, message);
      const sealed = saying.isPlain ? plain(content) : await phone.seal(content, botAddress, keys.take, false);
      deliver(stanza(id, message, sealed));
      return id;
    },
    /** The bot could not read a message: the phone encrypts it again, in a new Signal session. */
    sayAgain: (id: string, phone: Phone): void => {
      const message = said.get(id);
      if (!message) return;
      setTimeout(async () => {
        deliver(stanza(id, message, await phone.seal(message.content, botAddress, keys.take, true)));
      }, againMs);
    },
    /** A stanza of somebody else's making, such as one from a group. */
    deliver,
  };
}
