import { z } from 'zod';
import { openKeyLog } from './key-log.ts';

/** Replies of the last days: a phone that could not read one asks for it again. */
export type KeptMessages = {
  readonly keep: (id: string, address: string, text: string) => Promise<void>;
  /** The text, if it was sent to this very address: nobody gets what was meant for somebody else. */
  readonly text: (id: string, address: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
};

const keptMs = 3 * 24 * 60 * 60 * 1000;
const keepsBetweenTidying = 500;
const kept = z.object({ address: z.string(), text: z.string(), at: z.number() });

/** Opens the file of kept replies. Rejects with a sentence for the operator. */
export async function openKeptMessages(file: string, now: () => number): Promise<KeptMessages> {
  const remedy = 'delete it (replies that a phone asks for again are then missing)';
  const log = await openKeyLog({ file, kind: { log: 'whatsapp-sent', version: 1 }, remedy });
  const read = async (id: string) => {
    const text = await log.get(id);
    return text === undefined ? undefined : kept.parse(JSON.parse(text));
  };
  const dropOld = async () => {
    const old = new Map<string, null>();
    for (const id of log.keys()) {
      const message = await read(id);
      // Keys come in the order of writing, so everything behind this one is younger.
      if (message && message.at > now() - keptMs) break;
      old.set(id, null);
    }
    await log.set(old);
  };
  await dropOld();
  let keeps = 0;
  return {
    keep: async (id, address, text) => {
      keeps += 1;
      if (keeps % keepsBetweenTidying === 0) await dropOld();
      await log.set(new Map([[id, JSON.stringify({ address, text, at: now() })]]));
    },
    text: async (id, address) => {
      const message = await read(id);
      return message?.address === address ? message.text : undefined;
    },
    close: log.close,
  };
}
