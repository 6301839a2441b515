import { type BinaryNode, getBinaryNodeChild } from '@whiskeysockets/baileys';

export const whatsApp = 's.whatsapp.net';

export const seconds = (): string => String(Math.floor(Date.now() / 1000));

export const node = (tag: string, attrs: BinaryNode['attrs'], content?: BinaryNode['content']): BinaryNode =>
  content === undefined ? { tag, attrs } : { tag, attrs, content };

export function child(parent: BinaryNode | undefined, tag: string): BinaryNode | undefined {
  return parent === undefined ? undefined : getBinaryNodeChild(parent, tag);
}

/** The child's bytes; throws when the client did not send what it must. */
export function bytesOf(parent: BinaryNode | undefined, tag: string): Uint8Array {
  const content = child(parent, tag)?.content;
  if (content instanceof Uint8Array) return content;
  throw new Error(`The client sent no bytes in <${tag}>.`);
}

export const numberOf = (parent: BinaryNode | undefined, tag: string): number => {
  const bytes = Buffer.from(bytesOf(parent, tag));
  return bytes.readUIntBE(0, bytes.length);
};

/** The registration id of a phone, as receipts carry it; 0 for one that is not told. */
export const encodeRegistration = (id: number): BinaryNode => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(id);
  return node('registration', {}, bytes);
};
