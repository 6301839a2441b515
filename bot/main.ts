/** Starts the bot and stops it on a signal; the only file that reads the process's environment. */
import { resolve } from 'node:path';
import { type App, startApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';

const root = resolve(import.meta.dirname, '..');

async function main(): Promise<void> {
  const config = readConfig(process.env, root);
  const app = await startApp(config, createLog(config.logLevel));
  process.stdout.write(`${greeting(app)}\n`);
  const stop = (signal: string) => {
    process.stdout.write(`${signal}: finishing the turns in hand …\n`);
    setTimeout(() => process.exit(1), 10_000).unref();
    app.stop().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
}

function greeting({ address }: App): string {
  return [
    `The web chat is on at ${address}`,
    'Channels: web (on). Telegram and WhatsApp are not part of this version yet.',
    'Settings are explained in .env.example; stop with Ctrl+C.',
  ].join('\n');
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
