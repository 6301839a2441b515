import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type WhatsAppWeb, whatsAppWeb } from '../servers/whatsapp-web.ts';

/**
 * 500 participants (or as many as the first argument says) talk to an echo bot at once: this project's channel and store, and bare
 * Baileys, one after the other on the same server. Every participant writes two messages, waits for both answers, and does so
 * once again.
 */
const participants = Number(process.argv[2] ?? 500);
const rounds = 2;
const patienceMs = 120_000;
const told = z.object({ what: z.string(), value: z.string() });

async function startBot(kind: string, folder: string, server: WhatsAppWeb) {
  let state = '';
  let failures = 0;
  const script = join(import.meta.dirname, 'whatsapp-bot.ts');
  const child = fork(script, [kind, folder, server.url, server.root.toString('hex')], { execArgv: [] });
  child.on('message', (raw) => {
    const { what, value } = told.parse(raw);
    if (what === 'failed') failures += 1;
    else state = what;
    if (what === 'pairing' && value !== '') server.scan(value);
    server.seen.changed();
  });
  await server.until('the bot is connected', () => state === 'connected' && server.isOnline());
  return { failures: () => failures, stop: () => child.kill('SIGKILL') };
}

const percentile = (sorted: readonly number[], part: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);

async function run(kind: string): Promise<void> {
  const server = await whatsAppWeb();
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-load-'));
  const bot = await startBot(kind, folder, server);
  const people = Array.from({ length: participants }, (_, index) => {
    const digits = String(index).padStart(6, '0');
    return server.participant({ pn: `628120${digits}`, lid: `88000${digits}`, name: `P${index}` });
  });
  const times: number[] = [];
  const talk = async (person: (typeof people)[number]) => {
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      await server.say(person, `${2 * round}`);
      await server.say(person, `${2 * round + 1}`);
      await server.until('an answer', () => person.shown.length >= 2 * round + 2, patienceMs).catch(() => {});
      times.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(people.map(talk));
  const seconds = (performance.now() - began) / 1000;
  const expected = Array.from({ length: 2 * rounds }, (_, index) => `balas: ${index}`);
  const shown = people.map((person) => person.shown.map(({ text }) => text));
  const lost = shown.reduce((sum, texts) => sum + expected.filter((text) => !texts.includes(text)).length, 0);
  const doubled = shown.reduce((sum, texts) => sum + texts.length - new Set(texts).size, 0);
  const disordered = shown.filter((texts) => texts.join() !== texts.toSorted().join()).length;
  const sorted = times.toSorted((a, b) => a - b);
  console.info(
    `${kind.padEnd(5)} ${participants * 2 * rounds} messages in ${seconds.toFixed(1)} s: ${Math.round((participants * 2 * rounds) / seconds)}/s answered, ` +
      `p50 ${percentile(sorted, 0.5)} ms, p99 ${percentile(sorted, 0.99)} ms for two messages; ` +
      `${lost} lost, ${doubled} doubled, ${disordered} conversations out of order, ${bot.failures()} failures`,
  );
  bot.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

for (const kind of process.argv[3]?.split(',') ?? ['bare', 'own']) await run(kind);
