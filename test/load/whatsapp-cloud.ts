/**
 * Many conversations at once: every participant writes the next message when the answer to the last one is there.
 * `node test/load/whatsapp-cloud.ts [conversations] [messages each]` prints messages a second and the time to an answer in milliseconds,
 * beside those of the barest bot on the same server.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { webhookPath } from '../../bot/channels/whatsapp-cloud/options.ts';
import { startCloudApi } from '../servers/cloud-api.ts';

const [conversations = 500, each = 10] = process.argv.slice(2).map(Number);
const script = fileURLToPath(new URL('./whatsapp-cloud-bot.ts', import.meta.url));
const addressOf = (place: number) => String(6_281_000_000_000 + place);

const at = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

async function measured(kind: 'own' | 'bare') {
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-cloud-load-'));
  const askedAt = new Map<string, number>();
  const counts = new Map<string, number>();
  const times: number[] = [];
  const ask = (address: string) => {
    askedAt.set(address, performance.now());
    api.says(address, `pesan ${counts.get(address) ?? 0}`);
  };
  const shown = (address: string) => {
    times.push(performance.now() - (askedAt.get(address) ?? 0));
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count < each) setImmediate(ask, address);
  };
  const api = await startCloudApi({ shown });
  const bot = spawn(process.execPath, [script, kind, folder, api.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = await once(bot.stdout, 'data');
  await api.setHook(`${String(url).trim()}${webhookPath}`);
  const began = performance.now();
  for (let place = 0; place < conversations; place++) ask(addressOf(place));
  await api
    .until('every answer', () => times.length >= conversations * each, 120_000)
    .catch((error: Error) => process.stderr.write(`${error.message}\n`));
  const seconds = (performance.now() - began) / 1000;
  bot.kill('SIGTERM');
  await once(bot, 'exit');
  await api.stop();
  await rm(folder, { recursive: true });
  const sorted = times.toSorted((one, other) => one - other);
  const read = Array.from({ length: conversations }, (_, place) => api.read(addressOf(place)));
  return {
    perSecond: Math.round(times.length / seconds),
    p50: at(sorted, 0.5),
    p99: at(sorted, 0.99),
    lost: read.filter((texts) => texts.length < each).length,
    doubled: read.filter((texts) => texts.length > each).length,
    disordered: read.filter((texts) => texts.some((text, place) => text !== `text: pesan ${place}`)).length,
    violations: api.violations.length,
  };
}

process.stdout.write(`${conversations} conversations at once, ${each} messages each\n`);
for (const kind of ['bare', 'own'] as const) process.stdout.write(`${kind}: ${JSON.stringify(await measured(kind))}\n`);
