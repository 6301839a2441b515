import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import { z } from 'zod';
import { whatsAppChannel } from '../../../bot/channels/whatsapp/whatsapp-channel.ts';

/**
 * A bot in a process of its own that answers every message with “balas: ” and its text, and is killed by its parent's wish.
 * Arguments: folder, address of the server, and the server's root in hex.
 */

const [folder = '', url = '', root = ''] = process.argv.slice(2);
WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root, 'hex');

const wish = z.object({ point: z.string(), skip: z.number() });
const line = z.object({ id: z.string(), address: z.string(), text: z.string() });
type Line = z.infer<typeof line>;

/** A list of lines that survives a crash: each is durable when `add` returns. */
function durableList(name: string) {
  const file = join(folder, name);
  // A line that the crash tore was never confirmed.
  const whole = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const lines = whole.map((text) => line.parse(JSON.parse(text)));
  const handle = openSync(file, 'w', 0o600);
  for (const kept of lines) writeSync(handle, `${JSON.stringify(kept)}\n`);
  fsyncSync(handle);
  const has = (id: string) => lines.some((known) => known.id === id);
  const add = (added: Line) => {
    writeSync(handle, `${JSON.stringify(added)}\n`);
    fsyncSync(handle);
    lines.push(added);
  };
  return { lines, has, add, close: () => closeSync(handle) };
}

const inbox = durableList('inbox.jsonl');
const answered = durableList('answered.jsonl');

let armed: z.infer<typeof wish> | undefined;
function crashPoint(name: string): void {
  if (armed?.point !== name) return;
  if (armed.skip === 0) process.kill(process.pid, 'SIGKILL');
  armed = { ...armed, skip: armed.skip - 1 };
}

const report = (what: string, value: string) => void process.send?.({ what, value });
const print = (_: object, text: string) => console.info(text);

const bot = await whatsAppChannel({
  folder,
  url,
  crashPoint,
  acknowledgeMs: 2000,
  pace: { everyMs: 0 },
  backoff: { firstMs: 20, mostMs: 200 },
  log: { info: print, warn: print, error: print },
  accept: async (from, message) => {
    const id = `${from.address} ${message.id}`;
    if (inbox.has(id)) return 'duplicate';
    inbox.add({ id, address: from.address, text: message.text });
    wake();
    return 'stored';
  },
});

let wake = () => {};
async function answerAll(): Promise<never> {
  for (;;) {
    const next = inbox.lines.find(({ id }) => !answered.has(id));
    if (!next) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      continue;
    }
    const reply = { text: `balas: ${next.text}`, options: [] };
    const sent = await bot.channel.send(next.address, { seq: 1, reply, attempts: 0 }, next.id);
    if (sent.type === 'retry') await new Promise((resolve) => setTimeout(resolve, 20));
    else answered.add(next);
  }
}

process.on('message', (raw) => {
  armed = wish.parse(raw);
  report('armed', armed.point);
});
bot.onChange(() => {
  const { state, qr } = bot.status();
  report(state, qr ?? '');
});
bot.start();
void answerAll();
