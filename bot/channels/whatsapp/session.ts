import {
  type AuthenticationCreds,
  type AuthenticationState,
  BufferJSON,
  initAuthCreds,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
} from '@whiskeysockets/baileys';
import type { CrashPoint } from './crash-point.ts';
import { type KeyLog, openKeyLog } from './key-log.ts';
import type { LogDisk } from './key-log-file.ts';

export const kind = { log: 'whatsapp-session', version: 1 };
export const credentialsKey = 'credentials';

const toText = (value: unknown): string => JSON.stringify(value, BufferJSON.replacer);
const keyName = (type: string, id: string): string => `${type}/${id}`;

/** The session with WhatsApp: who we are, and the keys of every contact. */
export type Session = {
  /** True when a phone is linked. */
  readonly isPaired: () => boolean;
  /** What Baileys works with during one connection. Whatever an earlier connection still wants to write is refused from now on. */
  readonly begin: () => AuthenticationState;
  /** Makes the credentials durable, and rejects when it could not. */
  readonly save: () => Promise<void>;
  /** Forgets the linked phone and all keys, durably. */
  readonly forget: () => Promise<void>;
  readonly close: () => Promise<void>;
};

async function readCredentials(log: KeyLog): Promise<AuthenticationCreds> {
  const text = await log.get(credentialsKey);
  return text === undefined ? initAuthCreds() : JSON.parse(text, BufferJSON.reviver);
}

async function readKeys<T extends keyof SignalDataTypeMap>(
  log: KeyLog,
  type: T,
  ids: readonly string[],
): Promise<{ [id: string]: SignalDataTypeMap[T] }> {
  const found: { [id: string]: SignalDataTypeMap[T] } = {};
  for (const id of ids) {
    const text = await log.get(keyName(type, id));
    if (text === undefined) continue;
    const value = JSON.parse(text, BufferJSON.reviver);
    // Baileys wants this one as the message of its own making.
    found[id] = type === 'app-state-sync-key' ? proto.Message.AppStateSyncKeyData.fromObject(value) : value;
  }
  return found;
}

function entriesOf(data: SignalDataSet): ReadonlyMap<string, string | null> {
  const named = Object.entries(data).flatMap(([type, values]) =>
    Object.entries(values).map(([id, value]) => [keyName(type, id), value ?? null] as const),
  );
  return new Map(named.map(([name, value]) => [name, value === null ? null : toText(value)]));
}

type Options = { readonly file: string; readonly disk?: LogDisk; readonly crashPoint: CrashPoint };

/**
 * Opens the session file. Nothing is cached above the file, because a cache that is ahead of the disk after a failed write would make
 * the next message unreadable. Rejects with a sentence for the operator when the file is damaged or of another version.
 */
export async function openSession({ file, disk, crashPoint }: Options): Promise<Session> {
  const remedy = 'delete it and link the phone again';
  const log = await openKeyLog({ file, kind, remedy, ...(disk ? { disk } : {}) });
  let credentials = await readCredentials(log);
  let connection = 0;

  const isPaired = () => credentials.account !== undefined;
  const keysOf = (own: number): AuthenticationState['keys'] => ({
    get: (type, ids) => readKeys(log, type, ids),
    set: async (data) => {
      if (own !== connection) throw new Error('This WhatsApp connection is over; its keys are not written any more.');
      const entries = entriesOf(data);
      crashPoint('before-keys');
      await log.set(entries);
      crashPoint('after-keys');
    },
  });

  return {
    isPaired,
    begin: () => {
      connection += 1;
      // A pairing code that was asked for and never typed leaves a name without an account, with which nobody can log in.
      if (!isPaired()) credentials = initAuthCreds();
      // Baileys would hold everything back for 20 seconds after linking, waiting for the history of the phone, which nobody needs here.
      credentials.accountSyncCounter ||= 1;
      return { creds: credentials, keys: keysOf(connection) };
    },
    save: () => log.set(new Map([[credentialsKey, toText(credentials)]])),
    forget: async () => {
      connection += 1;
      await log.clear();
      credentials = initAuthCreds();
    },
    close: log.close,
  };
}
