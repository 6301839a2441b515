import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, type Finding, findings } from '../../finding.ts';
import { type Scan, scanLog } from './key-log-format.ts';
import { credentialsKey, kind } from './session.ts';

const { ok, warn, fail } = findings('WhatsApp');

const patience = 5_000;
const server = 'wss://web.whatsapp.com/ws/chat';

/** Only what tells whether a phone is linked; all the rest of the credentials is secret. */
const credentials = z.object({ account: z.unknown() });

/** The web address that answers where the socket is. */
export const whatsAppServer = (url: string = server): string => new URL(url.replace(/^ws/, 'http')).origin;

function isLinked(bytes: Buffer, { places }: Extract<Scan, { type: 'read' }>): boolean {
  const place = places.get(credentialsKey);
  if (place === undefined) return false;
  const line = bytes.toString('utf8', place.at, place.at + place.length);
  const { data } = credentials.safeParse(JSON.parse(line.slice(line.indexOf('\t') + 1)));
  return data?.account !== undefined && data.account !== null;
}

const notLinked =
  'No phone is linked. Start the bot and scan the QR code in the terminal or on the operator’s page (on the phone: Linked devices).';

function sessionOf(file: string, bytes: Buffer): Finding {
  const scan = scanLog(bytes, kind);
  if (scan.type === 'damaged')
    return fail(
      `${file} is damaged at byte ${scan.at}. Restore it from a backup, or delete it and link the phone again.`,
    );
  if (scan.type === 'other')
    return fail(
      `${file} was written by another version of the bot. Use that version, or delete it and link the phone again.`,
    );
  return isLinked(bytes, scan) ? ok('A phone is linked.') : warn(notLinked);
}

/** The session file as it is, also while a bot writes it. */
async function checkSession(folder: string): Promise<readonly Finding[]> {
  const file = join(folder, 'session.log');
  const bytes = await readFile(file).catch((error: unknown) => codeOf(error));
  if (bytes === 'ENOENT') return [warn(notLinked)];
  if (typeof bytes === 'string') return [fail(`${file} cannot be read (${bytes}). Correct its owner and rights.`)];
  const { mode } = await stat(file);
  const open = (mode & 0o077) !== 0 && process.platform !== 'win32';
  return [
    bytes.length === 0 ? warn(notLinked) : sessionOf(file, bytes),
    ...(open ? [warn(`${file} holds private keys and can be read by other users. Run: chmod 600 ${file}`)] : []),
  ];
}

type Setting = {
  /** Where the channel keeps its files. */
  readonly folder: string;
  readonly url?: string;
  readonly fetch: typeof globalThis.fetch;
};

/** Looks at the session file and at the network. Logs nobody in: a second connection would throw the bot out. */
export async function checkWhatsApp({ folder, url, fetch }: Setting): Promise<readonly Finding[]> {
  const address = whatsAppServer(url);
  const reached = await fetch(address, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  }).then(
    () => ok(`${address} can be reached.`),
    (error: unknown) => fail(`${address} cannot be reached (${codeOf(error)}). Check the network, DNS and firewall.`),
  );
  return [...(await checkSession(folder)), reached];
}
