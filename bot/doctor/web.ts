/** The part of a check-up that looks at the web server: its port, the bot behind it, and the public address. */
import { createServer } from 'node:net';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { codeOf, type Finding, findings } from '../finding.ts';
import type { Outside } from './outside.ts';

const { ok, warn, fail } = findings('web server');
const publicAddress = findings('public address');

const patience = 5_000;

const healthy = z.object({
  status: z.enum(['ok', 'cannot store']),
  unfinished: z.number(),
  openCases: z.number(),
  alarms: z.number(),
});
type Healthy = z.infer<typeof healthy>;

const isLocal = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);
const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::' || host === '[::]';

/** Where a program on this machine reaches the bot. */
export function ownAddress({ host, port }: Pick<Config, 'host' | 'port'>): string {
  if (isEverywhere(host)) return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
}

/** What `/healthz` says there, if a bot of ours answers. */
async function healthAt(address: string, { fetch }: Outside): Promise<Healthy | undefined> {
  try {
    const response = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(patience) });
    return healthy.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
}

/** The code of the error with which listening fails; undefined when it works. */
const listeningFails = (port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(codeOf(error)));
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => server.close(() => resolve(undefined)));
  });

export type Web = {
  /** Our bot answers there. */
  readonly isRunning: boolean;
  readonly found: readonly Finding[];
};

/** `isHeld`: a running bot holds the data folder. */
export async function checkWeb(config: Config, isHeld: boolean, outside: Outside): Promise<Web> {
  const { port, host } = config;
  const health = port === 0 ? undefined : await healthAt(ownAddress(config), outside);
  if (health)
    return { isRunning: true, found: [...running(health, isHeld, config), ...(await publicly(config, outside, true))] };
  const code = await listeningFails(port, host);
  const found = [
    code === undefined ? free(config, isHeld) : taken(code, config),
    ...(await publicly(config, outside, false)),
  ];
  return { isRunning: false, found };
}

function running(
  { status, alarms, unfinished, openCases }: Healthy,
  isHeld: boolean,
  { port }: Config,
): readonly Finding[] {
  if (!isHeld)
    return [fail(`A bot with another data folder answers on port ${port}. Stop it, or set PORT to another number.`)];
  const counted = `The bot answers on port ${port}: ${unfinished} unfinished conversations, ${openCases} open cases.`;
  if (status === 'cannot store')
    return [ok(counted), fail('The bot cannot store messages and takes none. Read its log, and check the disk.')];
  if (alarms === 0) return [ok(counted)];
  return [ok(counted), warn(`The bot has ${alarms} alarms. Read them on the operator's page or in the log.`)];
}

function free({ port, host }: Config, isHeld: boolean): Finding {
  if (isHeld)
    return warn(`A bot holds the data folder, but does not answer on port ${port}. Is it started with another PORT?`);
  if (port === 0) return ok('Any free port is taken at the start.');
  return ok(`Port ${port} on ${host} is free.`);
}

function taken(code: string, { port, host }: Config): Finding {
  if (code === 'EADDRINUSE')
    return fail(`Port ${port} is used by another program. Stop that, or set PORT to another number.`);
  if (code === 'EACCES') return fail(`This user may not listen on port ${port}. Set PORT to a number above 1023.`);
  return fail(`The web server cannot listen on ${host}:${port} (${code}). Check HOST and PORT.`);
}

async function publicly(
  { publicUrl, host }: Config,
  outside: Outside,
  isRunning: boolean,
): Promise<readonly Finding[]> {
  if (publicUrl === undefined) {
    if (isLocal(host)) return [];
    return [
      publicAddress.warn(
        `The chat listens on ${host}, and PUBLIC_URL is empty. Set it to the address at which participants open the chat.`,
      ),
    ];
  }
  const { hostname, protocol } = new URL(publicUrl);
  if (protocol === 'http:' && !isLocal(hostname))
    return [
      publicAddress.warn(
        `${publicUrl} is not encrypted. Put a reverse proxy with https before the bot and change PUBLIC_URL.`,
      ),
    ];
  if (isLocal(hostname))
    return [
      publicAddress.warn(
        `${publicUrl} is reached from this machine only. Set PUBLIC_URL to the address at which participants open the chat.`,
      ),
    ];
  if (!isRunning)
    return [publicAddress.ok(`${publicUrl} is well formed; whether it leads here can be seen while the bot runs.`)];
  if (await healthAt(publicUrl, outside)) return [publicAddress.ok(`${publicUrl} leads to the bot.`)];
  return [
    publicAddress.warn(
      `${publicUrl} does not lead to the bot, seen from this machine. Check DNS, the certificate and the reverse proxy.`,
    ),
  ];
}
