import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { whatsAppWeb } from '../../servers/whatsapp-web.ts';

/** A named place at which the bot is killed; `skip` passes by that many times first, so that the reply's own write of keys is met. */
export type CrashCase = { readonly name: string; readonly point: string; readonly skip: number };

const inbound = ['received', 'decrypted', 'accepted', 'before-keys', 'committed', 'delivered'];
const outbound = ['before-send', 'kept', 'sent', 'acknowledged'];

export const crashCases: readonly CrashCase[] = [
  ...[...inbound, ...outbound].map((point) => ({ name: point, point, skip: 0 })),
  { name: 'reply on the wire, keys not written', point: 'before-keys', skip: 1 },
  { name: 'reply on the wire, keys written', point: 'after-keys', skip: 1 },
];

/** `lost`: messages that were never answered; `doubled`: answers that the participant saw twice. */
export type CrashResult = {
  readonly kills: number;
  readonly lost: number;
  readonly doubled: number;
  /** Answers out of the order of the questions. */
  readonly misplaced: number;
  /** Repeats that the phone knew by their id and did not show. */
  readonly repeats: number;
};

const told = z.object({ what: z.string(), value: z.string() });

/** A server, a participant, and a bot in a process of its own that is started again whenever it was killed. */
export async function crashOffice() {
  const server = await whatsAppWeb();
  const folder = await mkdtemp(join(tmpdir(), 'whatsapp-crash-'));
  const budi = server.participant({ pn: '6281234567890', lid: '880000000002', name: 'Budi' });
  const output: string[] = [];
  let state = '';
  let child: ChildProcess | undefined;
  let exits = 0;

  const onMessage = (raw: unknown) => {
    const { what, value } = told.parse(raw);
    state = what;
    if (what === 'pairing' && value !== '') server.scan(value);
    server.seen.changed();
  };
  const start = async () => {
    state = '';
    const script = join(import.meta.dirname, 'crash-bot.ts');
    child = fork(script, [folder, server.url, server.root.toString('hex')], { silent: true, execArgv: [] });
    child.stdout?.on('data', (text: Buffer) => output.push(text.toString()));
    child.stderr?.on('data', (text: Buffer) => output.push(text.toString()));
    child.on('message', onMessage);
    child.on('exit', () => {
      exits += 1;
      server.seen.changed();
    });
    await server.until('the bot is connected', () => state === 'connected' && server.isOnline());
  };

  const asked: string[] = [];
  const ask = async (text: string) => {
    asked.push(text);
    await server.say(budi, text);
  };
  const answers = () => budi.shown.map(({ text }) => text.replace('balas: ', ''));
  const answered = (text: string) => server.until(`“${text}” is answered`, () => answers().includes(text));

  /** Asks something, kills the bot at the point, starts it again, and waits for the answer. */
  const crashAt = async ({ name, point, skip }: CrashCase, round: number) => {
    child?.send({ point, skip });
    await server.until('the bot is armed', () => state === 'armed');
    const before = exits;
    const text = `${name} ${round}`;
    await ask(text);
    await server.until(`the bot dies at ${name}`, () => exits > before);
    await start();
    await answered(text);
    // The keys of both sides must still fit together.
    await ask(`sesudah ${text}`);
    await answered(`sesudah ${text}`);
  };

  const result = (): CrashResult => {
    const seen = answers();
    return {
      kills: exits,
      lost: asked.filter((text) => !seen.includes(text)).length,
      doubled: seen.length - new Set(seen).size,
      misplaced: seen.filter((text, index) => text !== asked[index]).length,
      repeats: budi.repeats(),
    };
  };

  return {
    server,
    start,
    ask,
    answered,
    crashAt,
    result,
    output: () => output.join(''),
    session: () => readFile(join(folder, 'session.log'), 'utf8'),
    close: async () => {
      child?.kill('SIGKILL');
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
