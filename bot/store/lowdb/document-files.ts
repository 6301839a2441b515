import type { Adapter } from 'lowdb';
import type { StoredConversation } from '../store.ts';
import type { Alarms } from './alarms.ts';
import { type Disk, errorCode, replaceFile } from './disk.ts';
import { documentFile, documentText, parseDocument } from './document-text.ts';

export type DocumentFiles = {
  /**
   * The document in a file, or null. A damaged file is set aside with an alarm and counts as none;
   * one of a newer version is left as it is, with an alarm and an error.
   */
  readonly read: (file: string) => Promise<StoredConversation | null>;
  /** lowdb's port to the file of one conversation. */
  readonly adapter: (id: string) => Adapter<StoredConversation | null>;
};

const setAside = /\.damaged-[^/\\]*$/;
export const isSetAside = (file: string): boolean => setAside.test(file);

/** The alarm for a damaged file that was set aside, now or before an earlier start. */
export const setAsideText = (file: string, reason: string): string =>
  `A conversation file was damaged (${reason}) and was set aside as ${file}; the conversation started anew. ` +
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

const putAside = async ({ disk, alarms, now }: Setup, file: string, reason: string) => {
  // Colons are not allowed in file names on Windows.
  const aside = `${file}.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}`;
  await disk.rename(file, aside);
  alarms.raise(aside, setAsideText(aside, reason));
  return null;
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

export const documentFiles = (setup: Setup): DocumentFiles => {
  const { folder, disk, alarms } = setup;

  const read = async (file: string) => {
    const text = await textOf(disk, file);
    if (text === undefined) return null;
    const parsed = parseDocument(file, text);
    if (parsed.type === 'damaged') return await putAside(setup, file, parsed.reason);
    if (parsed.type === 'newer') throw refuse(alarms, file, parsed.version);
    return parsed.document;
  };

  const write = async (file: string, document: StoredConversation | null) => {
    if (document === null) return;
    try {
      await replaceFile(disk, file, documentText(document));
      alarms.clear('write');
    } catch (error) {
      const text = cannotWrite(file, error);
      alarms.raise('write', text);
      throw new Error(text, { cause: error });
    }
  };

  const adapter = (id: string) => {
    const file = documentFile(folder, id);
    return { read: () => read(file), write: (document: StoredConversation | null) => write(file, document) };
  };

  return { read, adapter };
};
