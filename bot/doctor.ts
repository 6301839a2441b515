/** `npm run doctor`: looks at everything that a start needs and at a bot that runs, and says what to do. Changes nothing; ends with 1 when something fails. */
import { resolve } from 'node:path';
import type { Config } from './config.ts';
import { checkChannels } from './doctor/channels.ts';
import { checkClock } from './doctor/clock.ts';
import { checkEnvironment, withoutSecrets } from './doctor/configuration.ts';
import { checkContent, checkUnderstanding } from './doctor/content.ts';
import { checkDataFolder } from './doctor/data-folder.ts';
import { checkDocuments } from './doctor/documents.ts';
import { type Outside, realOutside } from './doctor/outside.ts';
import { checkWeb, ownAddress } from './doctor/web.ts';
import { environment } from './environment.ts';
import type { Finding } from './finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** All findings, in the order in which they should be mended. `root`: the project's folder. */
export async function examine(environment: Environment, root: string, outside: Outside): Promise<readonly Finding[]> {
  const { config, wrong, found } = checkEnvironment(environment, root);
  if (!config) return found;
  const data = await checkDataFolder(config.dataFolder, outside);
  const web = await webOf(config, wrong, data.isHeld, outside);
  const channels = await checkChannels(config, web.isRunning ? ownAddress(config) : undefined, outside);
  return [
    ...found,
    ...(await checkContent(config, new Date(outside.now()))),
    ...checkUnderstanding(config),
    ...data.found,
    ...(data.exists ? await checkDocuments(config.dataFolder) : []),
    ...(await checkClock(channels.servers, outside)),
    ...web.found,
    ...channels.found,
  ];
}

const ofWeb = ['PORT', 'HOST', 'PUBLIC_URL'];

/** With a wrong port another one would be looked at than the one that is meant. */
const webOf = (
  config: Config,
  wrong: readonly string[],
  isHeld: boolean,
  outside: Outside,
): ReturnType<typeof checkWeb> =>
  wrong.some((name) => ofWeb.includes(name))
    ? Promise.resolve({ isRunning: false, found: [] })
    : checkWeb(config, isHeld, outside);

/** One line a finding: `ok|warn|fail  what — what to do`. */
export const printed = ({ level, about, text }: Finding): string => `${level.padEnd(4)}  ${about} — ${text}`;

async function main(): Promise<void> {
  const given = environment();
  const all = await examine(given, resolve(import.meta.dirname, '..'), realOutside);
  for (const one of all) process.stdout.write(`${withoutSecrets(printed(one), given)}\n`);
  if (all.some(({ level }) => level === 'fail')) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error) => {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${withoutSecrets(text, process.env)}\n`);
    process.exitCode = 1;
  });
}
