import {
  type BinaryNode,
  BufferJSON,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  encodeBigEndian,
  encodeWAMessage,
  generateSignalPubKey,
  initAuthCreds,
  KEY_BUNDLE_TYPE,
  proto,
  type SignalDataTypeMap,
  type SignalKeyStoreWithTransaction,
  type SocketConfig,
  unpadRandomMax16,
  xmppPreKey,
  xmppSignedPreKey,
} from '@whiskeysockets/baileys';
import { oneAtATime } from '../../../bot/channels/whatsapp/one-at-a-time.ts';
import { silentLogger } from '../../../bot/channels/whatsapp/silent-logger.ts';
import { node } from './nodes.ts';

/** What somebody needs to begin a Signal session with the bot. */
export type Bundle = Parameters<ReturnType<SocketConfig['makeSignalRepository']>['injectE2ESession']>[0]['session'];

export type Shown = { readonly id: string; readonly text: string };

/** A participant's phone. */
export type Phone = {
  readonly pn: string;
  readonly lid: string;
  readonly name: string;
  /** The bot's messages as the participant sees them: each id once, in the order of arrival. */
  readonly shown: readonly Shown[];
  /** How often a message came that had been shown already. */
  readonly repeats: () => number;
  readonly keyBundle: (jid: string) => Promise<BinaryNode>;
  readonly seal: (content: proto.IMessage, bot: string, bundle: () => Bundle, anew: boolean) => Promise<BinaryNode>;
  /** Resolves with `unreadable` when the message could not be decrypted. */
  readonly open: (id: string, sealed: BinaryNode, bot: string) => Promise<'shown' | 'repeated' | 'unreadable'>;
  /** As after a new installation: what the bot writes next cannot be read until it is sent again. */
  readonly forget: (bot: string) => Promise<void>;
};

/**
 * Kept as text, because libsignal changes what it is given. Without real transactions: libsignal runs the jobs of one address in the async
 * context of whoever came first, and all phones of a test write to the same bot.
 */
function memoryKeys(): SignalKeyStoreWithTransaction {
  const kept = new Map<string, string>();
  return {
    isInTransaction: () => false,
    transaction: (work) => work(),
    get: (type, ids) => {
      const found: { [id: string]: SignalDataTypeMap[typeof type] } = {};
      for (const id of ids) {
        const text = kept.get(`${type}/${id}`);
        if (text !== undefined) found[id] = JSON.parse(text, BufferJSON.reviver);
      }
      return found;
    },
    set: (data) => {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values)) {
          if (value === null || value === undefined) kept.delete(`${type}/${id}`);
          else kept.set(`${type}/${id}`, JSON.stringify(value, BufferJSON.replacer));
        }
      }
    },
  };
}

function textOf(message: proto.IMessage): string {
  return message.conversation || message.extendedTextMessage?.text || '';
}

export function phone(person: { readonly pn: string; readonly lid: string; readonly name: string }): Phone {
  const creds = initAuthCreds();
  const keys = memoryKeys();
  const inTurn = oneAtATime();
  const signal = DEFAULT_CONNECTION_CONFIG.makeSignalRepository({ creds, keys }, silentLogger, async () => []);
  const shown: Shown[] = [];
  const seen = new Set<string>();
  let repeats = 0;
  let nextPreKey = 1;

  const keyBundle = async (jid: string) => {
    const id = nextPreKey++;
    const pair = Curve.generateKeyPair();
    await keys.set({ 'pre-key': { [id]: pair } });
    return node('user', { jid }, [
      node('registration', {}, encodeBigEndian(creds.registrationId)),
      node('type', {}, KEY_BUNDLE_TYPE),
      node('identity', {}, creds.signedIdentityKey.public),
      xmppSignedPreKey(creds.signedPreKey),
      xmppPreKey(pair, id),
    ]);
  };

  const sealNow: Phone['seal'] = async (content, bot, bundle, anew) => {
    if (anew || !(await signal.validateSession(bot)).exists) {
      await signal.injectE2ESession({ jid: bot, session: bundle() });
    }
    const { type, ciphertext } = await signal.encryptMessage({ jid: bot, data: encodeWAMessage(content) });
    return node('enc', { v: '2', type }, ciphertext);
  };

  const openNow: Phone['open'] = async (id, sealed, bot) => {
    if (seen.has(id)) {
      repeats += 1;
      return 'repeated';
    }
    const { type } = sealed.attrs;
    if (!(sealed.content instanceof Uint8Array) || (type !== 'pkmsg' && type !== 'msg')) return 'unreadable';
    try {
      const plain = await signal.decryptMessage({ jid: bot, type, ciphertext: sealed.content });
      const message = proto.Message.decode(unpadRandomMax16(plain));
      seen.add(id);
      if (!message.deviceSentMessage) shown.push({ id, text: textOf(message) });
      return 'shown';
    } catch {
      return 'unreadable';
    }
  };

  // What is read and written of a session must not be mixed.
  const seal: Phone['seal'] = (...given) => inTurn(() => sealNow(...given));
  const open: Phone['open'] = (...given) => inTurn(() => openNow(...given));
  const forget = (bot: string) => signal.deleteSession([bot]);
  return { ...person, shown, repeats: () => repeats, keyBundle, seal, open, forget };
}

/** The bot's keys as it has uploaded them; each pre-key is given out once. */
export function botKeys() {
  let device: Omit<Bundle, 'preKey'> | undefined;
  const preKeys: { readonly id: number; readonly key: Uint8Array }[] = [];
  return {
    count: () => preKeys.length,
    upload: (parts: Omit<Bundle, 'preKey'>, added: readonly { readonly id: number; readonly key: Uint8Array }[]) => {
      device = parts;
      preKeys.push(...added);
    },
    /** A new link brings new keys. */
    clear: () => {
      device = undefined;
      preKeys.length = 0;
    },
    take: (): Bundle => {
      const preKey = preKeys.shift();
      if (!device || !preKey) throw new Error('The bot has no keys on the server; it must pair and upload them first.');
      return { ...device, preKey: { keyId: preKey.id, publicKey: generateSignalPubKey(preKey.key) } };
    },
  };
}
