/** From an environment to a running bot, and to its end on a signal. */
import { type App, startApp } from './app.ts';
import { readConfig } from './config.ts';
import { environment } from './environment.ts';
import { createLog } from './log.ts';

/** Runs the bot until a signal ends it. What is wrong is printed for the operator, and the process ends with 1. `root`: the project's folder. */
export async function start(root: string): Promise<void> {
  await run(root).catch(fail);
}

async function run(root: string): Promise<void> {
  const config = readConfig(environment(), root);
  const print = (text: string) => void process.stdout.write(`${text}\n`);
  const log = createLog(config.logLevel);
  const app = await startApp(config, log, { print });
  const stop = (signal: string) => {
    process.stdout.write(`${signal}: finishing the turns in hand …\n`);
    setTimeout(() => process.exit(1), 10_000).unref();
    app.stop().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  // Libraries of the channels leave promises behind that nobody waits for; one of them must not end the bot.
  process.on('unhandledRejection', (error) =>
    log.error(
      error instanceof Error
        ? { reason: `${error.name}: ${error.message}`, stack: error.stack }
        : { reason: typeof error },
      'A promise of a library failed and nobody heard of it.',
    ),
  );
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  // Last, because whoever reads it may send a signal at once.
  process.stdout.write(`${greeting(app)}\n`);
}

/** How the other channels are switched on, said only of those that are off. */
const hints: readonly (readonly [string, string])[] = [
  ['telegram', 'Telegram is off: set TELEGRAM_BOT_TOKEN to a token from @BotFather.'],
  ['whatsapp', 'WhatsApp is off: set WHATSAPP=on and scan the QR code with the office phone.'],
  ['whatsapp-cloud', 'WhatsApp Cloud API is off: set the four WHATSAPP_CLOUD_… variables.'],
];

function greeting({ address, channels, operatorLink }: App): string {
  return [
    `The web chat is on at ${address}`,
    `Channels that are on: ${channels.join(', ')}`,
    ...hints.filter(([name]) => !channels.includes(name)).map(([, hint]) => `  ${hint}`),
    `For the operator, once: ${operatorLink}`,
    'All settings are explained in .env.example. Stop with Ctrl+C.',
  ].join('\n');
}

function fail(error: unknown): never {
  process.stderr.write(`${reasons(error).join('\nBecause: ')}\n`);
  process.exit(1);
}

/** What an error says, and the errors behind it. */
function reasons(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  return error.cause === undefined ? [error.message] : [error.message, ...reasons(error.cause)];
}
