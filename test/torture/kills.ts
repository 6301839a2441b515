/** Kills a bot under load again and again, and reads from the participants' side whether anything was lost, doubled or out of order. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningBot, startProcess } from '../running-bot.ts';
import { type WebClient, webClient } from '../web-client.ts';

export type Findings = {
  readonly kills: number;
  readonly messages: number;
  readonly lost: number;
  readonly doubled: number;
  readonly disordered: number;
};

/** What each participant says over and over, posted without waiting for answers, and the beginning of the one answer that each must get. */
const cycle = ['menu', '1', 'kembali'] as const;

type Options = { readonly kills: number; readonly clients: number; readonly tell?: (line: string) => void };

/** `kills` times: start, let `clients` write for a random while of up to a second, kill -9. Then start once more and read all transcripts. */
export async function tortured({ kills, clients, tell = () => {} }: Options): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'torture-'));
  const start = () => startProcess({ DATA_DIR: folder, QUIET_MS: '0', FLOOD_MOST: '1000000', LOG_LEVEL: 'error' });
  let bot: RunningBot = await start();
  const address = () => bot.address;
  let writing = true;
  const people = await Promise.all(Array.from({ length: clients }, () => webClient(address, 60_000)));
  const writers = people.map(async (client, index) => {
    let count = 0;
    for (; writing; count++) await client.post(cycle[(count + index) % cycle.length] ?? 'menu');
    return count;
  });
  for (let kill = 1; kill <= kills; kill++) {
    await new Promise((done) => setTimeout(done, 50 + Math.random() * 950));
    await bot.kill('SIGKILL');
    bot = await start();
    if (kill % 10 === 0) tell(`${kill} of ${kills} kills`);
  }
  writing = false;
  const written = await Promise.all(writers);
  const found = await Promise.all(people.map((client, index) => examine(client, written[index] ?? 0, index)));
  await bot.kill('SIGTERM');
  await rm(folder, { recursive: true });
  const sum = (of: (one: Examined) => number) => found.reduce((total, one) => total + of(one), 0);
  return {
    kills,
    messages: written.reduce((total, count) => total + count, 0),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    disordered: sum(({ disordered }) => disordered),
  };
}

type Examined = { readonly lost: number; readonly doubled: number; readonly disordered: number };

/**
 * Reads a transcript. The bot keeps the newest 200 lines, so the last messages are compared: each stands there once, in the order of writing, and has
 * its one answer.
 */
async function examine(client: WebClient, written: number, offset: number): Promise<Examined> {
  const settled = await quiet(client);
  const said = settled.filter(({ from }) => from === 'participant').map(({ text }) => text);
  const answers = settled.filter(({ from }) => from === 'bot');
  const expected = Array.from({ length: written }, (_, index) => cycle[(index + offset) % cycle.length] ?? '').slice(
    -said.length,
  );
  const seqs = settled.map(({ seq }) => seq);
  const total = seqs.at(-1) ?? 0;
  return {
    lost: Math.max(0, written * 2 - total) + Math.max(0, Math.min(written, 50) - said.length),
    doubled: Math.max(0, total - written * 2),
    disordered:
      expected.filter((text, index) => text !== said[index]).length +
      seqs.filter((seq, index) => index > 0 && seq !== (seqs[index - 1] ?? 0) + 1).length +
      Math.abs(answers.length - said.length > 3 ? answers.length - said.length : 0),
  };
}

/** The transcript once nothing is added any more. */
async function quiet(client: WebClient) {
  let before = -1;
  for (;;) {
    const lines = await client.read(0);
    const last = lines.at(-1);
    if (last && last.seq === before && last.from === 'bot') return lines;
    before = last?.seq ?? 0;
    await new Promise((done) => setTimeout(done, 400));
  }
}
