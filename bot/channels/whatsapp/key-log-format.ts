import { crc32 } from 'node:zlib';

/** What a log holds, and the version of how it is written; both stand in its first line. */
export type LogKind = { readonly log: string; readonly version: number };

/** Where a key's line is in the file, in bytes. */
export type Place = { readonly at: number; readonly length: number };

/** The text of each key that is written, or null for one that is taken away. */
export type Entries = ReadonlyMap<string, string | null>;

export type Scan =
  | { readonly type: 'read'; readonly places: Map<string, Place>; readonly end: number }
  | { readonly type: 'damaged'; readonly at: number }
  | { readonly type: 'other'; readonly found: string };

const newline = 10;

export const headLine = (kind: LogKind): string => `${JSON.stringify({ log: kind.log, version: kind.version })}\n`;

/**
 * A batch: one line `=<bytes of the body> <CRC-32 of the body>`, then the body, one line `"key"<tab>value` for each entry (without a
 * value: taken away). The whole batch counts or nothing of it. Places are relative to the batch.
 */
export function encodeBatch(entries: Entries): { bytes: Buffer; places: ReadonlyMap<string, Place | null> } {
  const lines = [...entries].map(([key, value]) =>
    Buffer.from(value === null ? `${JSON.stringify(key)}\n` : `${JSON.stringify(key)}\t${value}\n`),
  );
  const body = Buffer.concat(lines);
  const head = Buffer.from(`=${body.length} ${crc32(body).toString(16)}\n`);
  const places = new Map<string, Place | null>();
  let at = head.length;
  for (const [index, [key, value]] of [...entries].entries()) {
    const length = lines[index]?.length ?? 0;
    places.set(key, value === null ? null : { at, length });
    at += length;
  }
  return { bytes: Buffer.concat([head, body]), places };
}

/** The body of the batch that begins at `at`, or undefined when there is no whole one. */
function bodyAt(bytes: Buffer, at: number): { from: number; to: number } | undefined {
  const from = bytes.indexOf(newline, at) + 1;
  if (from === 0) return undefined;
  const head = /^=(\d+) ([0-9a-f]+)\n$/.exec(bytes.toString('latin1', at, Math.min(from, at + 40)));
  const to = from + Number(head?.[1]);
  if (!head || to > bytes.length) return undefined;
  return crc32(bytes.subarray(from, to)).toString(16) === head[2] ? { from, to } : undefined;
}

function readLines(bytes: Buffer, body: { from: number; to: number }, places: Map<string, Place>): void {
  for (let at = body.from; at < body.to; ) {
    const length = bytes.indexOf(newline, at) + 1 - at;
    const tab = bytes.subarray(at, at + length).indexOf(9);
    const key: unknown = JSON.parse(bytes.toString('utf8', at, at + (tab < 0 ? length : tab)));
    // A key that was written again moves to the end, so that the order of the map is the order of writing.
    places.delete(String(key));
    if (tab >= 0) places.set(String(key), { at, length });
    at += length;
  }
}

/** Only the last batch can be torn by a crash, so a whole one behind a broken one means damage. */
function isFollowed(bytes: Buffer, broken: number): boolean {
  for (let at = bytes.indexOf('\n=', broken); at >= 0; at = bytes.indexOf('\n=', at + 1)) {
    if (bodyAt(bytes, at + 1)) return true;
  }
  return false;
}

/** Reads a whole log. What a crash tore at the end was never confirmed, and `end` leaves it out. */
export function scanLog(bytes: Buffer, kind: LogKind): Scan {
  const expected = headLine(kind);
  const found = bytes.toString('utf8', 0, Math.min(bytes.length, 200)).split('\n', 1)[0] ?? '';
  if (`${found}\n` !== expected) return { type: 'other', found };
  const places = new Map<string, Place>();
  let end = Buffer.byteLength(expected);
  while (end < bytes.length) {
    const body = bodyAt(bytes, end);
    if (!body) return isFollowed(bytes, end) ? { type: 'damaged', at: end } : { type: 'read', places, end };
    readLines(bytes, body, places);
    end = body.to;
  }
  return { type: 'read', places, end };
}
