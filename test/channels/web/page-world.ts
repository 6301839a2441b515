import { type ServerType, serve } from '@hono/node-server';
import type { IncomingMessage, Reply } from '../../../bot/core/message.ts';
import { chatOver, fakeBot } from './chat-world.ts';

const options = [
  { id: 'login#1', label: 'Lupa kata sandi' },
  { id: 'login#2', label: 'Kode OTP tidak masuk' },
  { id: 'login#3', label: 'Akun terkunci setelah beberapa kali salah memasukkan kata sandi' },
];

/** Says back what it heard; asks back when the participant cannot log in; stays silent, typing, when told to. */
function echo(message: IncomingMessage): Reply | undefined {
  const { text } = message;
  if (text === 'diam') return undefined;
  if (message.type === 'choice') return { text: `Pilihan: ${message.option}`, options: [] };
  if (text.includes('login')) return { text: 'Apa yang terjadi saat Anda mencoba login?', options };
  return { text: `Anda menulis: ${text}`, options: [] };
}

/** A real server over a bot that echoes. Its conversations outlive `stop` and `start`, and its address stays the same. */
export async function echoServer() {
  const bot = fakeBot(Date.now);
  let server: ServerType | undefined;
  let port = 0;
  let stopChat = async () => {};
  let changed = (_: string) => {};
  const refused = new Set<string>();

  const start = async () => {
    const chat = await chatOver(bot, {
      now: Date.now,
      accept: async (from, message) => {
        if (refused.has(message.text)) throw new Error('The disk is full.');
        const result = bot.take(from, message);
        const reply = echo(message);
        setImmediate(() => {
          if (result === 'duplicate') return;
          chat.typing(from.address);
          if (reply === undefined) return;
          bot.say(from, reply);
          chat.changed(from.id);
        });
        return result;
      },
    });
    stopChat = chat.channel.stop;
    changed = chat.changed;
    await new Promise<void>((resolve) => {
      server = serve({ fetch: chat.app.fetch, port, hostname: '127.0.0.1' }, (address) => {
        port = address.port;
        resolve();
      });
    });
  };
  const stop = async () => {
    await stopChat();
    const closed = new Promise((resolve) => server?.close(resolve));
    if (server !== undefined && 'closeAllConnections' in server) server.closeAllConnections();
    await closed;
  };
  /** The bot says this to everybody, without being asked. */
  const tell = (reply: Reply) => {
    for (const { party } of [...bot.conversations.values()]) {
      bot.say(party, reply);
      changed(party.id);
    }
  };
  await start();
  return { bot, tell, start, stop, refused, url: () => `http://127.0.0.1:${port}/` };
}
