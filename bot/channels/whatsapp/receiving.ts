import {
  type BinaryNode,
  DEFAULT_CONNECTION_CONFIG,
  proto,
  type SocketConfig,
  unpadRandomMax16,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';
import type { IncomingMessage } from '../../core/message.ts';
import type { Party } from '../../store/store.ts';
import { personAddress } from './address.ts';
import type { Addresses } from './addresses.ts';
import type { CrashPoint } from './crash-point.ts';
import { pause } from './pause.ts';
import { type Translated, translate } from './translate.ts';

/** Where a message came from: the addresses as WhatsApp gave them, and the id and time of the message. */
type Origin = { readonly from: string; readonly other: string | undefined; readonly id: string; readonly at: number };

type Options = {
  readonly accept: (from: Party, message: IncomingMessage) => Promise<'stored' | 'duplicate'>;
  readonly addresses: Addresses;
  readonly clock: Clock;
  readonly crashPoint: CrashPoint;
  /** A message could not be decrypted; the phone was asked to send it again. */
  readonly onUnreadable: () => void;
  /** A message is durable. */
  readonly onStored: () => void;
  /** A message is about to be made durable; when the bot turns to it, it is marked as read. */
  readonly onReceived: (address: string, origin: { readonly from: string; readonly id: string }) => void;
};

/** What receiving must know of the connection that it belongs to. */
export type ReceivingConnection = {
  /** Our own addresses, without device. */
  readonly own: () => readonly (string | undefined)[];
  /** The name of Baileys' lock for sending: with it, nothing is read and written at the same time. */
  readonly lock: () => string;
  readonly isOver: () => boolean;
  /** A message could not be made durable: the connection must end without confirming it. */
  readonly refuse: (error: unknown) => void;
  /** The same for a message that WhatsApp will not bring again; always false. */
  readonly isKeptLater: (error: unknown) => boolean;
};

const rememberedIds = 2000;
const keepAgainMs = 3000;

const seconds = (value: unknown): number => Number(value) * 1000 || 0;

function originOf(node: BinaryNode): Origin {
  const { from = '', id = '', t, sender_lid, sender_pn } = node.attrs;
  return { from, other: sender_lid ?? sender_pn, id, at: seconds(t) };
}

function remembering(limit: number) {
  const ids = new Set<string>();
  return {
    has: (id: string) => ids.has(id),
    add: (id: string) => {
      ids.add(id);
      for (const oldest of ids) {
        if (ids.size <= limit) break;
        ids.delete(oldest);
      }
    },
  };
}

/**
 * Makes messages durable before WhatsApp is told that they have arrived. Baileys sends the delivery receipt before it hands a message
 * over, and a crash after decryption would leave keys with which the message cannot be read again. So the message is kept inside
 * the transaction in which it is decrypted: first the message is durable, then the keys, then the receipt goes out.
 */
export function receiving(options: Options) {
  const { accept, addresses, crashPoint, onReceived } = options;
  const accepted = remembering(rememberedIds);

  const receive = async (content: unknown, origin: Origin, own: readonly (string | undefined)[]): Promise<void> => {
    const person = personAddress(origin.from);
    if (person === undefined || own.includes(person)) return;
    const translated: Translated = translate(content, origin);
    if (translated.type === 'ignored') return;
    const address = await addresses.first(person, personAddress(origin.other ?? ''));
    // Before, because the turn may begin at once.
    onReceived(address, origin);
    await accept({ id: `whatsapp:${address}`, channel: 'whatsapp', address }, translated);
    options.onStored();
    accepted.add(`${origin.from} ${origin.id}`);
  };

  const begin = (connection: ReceivingConnection) => {
    const origins = new WeakMap<Uint8Array, Origin>();

    const keep = async (plain: Uint8Array, origin: Origin) => {
      const content = proto.Message.decode(unpadRandomMax16(plain));
      try {
        await receive(content, origin, connection.own());
      } catch (error) {
        connection.refuse(error);
        throw error;
      }
    };

    const makeSignalRepository: SocketConfig['makeSignalRepository'] = (auth, logger, toLid) => {
      const { keys } = auth;
      if (!('transaction' in keys))
        throw new Error('This version of Baileys does not fit the bot: its keys have no transactions.');
      const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, toLid);
      const decrypt: typeof repository.decryptMessage = async (sealed) => {
        // What was still queued when the connection ended comes again with the next one.
        if (connection.isOver()) throw new Error('This WhatsApp connection is over.');
        const plain = await repository.decryptMessage(sealed);
        crashPoint('decrypted');
        const origin = origins.get(sealed.ciphertext);
        if (origin) await keep(plain, origin);
        crashPoint('accepted');
        return plain;
      };
      // libsignal runs what waits for one contact in the transaction of whoever came first, so transactions must never overlap:
      // all that touches sessions takes the lock that Baileys takes for sending.
      const locked = <T>(work: () => Promise<T>): Promise<T> => keys.transaction(work, connection.lock());
      return {
        ...repository,
        decryptMessage: async (sealed) => {
          const plain = await locked(() => decrypt(sealed));
          crashPoint('committed');
          return plain;
        },
        injectE2ESession: (session) => locked(() => repository.injectE2ESession(session)),
        migrateSession: (from, to) => locked(() => repository.migrateSession(from, to)),
        deleteSession: (jids) => locked(() => repository.deleteSession(jids)),
      };
    };

    const onNode = (node: BinaryNode) => {
      crashPoint('received');
      // Baileys takes what came while it was away one after another, and everything else at the same time, so that a person's second
      // message may overtake the first. Marked like this, all of it stays in the order in which it came.
      node.attrs.offline ??= '1';
      if (!Array.isArray(node.content)) return;
      for (const child of node.content) {
        if (child.tag === 'enc' && child.content instanceof Uint8Array) origins.set(child.content, originOf(node));
      }
    };

    /**
     * Messages that came another way than encrypted to us: from an advertisement, or handed on by our own phone. For these alone the
     * receipt is out already, so all that can be done is to try until they are durable.
     */
    const onUpsert = async (message: WAMessage): Promise<void> => {
      const { remoteJid, remoteJidAlt, id, fromMe } = message.key;
      crashPoint('delivered');
      if (message.messageStubType === proto.WebMessageInfo.StubType.CIPHERTEXT) options.onUnreadable();
      if (fromMe || !remoteJid || !id || !message.message || accepted.has(`${remoteJid} ${id}`)) return;
      const origin = { from: remoteJid, other: remoteJidAlt ?? undefined, id, at: seconds(message.messageTimestamp) };
      const content = message.message;
      const isKept = () => receive(content, origin, connection.own()).then(() => true, connection.isKeptLater);
      while (!(await isKept())) await pause(options.clock, keepAgainMs);
    };

    const listen = (socket: WASocket) => {
      socket.ws.prependListener('CB:message', onNode);
      // `append` is what came while we were away, so both kinds count.
      socket.ev.on('messages.upsert', ({ messages }) => {
        for (const message of messages) void onUpsert(message);
      });
    };
    return { makeSignalRepository, listen };
  };
  return { begin };
}
