import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBotApi } from '../servers/bot-api.ts';

/**
 * Many conversations at once: every participant writes the next message when the answer to the last one is there.
 * `node test/load/telegram.ts [conversations] [messages each]` prints messages a second and the time to an answer, beside those of the
 * barest bot on the same library and server.
 */
const [conversations = 500, each = 10] = process.argv.slice(2).map(Number);

const first = 999_999;

type Figures = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly lost: number;
  readonly outOfOrder: number;
};

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const measured = async (script: string, folder: string): Promise<Figures> => {
  const askedAt = new Map<number, number>();
  const times: number[] = [];
  const ask = (chat: number) => {
    askedAt.set(chat, performance.now());
    api.says(chat, `pesan ${counts.get(chat) ?? 0}`);
  };
  const counts = new Map<number, number>();
  const api = await startBotApi({
    shown: (chat) => {
      if (chat === first) return;
      times.push(performance.now() - (askedAt.get(chat) ?? 0));
      const count = (counts.get(chat) ?? 0) + 1;
      counts.set(chat, count);
      if (count < each) setImmediate(ask, chat);
    },
  });
  const file = fileURLToPath(new URL(script, import.meta.url));
  const bot = spawn(process.execPath, [file, api.url, api.token, folder], { stdio: 'inherit' });
  // One conversation first, so that starting is not measured.
  api.says(first, 'halo');
  await api.until('the bot runs', () => api.read(first).length > 0, 20_000);
  const began = performance.now();
  for (let chat = 1; chat <= conversations; chat += 1) ask(chat);
  await api.until('all is answered', () => times.length >= conversations * each, 120_000);
  const seconds = (performance.now() - began) / 1000;
  bot.kill('SIGTERM');
  await once(bot, 'exit');
  const chats = Array.from({ length: conversations }, (_, chat) => api.read(chat + 1));
  const sorted = times.toSorted((a, b) => a - b);
  await api.stop();
  for (const violation of api.violations.slice(0, 3)) console.error(violation);
  return {
    perSecond: Math.round(times.length / seconds),
    p50: Math.round(at(sorted, 0.5)),
    p99: Math.round(at(sorted, 0.99)),
    lost: chats.filter((read) => read.length < each).length,
    outOfOrder: chats.filter((read) => read.some((text, place) => text !== `text: pesan ${place}`)).length,
  };
};

console.log(`${conversations} conversations at once, ${each} messages each`);
const folder = await mkdtemp(path.join(tmpdir(), 'telegram-load-'));
console.table({
  'bare grammY echo': await measured('./bare-echo.ts', folder),
  'this channel, durable': await measured('./durable-echo.ts', folder),
});
await rm(folder, { recursive: true, force: true });
