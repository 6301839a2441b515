/** A bot as an operator starts it: a process of its own, spoken to over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
/** Those of `npm start`. */
const flags =
  /node (.*) bot\/main\.js/
    .exec(JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).scripts.start)?.[1]
    ?.split(' ') ?? [];

export type RunningBot = {
  readonly address: string;
  readonly process: ChildProcess;
  /** Everything that it printed. */
  readonly printed: () => string;
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
};

/** Starts `bot/main.js` and resolves when it says its address. Rejects with what it printed when it ends before that. */
export function startProcess(environment: Readonly<Record<string, string>>): Promise<RunningBot> {
  const child = spawn(process.execPath, [...flags, resolve(root, 'bot/main.js')], {
    // Not the project's folder, where a developer may keep settings in .env.
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  return new Promise((started, failed) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /The web chat is on at (http\S+)/.exec(printed)?.[1];
      if (!address) return;
      started({
        address,
        process: child,
        printed: () => printed,
        kill(signal) {
          child.kill(signal);
          return ended;
        },
      });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(new Error(`The bot ended with ${code}: ${printed}`)));
  });
}
