import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { openKeyLog } from '../whatsapp/key-log.ts';
import { part } from './render.ts';

const common = {
  address: z.string(),
  /** Rises with every message, so that the order of a conversation survives a restart. */
  order: z.number().int(),
  /** When the present state began: epoch milliseconds. */
  at: z.number().int(),
  /** True when the outbox counts the message as sent: then only the channel can bring it to its end. */
  isOurs: z.boolean(),
  tries: z.number().int(),
  /** WhatsApp's ids of attempts that failed: what is told of them later counts no more. */
  dead: z.array(z.string()),
};

/**
 * What is known of one message to a participant. `trying`: it is not known whether WhatsApp has it; `accepted`: it has, and may still say
 * that it failed; `done`: it is on its way for good; `held`: it waits for the participant's next contact, or until `dueAt`.
 */
const sending = z.discriminatedUnion('state', [
  z.object({ ...common, state: z.literal('trying'), part }),
  z.object({ ...common, state: z.literal('accepted'), part, id: z.string() }),
  z.object({ ...common, state: z.literal('held'), part, dueAt: z.number().optional(), asTemplate: z.boolean() }),
  z.object({ ...common, state: z.literal('done') }),
]);
export type Sending = z.infer<typeof sending>;

/** What was sent and may still fail, and what waits, in one file. */
export type Journal = {
  /** Differs for every data folder, so that statuses about an earlier one are not taken for ours. */
  readonly installation: string;
  readonly get: (name: string) => Sending | undefined;
  /** Those of an address that only the channel can bring to an end, in order. */
  readonly unfinished: (address: string) => readonly (readonly [string, Sending])[];
  /** The addresses that have such ones. */
  readonly addresses: () => readonly string[];
  /** Resolves when it is durable; rejects without having changed anything. */
  readonly set: (name: string, value: Sending) => Promise<void>;
  /** Counts at once, and becomes durable soon: a crash brings back what was there before. */
  readonly setSoon: (name: string, value: Sending | undefined) => void;
  readonly nextOrder: () => number;
  /** Forgets what is of no more use: finished an hour ago, or without any news for a day. */
  readonly tidy: (now: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

const hour = 60 * 60_000;
const kept: Readonly<Record<Sending['state'], number>> = {
  done: hour,
  accepted: 25 * hour,
  trying: 4 * 24 * hour,
  held: 30 * 24 * hour,
};
const installationKey = 'installation';
const prefix = 'sending ';

const isUnfinished = (one: Sending) => one.state === 'held' || (one.isOurs && one.state === 'trying');

/** Opens the journal in the channel's folder. Rejects with a sentence for the operator. */
export async function openJournal(folder: string): Promise<Journal> {
  const remedy = 'delete it (replies that wait for a participant’s next contact are then lost)';
  const log = await openKeyLog({
    file: join(folder, 'sendings.log'),
    kind: { log: 'whatsapp-cloud', version: 1 },
    remedy,
  });
  const sendings = new Map<string, Sending>();
  for (const key of log.keys()) {
    if (!key.startsWith(prefix)) continue;
    const read = sending.safeParse(JSON.parse((await log.get(key)) ?? 'null'));
    if (read.success) sendings.set(key.slice(prefix.length), read.data);
  }
  const installation = (await log.get(installationKey)) ?? randomBytes(6).toString('hex');
  await log.set(new Map([[installationKey, installation]]));
  let last = Math.max(0, ...[...sendings.values()].map(({ order }) => order));

  /** Names of unfinished ones by address, so that a look costs nothing while there are none. */
  const open = new Map<string, Set<string>>();
  const index = (name: string, before: Sending | undefined, after: Sending | undefined) => {
    if (before) open.get(before.address)?.delete(name);
    if (before && open.get(before.address)?.size === 0) open.delete(before.address);
    if (after && isUnfinished(after)) open.set(after.address, (open.get(after.address) ?? new Set()).add(name));
  };
  const put = (name: string, value: Sending | undefined) => {
    index(name, sendings.get(name), value);
    if (value) sendings.set(name, value);
    else sendings.delete(name);
  };
  for (const [name, one] of sendings) index(name, undefined, one);
  const write = (name: string, value: Sending | undefined) =>
    log.set(new Map([[prefix + name, value ? JSON.stringify(value) : null]]));

  return {
    installation,
    get: (name) => sendings.get(name),
    unfinished: (address) =>
      [...(open.get(address) ?? [])]
        .flatMap((name) => {
          const one = sendings.get(name);
          return one ? [[name, one] as const] : [];
        })
        .sort(([, one], [, other]) => one.order - other.order),
    addresses: () => [...open.keys()],
    set: async (name, value) => {
      await write(name, value);
      put(name, value);
    },
    setSoon: (name, value) => {
      put(name, value);
      // What a full disk keeps from being noted is found out again through the statuses.
      void write(name, value).catch(() => undefined);
    },
    nextOrder: () => {
      last += 1;
      return last;
    },
    tidy: async (now) => {
      const old = [...sendings].filter(([, one]) => one.at < now - kept[one.state]).map(([name]) => name);
      for (const name of old) put(name, undefined);
      await log.set(new Map(old.map((name) => [prefix + name, null])));
    },
    close: log.close,
  };
}
