import { join } from 'node:path';
import makeWASocket, {
  makeCacheableSignalKeyStore,
  useMultiFileAuthState,
  WA_CERT_DETAILS,
  type WAMessage,
} from '@whiskeysockets/baileys';
import { quietSignal } from '../../bot/channels/whatsapp/quiet-signal.ts';
import { silentLogger } from '../../bot/channels/whatsapp/silent-logger.ts';
import { whatsAppChannel } from '../../bot/channels/whatsapp/whatsapp-channel.ts';
import type { IncomingMessage } from '../../bot/core/message.ts';
import { lanes } from '../../bot/lanes.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import type { Party } from '../../bot/store/store.ts';

/**
 * An echo bot in a process of its own. `own`: this project's channel and store, everything durable; `bare`: Baileys as its
 * README shows it. Arguments: kind, folder, address of the server, and the server's root in hex.
 */
const [kind, folder = '', url = '', root = ''] = process.argv.slice(2);
WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root, 'hex');
const tell = (what: string, value = ''): void => void process.send?.({ what, value });
const nothing = () => {};

async function ownBot(): Promise<void> {
  const store = await lowdbStore({ folder: join(folder, 'data') });
  const work = lanes();
  const answer = async ({ id, address }: Party, message: IncomingMessage) => {
    const reply = { text: `balas: ${message.text}`, options: [] };
    const lines = await store.commit(id, {
      state: null,
      done: [message.id],
      replies: [reply],
      at: Date.now(),
      pulled: false,
    });
    for (const { seq } of lines) {
      const sent = await bot.channel.send(address, { seq, reply, attempts: 0 }, `${id}#${seq}`);
      if (sent.type !== 'sent') tell('failed', sent.reason);
      await store.settle(id, seq, { type: 'sent' });
    }
  };
  const bot = await whatsAppChannel({
    folder: join(folder, 'whatsapp'),
    url,
    pace: { everyMs: 0 },
    log: { info: nothing, warn: nothing, error: (_, text) => tell('failed', text) },
    accept: async (from, message) => {
      const result = await store.receive(from, { message, found: [], sealed: [], receivedAt: Date.now() });
      if (result === 'stored') void work.run(from.id, () => answer(from, message));
      return result;
    },
  });
  bot.onChange(() => tell(bot.status().state, bot.status().qr ?? ''));
  bot.start();
}

async function bareBot(): Promise<void> {
  quietSignal(console);
  const { state, saveCreds } = await useMultiFileAuthState(join(folder, 'auth'));
  const connect = () => {
    const keys = makeCacheableSignalKeyStore(state.keys, silentLogger);
    const socket = makeWASocket({
      auth: { creds: state.creds, keys },
      waWebSocketUrl: url,
      logger: silentLogger,
      emitOwnEvents: false,
    });
    const echo = async ({ key, message }: WAMessage) => {
      if (key.fromMe || !key.remoteJid || !message?.conversation) return;
      await socket.sendMessage(key.remoteJid, { text: `balas: ${message.conversation}` });
    };
    socket.ev.on('creds.update', () => void saveCreds());
    socket.ev.on('messages.upsert', ({ messages }) => {
      for (const message of messages) echo(message).catch((error: unknown) => tell('failed', String(error)));
    });
    socket.ev.on('connection.update', ({ qr, connection }) => {
      if (qr) tell('pairing', qr);
      if (connection === 'open') tell('connected');
      // The credentials are still being written.
      if (connection === 'close') setTimeout(connect, 300);
    });
  };
  // Otherwise Baileys holds back everything for 20 seconds after linking.
  state.creds.accountSyncCounter ||= 1;
  connect();
}

if (kind === 'own') await ownBot();
else await bareBot();
