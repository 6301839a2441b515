import { openKeyLog } from './key-log.ts';

/** WhatsApp may name one person by phone number today and by LID tomorrow; the conversation stays with the address that came first. */
export type Addresses = {
  /** The address of the conversation. `other` is a second address of the same person, when WhatsApp tells it. */
  readonly first: (address: string, other?: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** Opens the file in which addresses of one person are kept together. Rejects with a sentence for the operator. */
export async function openAddresses(file: string): Promise<Addresses> {
  const remedy = 'delete it (people whose address has changed will then begin a new conversation)';
  const log = await openKeyLog({ file, kind: { log: 'whatsapp-addresses', version: 1 }, remedy });
  return {
    first: async (address, other) => {
      const known = await log.get(address);
      if (other === undefined || other === address) return known ?? address;
      const knownOther = await log.get(other);
      const first = known ?? knownOther ?? address;
      const news = new Map<string, string>();
      if (known === undefined) news.set(address, first);
      if (knownOther === undefined) news.set(other, first);
      await log.set(news);
      return first;
    },
    close: log.close,
  };
}
