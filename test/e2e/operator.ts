/** Somebody who starts the bot, kills it and starts it again on the same data folder. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadModel } from '../../intents/load.ts';
import { type RunningBot, startProcess } from '../running-bot.ts';

const root = resolve(import.meta.dirname, '../..');

export type Operator = {
  readonly folder: string;
  readonly bot: () => RunningBot;
  readonly start: () => Promise<void>;
  readonly kill: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Everything that all its processes printed. */
  readonly printed: () => string;
  /** Every file below the data folder, by its path in it. */
  readonly files: () => Promise<readonly { readonly path: string; readonly text: string }[]>;
  /** Stops the bot and takes the folder away. */
  readonly end: () => Promise<void>;
};

/** A port of this machine that was free a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Starts the bot as `npm start` does, with these variables and a data folder that holds nothing but the trained model. */
export async function operator(environment: Readonly<Record<string, string>>): Promise<Operator> {
  const folder = await mkdtemp(join(tmpdir(), 'e2e-'));
  // Learning takes longer than all the rest, and what was learnt is the same for every test.
  loadModel(join(root, 'intents/examples'), join(root, '.cache'));
  await mkdir(join(folder, 'cache'));
  await cp(join(root, '.cache/intents.model'), join(folder, 'cache/intents.model'));
  const settings = { DATA_DIR: folder, PORT: String(await freePort()), QUIET_MS: '300', ...environment };
  const bots: RunningBot[] = [];
  const bot = () => {
    const last = bots.at(-1);
    if (!last) throw new Error('The bot was not started yet.');
    return last;
  };
  const kill = (signal: 'SIGTERM' | 'SIGKILL') => bot().kill(signal);
  const start = async () => void bots.push(await startProcess(settings));
  await start();
  return {
    folder,
    bot,
    start,
    kill,
    printed: () => bots.map(({ printed }) => printed()).join('\n'),
    files: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
      return Promise.all(
        paths.map(async (path) => ({ path: path.slice(folder.length + 1), text: await readFile(path, 'latin1') })),
      );
    },
    end: async () => {
      await kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
