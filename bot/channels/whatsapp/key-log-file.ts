import type fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, realDisk, syncFolder } from '../../store/lowdb/disk.ts';
import { type Entries, encodeBatch, headLine, type LogKind, type Place, scanLog } from './key-log-format.ts';

/** The part of `node:fs/promises` that a log needs. */
export type LogDisk = Pick<typeof fs, 'open' | 'rename' | 'unlink' | 'readFile' | 'mkdir'>;

export type LogOptions = {
  readonly file: string;
  readonly kind: LogKind;
  /** What the operator can do when the file cannot be read, such as “delete it and link the phone again”. */
  readonly remedy: string;
  readonly disk: LogDisk;
  /** The log is written anew when it has grown beyond this and is four times as long as what counts in it. */
  readonly tidyBytes: number;
};

/** The file of a log and where everything is in it. Only one writer at a time may hold it. */
export type LogFile = {
  readonly options: LogOptions;
  /** Undefined until there is something to write. */
  handle: FileHandle | undefined;
  places: Map<string, Place>;
  /** Everything before this byte is whole and durable. */
  end: number;
  /** Bytes of the lines that count. */
  live: number;
  /** Behind `end` may be something that a crash or a full disk left; it goes before the next write. */
  hasTail: boolean;
  isClosed: boolean;
  /** False while the name of a file that was written anew may not be durable. */
  isNamed: boolean;
};

const chunkBytes = 4 * 1024 * 1024;
const bytesOf = (places: Map<string, Place>) => [...places.values()].reduce((sum, place) => sum + place.length, 0);

async function writeAt(handle: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    if (bytesWritten === 0) throw new Error('The disk took nothing of what was written.');
    done += bytesWritten;
  }
}

async function readPlaces({
  file,
  kind,
  remedy,
  disk,
}: LogOptions): Promise<{ places: Map<string, Place>; end: number }> {
  const bytes = await disk.readFile(file).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new Error(`Cannot read ${file}; correct its owner and rights.`, { cause: error });
  });
  if (bytes === undefined || bytes.length === 0) return { places: new Map(), end: 0 };
  const scan = scanLog(bytes, kind);
  if (scan.type === 'read') return scan;
  if (scan.type === 'damaged') {
    throw new Error(`${file} is damaged at byte ${scan.at}. Restore it from a backup, or ${remedy}.`);
  }
  const found = scan.found.slice(0, 60);
  throw new Error(
    `${file} was written by another version: it begins with “${found}”, and this version of the bot reads “${headLine(kind).trim()}”. ` +
      `Use the version of the bot that wrote it, or ${remedy}.`,
  );
}

/** Reads the log's file. Rejects with a sentence for the operator when it is damaged or of another version. */
export async function openLogFile(options: LogOptions): Promise<LogFile> {
  await options.disk.mkdir(path.dirname(options.file), { recursive: true, mode: 0o700 });
  const { places, end } = await readPlaces(options);
  const handle = end === 0 ? undefined : await options.disk.open(options.file, 'r+', 0o600);
  return { options, handle, places, end, live: bytesOf(places), hasTail: true, isClosed: false, isNamed: true };
}

export async function readValue(log: LogFile, place: Place): Promise<string> {
  const into = Buffer.allocUnsafe(place.length);
  const { bytesRead } = (await log.handle?.read(into, 0, place.length, place.at)) ?? { bytesRead: 0 };
  if (bytesRead !== place.length)
    throw new Error(`${log.options.file} has become shorter. Stop the bot and restore the file.`);
  return into.toString('utf8', into.indexOf(9) + 1, place.length - 1);
}

/** All that counts, in batches that fit into memory. */
async function* liveBatches(log: LogFile): AsyncIterable<ReadonlyMap<string, string>> {
  let batch = new Map<string, string>();
  let bytes = 0;
  for (const [key, place] of log.places) {
    batch.set(key, await readValue(log, place));
    bytes += place.length;
    if (bytes < chunkBytes) continue;
    yield batch;
    batch = new Map();
    bytes = 0;
  }
  if (batch.size > 0) yield batch;
}

async function fill(
  handle: FileHandle,
  log: LogFile,
  keep: boolean,
): Promise<{ places: Map<string, Place>; end: number }> {
  const places = new Map<string, Place>();
  const head = Buffer.from(headLine(log.options.kind));
  await writeAt(handle, head, 0);
  let end = head.length;
  for await (const entries of keep ? liveBatches(log) : []) {
    const batch = encodeBatch(entries);
    await writeAt(handle, batch.bytes, end);
    for (const [key, place] of batch.places) if (place) places.set(key, { at: end + place.at, length: place.length });
    end += batch.bytes.length;
  }
  await handle.sync();
  return { places, end };
}

async function makeNameDurable(log: LogFile): Promise<void> {
  if (log.isNamed) return;
  await syncFolder(realDisk, path.dirname(log.options.file));
  log.isNamed = true;
}

/** Replaces the file by one with what counts, or by an empty one. A crash leaves the old file or the new one. */
export async function writeAnew(log: LogFile, keep: boolean): Promise<void> {
  const { disk, file } = log.options;
  const temporary = `${file}.tmp`;
  const handle = await disk.open(temporary, 'w+', 0o600);
  const old = log.handle;
  try {
    const { places, end } = await fill(handle, log, keep);
    await disk.rename(temporary, file);
    // From here on the new file is the one that a start would find, so it must be the one that is written to.
    Object.assign(log, { handle, places, end, live: bytesOf(places), hasTail: false, isNamed: false });
  } catch (error) {
    // Only the first error tells what is wrong.
    await handle.close().catch(() => undefined);
    await disk.unlink(temporary).catch(() => undefined);
    throw error;
  }
  await old?.close();
  await makeNameDurable(log);
}

/** Adds the entries at the end and resolves when they are durable. When it rejects, nothing has changed. */
export async function append(log: LogFile, entries: Entries): Promise<void> {
  if (log.isClosed) throw new Error(`${log.options.file} is closed.`);
  const isUntidy = log.end > log.options.tidyBytes && log.end > 4 * log.live;
  if (log.handle === undefined || isUntidy) await writeAnew(log, isUntidy);
  if (log.handle === undefined) throw new Error(`${log.options.file} is not open.`);
  await makeNameDurable(log);
  if (log.hasTail) await log.handle.truncate(log.end);
  log.hasTail = true;
  const batch = encodeBatch(entries);
  await writeAt(log.handle, batch.bytes, log.end);
  await log.handle.datasync();
  log.hasTail = false;
  for (const [key, place] of batch.places) {
    log.live += (place?.length ?? 0) - (log.places.get(key)?.length ?? 0);
    // Taken away first, so that the order of the map is the order of writing.
    log.places.delete(key);
    if (place) log.places.set(key, { at: log.end + place.at, length: place.length });
  }
  log.end += batch.bytes.length;
}
