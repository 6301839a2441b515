import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import {
  type ChannelConfig,
  channelConfig,
  channelProblems,
  channelVariables,
  secretVariables,
} from './channel-config.ts';

const port = z.coerce
  .number({ error: 'give a whole number from 0 to 65535, such as 8080' })
  .int('give a whole number from 0 to 65535, such as 8080')
  .min(0, 'give a number from 0 to 65535')
  .max(65_535, 'give a number from 0 to 65535');

const schema = z.object({
  PORT: port.default(8080),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'give the address at which participants open the chat, such as https://bantuan.example.id',
    })
    .refine(
      (url) => !URL.canParse(url) || new URL(url).pathname === '/',
      'give the address without a path; the chat stands at its root',
    )
    .transform((url) => new URL(url).origin)
    .optional(),
  DATA_DIR: z.string().default('data'),
  CONTENT_DIR: z.string().default('content'),
  QUIET_MS: z.coerce
    .number({ error: 'give milliseconds from 0 to 10000' })
    .int('give whole milliseconds')
    .min(0, 'give milliseconds from 0 to 10000')
    .max(10_000, 'give milliseconds from 0 to 10000')
    .default(2_500),
  FLOOD_MOST: z.coerce
    .number({ error: 'give a whole number of messages in 10 seconds' })
    .int()
    .min(5, 'give at least 5')
    .default(60),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'choose debug, info, warn, error or silent' })
    .default('info'),
  ...channelVariables.shape,
});

/** Folders are absolute paths; times milliseconds. */
export type Config = {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly dataFolder: string;
  readonly contentFolder: string;
  readonly examplesFolder: string;
  readonly quietMs: number;
  /** Messages of one conversation in 10 seconds from which on they are answered together. */
  readonly floodMost: number;
  readonly channels: ChannelConfig;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

/** A variable of the environment that is wrong; `text` names it and says what to do. */
export type ConfigProblem = { readonly name: string; readonly text: string };

/** Reads the environment. Throws one error that lists everything that is wrong; an empty environment is fine. `root`: the project's folder. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, root: string): Config {
  const { config, problems } = checkConfig(environment, root);
  if (config !== undefined) return config;
  const lines = problems.map(({ text }) => `  ${text}`).join('\n');
  throw new Error(
    `The configuration is wrong. Mend these variables of the environment (.env.example explains all of them):\n${lines}`,
  );
}

/** The configuration, or everything that is wrong with it. */
export function checkConfig(
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): { readonly config?: Config; readonly problems: readonly ConfigProblem[] } {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const read = schema.safeParse(given);
  const issues = read.success ? [] : read.error.issues;
  const problems = [
    ...issues.map(({ path, message }) => problemOf(String(path[0]), `${shown(String(path[0]), given)}: ${message}`)),
    ...channelProblems(given).map((text) => problemOf(text.split(':', 1)[0] ?? '', text)),
  ];
  if (!read.success || problems.length > 0) return { problems };
  return { config: configOf(read.data, root), problems: [] };
}

const problemOf = (name: string, text: string): ConfigProblem => ({ name, text });

function configOf(value: z.infer<typeof schema>, root: string): Config {
  const folder = (path: string) => (isAbsolute(path) ? path : resolve(root, path));
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PUBLIC_URL,
    dataFolder: folder(value.DATA_DIR),
    contentFolder: folder(value.CONTENT_DIR),
    examplesFolder: resolve(root, 'intents/examples'),
    quietMs: value.QUIET_MS,
    floodMost: value.FLOOD_MOST,
    channels: channelConfig(value),
    logLevel: value.LOG_LEVEL,
  };
}

/** A variable with its value, unless that is a secret. */
const shown = (name: string, given: Readonly<Record<string, string | undefined>>): string =>
  secretVariables.has(name) ? name : `${name}=${given[name] ?? ''}`;
