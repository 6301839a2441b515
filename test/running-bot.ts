/** A bot as an operator starts it: a process of its own, spoken to over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

export type RunningBot = {
  readonly address: string;
  readonly process: ChildProcess;
  /** Everything that it printed. */
  readonly printed: () => string;
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
};

/** Starts `bot/main.ts` and resolves when it says its address. Rejects with what it printed when it ends before that. */
export function startProcess(environment: Readonly<Record<string, string>>): Promise<RunningBot> {
  const child = spawn(process.execPath, ['--max-semi-space-size=4', resolve(root, 'bot/main.ts')], {
    cwd: root,
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
