import path from 'node:path';
import type { Summary } from '../summary.ts';
import type { Alarms } from './alarms.ts';
import { type Disk, isTemporary, syncFolder } from './disk.ts';
import { type DocumentFiles, isSetAside, setAsideText } from './document-files.ts';
import { headLength, isQuiet } from './document-text.ts';
import { forEachAtMost } from './parallel.ts';

/** Enough to keep the disk busy, few enough for the usual limit of open files. */
const filesAtOnce = 16;

const buckets = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'));

/** Makes the data folder, readable by its owner alone, and its name durable. */
export const makeDataFolder = async (disk: Disk, folder: string): Promise<void> => {
  const options = { recursive: true, mode: 0o700 } as const;
  const first = await disk.mkdir(path.join(folder, 'conversations'), options).catch((cause: unknown) => {
    const what = `The data folder ${folder} cannot be made. Set DATA_DIR to a folder that this user may write to.`;
    throw new Error(what, { cause });
  });
  if (first === undefined) return await syncFolder(disk, folder);
  // Every folder from the first new one down has a new name in the folder above it.
  for (let made = path.resolve(folder, 'conversations'); made.length >= path.resolve(first).length; ) {
    made = path.dirname(made);
    await syncFolder(disk, made);
  }
};

/** All buckets are made at the start, so that a write never has to. */
const makeBuckets = async (disk: Disk, conversations: string) => {
  const present = new Set(await disk.readdir(conversations));
  const missing = buckets.filter((bucket) => !present.has(bucket));
  for (const bucket of missing) await disk.mkdir(path.join(conversations, bucket), { recursive: true, mode: 0o700 });
  await syncFolder(disk, conversations);
};

type Opening = {
  readonly folder: string;
  readonly disk: Disk;
  readonly files: DocumentFiles;
  readonly summary: Summary;
  readonly alarms: Alarms;
};

const take = async ({ disk, files, summary, alarms }: Opening, file: string) => {
  if (isTemporary(file)) return await disk.unlink(file);
  if (isSetAside(file)) return alarms.raise(file, setAsideText(file, 'found at an earlier time'));
  if (!file.endsWith('.json') || isQuiet(await disk.readHead(file, headLength))) return;
  const document = await files.read(file);
  if (document) summary.note(document);
};

/** Removes what an interrupted write left, and notes what is unfinished. Trouble with one file is an alarm and stops nothing. */
export const scanDataFolder = async (opening: Opening): Promise<void> => {
  const { folder, disk, alarms } = opening;
  const conversations = path.join(folder, 'conversations');
  await makeBuckets(disk, conversations);
  for (const bucket of buckets) {
    const names = await disk.readdir(path.join(conversations, bucket));
    await forEachAtMost(filesAtOnce, names, async (name) => {
      const file = path.join(conversations, bucket, name);
      await take(opening, file).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        alarms.raise(file, `The start left out a conversation file: ${reason} (${file})`);
      });
    });
  }
};
