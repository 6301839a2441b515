import path from 'node:path';
import type { Adapter } from 'lowdb';
import type { StoredConversation } from '../store.ts';
import type { Alarms } from './alarms.ts';
import { type Disk, errorCode, replaceFile } from './disk.ts';
import { documentFile, documentText, type ParsedDocument, parseDocument } from './document-text.ts';

/** lowdb's port to the file of one conversation. `size`: UTF-16 units of the text that was last read or written. */
export type DocumentAdapter = Adapter<StoredConversation | null> & { readonly size: () => number };

type Read = { readonly document: StoredConversation | null; readonly size: number };

export type DocumentFiles = {
  /**
   * The document in a file, or null. A damaged file is set aside with an alarm and counts as none; one with a state that is not known
   * is copied aside with an alarm and loses the state; one of a newer version is left as it is, with an alarm and an error.
   */
  readonly read: (file: string) => Promise<StoredConversation | null>;
  readonly adapter: (id: string) => DocumentAdapter;
  /** Whether documents can be written. It is tried out only after a write that failed, and by one at a time however many ask. */
  readonly isWritable: () => Promise<boolean>;
};

const setAside = /\.damaged-[^/\\]*$/;
export const isSetAside = (file: string): boolean => setAside.test(file);

const damaged = '.damaged-';
const stateOnly = '.damaged-state-';

/** The alarm for a file that was set aside, now or before an earlier start. */
export const setAsideText = (file: string, reason: string): string =>
  path.basename(file).includes(stateOnly)
    ? `What a conversation had come to was not understood (${reason}), as after going back to an older version of the bot. Its messages are ` +
      `kept, and it begins anew. The file as it was is ${file}: look whether there is an open case in it, then delete it.`
    : `A conversation file was damaged (${reason}) and was set aside as ${file}; the conversation started anew. ` +
      'Look what can be saved from it or from a backup, then delete it.';

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space',
  EDQUOT: 'the disk quota is used up; free some space',
  EACCES: 'the bot may not write there; correct the owner and the rights of the folder',
  EPERM: 'the bot may not write there; correct the owner and the rights of the folder',
  EROFS: 'the disk is read-only; look into the system log for disk errors and mount it writable',
  EMFILE: 'too many files are open; raise the limit of open files (ulimit -n)',
};

const cannotWrite = (file: string, error: unknown) =>
  `Cannot write ${file}: ${remedies[errorCode(error)] ?? 'look into the system log for disk errors'}. ` +
  'Nothing unwritten was confirmed; the bot goes on by itself when writing works again.';

type Setup = { readonly folder: string; readonly disk: Disk; readonly alarms: Alarms; readonly now: () => number };

/** The name under which a file is set aside. Colons are not allowed in file names on Windows. */
const asideOf = (file: string, mark: string, now: number) =>
  `${file}${mark}${new Date(now).toISOString().replaceAll(':', '-')}`;

const putAside = async ({ disk, alarms, now }: Setup, file: string, reason: string) => {
  const aside = asideOf(file, damaged, now());
  await disk.rename(file, aside);
  alarms.raise(aside, setAsideText(aside, reason));
  return null;
};

type UnknownState = Extract<ParsedDocument, { type: 'unknown-state' }>;

/** The file is written again at once, so that its old text is copied once and not at every reading. */
const putStateAside = async (
  { disk, alarms, now }: Setup,
  file: string,
  text: string,
  { document, reason }: UnknownState,
) => {
  const aside = asideOf(file, stateOnly, now());
  await replaceFile(disk, aside, text);
  await replaceFile(disk, file, documentText(document));
  alarms.raise(aside, setAsideText(aside, reason));
  return document;
};

const refuse = (alarms: Alarms, file: string, version: number) => {
  const text = `${file} was written by a newer version of the bot (format ${version}); this version leaves it alone. Update the bot.`;
  alarms.raise(file, text);
  return new Error(text);
};

const textOf = async (disk: Disk, file: string) => {
  try {
    return await disk.readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    const text = `Cannot read ${file}; correct its rights, or look into the system log for disk errors.`;
    throw new Error(text, { cause: error });
  }
};

/** About as long as a document with many lines: a full disk may still have room for a few letters. */
const trialText = ' '.repeat(32_768);

/** Writes documents, and keeps the alarm that says whether that works. */
const writing = ({ folder, disk, alarms }: Setup) => {
  const write = async (file: string, text: string) => {
    try {
      await replaceFile(disk, file, text);
      alarms.clear('write');
    } catch (error) {
      const problem = cannotWrite(file, error);
      alarms.raise('write', problem);
      throw new Error(problem, { cause: error });
    }
  };
  const tryOut = async () => {
    const file = path.join(folder, 'conversations', 'trial.tmp');
    try {
      await write(file, trialText);
      await disk.unlink(file);
      return true;
    } catch {
      return false;
    }
  };
  let trial: Promise<boolean> | undefined;
  const isWritable = async () => {
    if (!alarms.holds('write')) return true;
    trial ??= tryOut().finally(() => {
      trial = undefined;
    });
    return await trial;
  };
  return { write, isWritable };
};

export const documentFiles = (setup: Setup): DocumentFiles => {
  const { folder, disk, alarms } = setup;
  const { write, isWritable } = writing(setup);

  const read = async (file: string): Promise<Read> => {
    const text = await textOf(disk, file);
    if (text === undefined) return { document: null, size: 0 };
    const size = text.length;
    const parsed = parseDocument(file, text);
    if (parsed.type === 'damaged') return { document: await putAside(setup, file, parsed.reason), size };
    if (parsed.type === 'unknown-state') return { document: await putStateAside(setup, file, text, parsed), size };
    if (parsed.type === 'newer') throw refuse(alarms, file, parsed.version);
    return { document: parsed.document, size };
  };

  const adapter = (id: string): DocumentAdapter => {
    const file = documentFile(folder, id);
    let size = 0;
    return {
      read: async () => {
        const found = await read(file);
        size = found.size;
        return found.document;
      },
      write: async (document) => {
        if (document === null) return;
        const text = documentText(document);
        await write(file, text);
        size = text.length;
      },
      size: () => size,
    };
  };

  return { read: async (file) => (await read(file)).document, adapter, isWritable };
};
