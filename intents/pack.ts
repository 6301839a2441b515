/** A model as one file: a line of JSON that says what follows, the arrays one after the other, each on a multiple of four bytes. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Model } from './classify.ts';
import { buildTable } from './vocabulary.ts';

const magic = 'jmo-intents-2';

const header = z.strictObject({
  magic: z.literal(magic),
  /** Of what the model was made: examples and code. */
  key: z.string(),
  /** Of the arrays that follow. */
  checksum: z.string(),
  intents: z.array(z.string()),
  weights: z.strictObject({ word: z.number(), pair: z.number(), near: z.number(), piece: z.number() }),
  temperature: z.number(),
  columns: z.number().int(),
  words: z.array(z.string()),
});

const checksumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const bytesOf = (array: Uint32Array | Float32Array | Int8Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** The model as bytes; `key` is handed back by `unpack` only to who asks for the same. */
export const pack = (model: Model, key: string): Uint8Array => {
  const { vocabulary, machines, scales, bias, intents, weights, temperature, words } = model;
  const body = Buffer.concat([vocabulary.keys, vocabulary.rarity, scales, bias, machines].map(bytesOf));
  const columns = vocabulary.keys.length;
  const head = JSON.stringify({
    magic,
    key,
    checksum: checksumOf(body),
    intents,
    weights,
    temperature,
    columns,
    words,
  });
  return Buffer.concat([Buffer.from(`${head}\n`), body]);
};

/** A JSON value, or null for what is none. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The model, or null when the bytes are torn, of another key, or of something else. */
export const unpack = (bytes: Uint8Array, key: string): Model | null => {
  const end = bytes.indexOf(10);
  if (end < 0) return null;
  const head = header.safeParse(jsonOf(Buffer.from(bytes.subarray(0, end)).toString('utf8')));
  if (!head.success || head.data.key !== key) return null;
  // A copy with a buffer of its own, because a slice of a Buffer shares that of the whole file.
  const body = new Uint8Array(bytes.subarray(end + 1));
  const { columns, intents, weights, temperature, checksum, words } = head.data;
  const wide = columns * 4;
  if (body.length !== wide * 3 + intents.length * (4 + columns) || checksumOf(body) !== checksum) return null;
  const keys = new Uint32Array(body.buffer, 0, columns);
  return {
    intents,
    weights,
    temperature,
    words,
    vocabulary: { keys, rarity: new Float32Array(body.buffer, wide, columns), table: buildTable(keys) },
    scales: new Float32Array(body.buffer, wide * 2, columns),
    bias: new Float32Array(body.buffer, wide * 3, intents.length),
    machines: new Int8Array(body.buffer, wide * 3 + intents.length * 4),
  };
};
