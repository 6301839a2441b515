import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import { type WhatsAppOptions, whatsAppChannel } from '../../../bot/channels/whatsapp/whatsapp-channel.ts';
import type { IncomingMessage } from '../../../bot/core/message.ts';
import type { Party } from '../../../bot/store/store.ts';
import { whatsAppWeb } from '../../servers/whatsapp-web.ts';

export type Accepted = { readonly from: Party; readonly message: IncomingMessage };

/** A bot on a server of its own, with an inbox in memory that can be made to fail. */
export async function office(change: Partial<WhatsAppOptions> = {}) {
  const server = await whatsAppWeb();
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-'));
  // Baileys trusts WhatsApp's own root; in a test it must trust the server's.
  WA_CERT_DETAILS.PUBLIC_KEY = server.root;
  const accepted: Accepted[] = [];
  const printed: string[] = [];
  const logged: string[] = [];
  const inbox = { isFull: false, refused: 0, isEchoing: false };
  const note = (details: object, text: string) => void logged.push(`${JSON.stringify(details)} ${text}`);

  const accept = async (from: Party, message: IncomingMessage) => {
    if (inbox.isFull) {
      inbox.refused += 1;
      server.seen.changed();
      throw new Error('The disk is full.');
    }
    const isKnown = accepted.some((known) => known.from.id === from.id && known.message.id === message.id);
    if (!isKnown) accepted.push({ from, message });
    if (!isKnown && inbox.isEchoing) void reply(`balas: ${message.text}`, from.address);
    server.seen.changed();
    return isKnown ? 'duplicate' : 'stored';
  };
  const open = async () => {
    const bot = await whatsAppChannel({
      folder,
      accept,
      url: server.url,
      pace: { everyMs: 0 },
      backoff: { firstMs: 20, mostMs: 100 },
      log: { info: note, warn: note, error: note },
      print: (text) => void printed.push(text),
      ...change,
    });
    bot.onChange(server.seen.changed);
    return bot;
  };
  let bot = await open();
  const reply = (text: string, address = accepted.at(-1)?.from.address ?? '', key = `${address} ${text}`) =>
    bot.channel.send(address, { seq: 1, reply: { text, options: [] }, attempts: 0 }, key);
  const until = server.until;

  const connected = () => until('the bot is connected', () => bot.status().state === 'connected' && server.isOnline());
  return {
    server,
    folder,
    accepted,
    printed,
    logged,
    inbox,
    connected,
    bot: () => bot,
    texts: () => accepted.map(({ message }) => message.text),
    budi: server.participant({ pn: '6281234567890', lid: '880000000002', name: 'Budi' }),
    sari: server.participant({ pn: '6289876543210', lid: '880000000003', name: 'Sari' }),
    /** Links the phone by QR and waits until the bot is connected. */
    pair: async () => {
      bot.start();
      await until('a QR code is shown', () => bot.status().qr !== undefined);
      server.scan(bot.status().qr ?? '');
      await connected();
    },
    restart: async () => {
      await bot.channel.stop();
      bot = await open();
      bot.start();
    },
    heard: (count: number) => until(`${count} messages are stored`, () => accepted.length >= count),
    reply,
    close: async () => {
      await bot.channel.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Office = Awaited<ReturnType<typeof office>>;
