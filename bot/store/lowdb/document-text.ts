import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { isUnfinished, openCase } from '../document.ts';
import { type StoredConversation, storedConversation } from '../store.ts';

/** Where a conversation lives below the data folder: `conversations/<2 hex digits>/<32 hex digits>.json`, from SHA-256 of its id. */
export const documentFile = (folder: string, id: string): string => {
  const digits = createHash('sha256').update(id).digest('hex');
  return path.join(folder, 'conversations', digits.slice(0, 2), `${digits.slice(0, 32)}.json`);
};

/** The text of a file. It begins with what a start must know, so that a start need not read the rest. */
export const documentText = (document: StoredConversation): string => {
  const { version, ...rest } = document;
  return JSON.stringify({
    version,
    unfinished: isUnfinished(document),
    openCase: openCase(document) !== null,
    ...rest,
  });
};

const quiet = '{"version":1,"unfinished":false,"openCase":false,';
export const headLength = quiet.length;

/** Whether the beginning of a file says that nothing is to be done; anything unknown is not quiet. */
export const isQuiet = (head: string): boolean => head === quiet;

export type ParsedDocument =
  | { readonly type: 'document'; readonly document: StoredConversation }
  | { readonly type: 'newer'; readonly version: number }
  | { readonly type: 'damaged'; readonly reason: string };

const versions = z.object({ version: z.number(), state: z.object({ version: z.number() }).nullish() });

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** `file` is where the text was found: a file under another conversation's name counts as damaged. */
export const parseDocument = (file: string, text: string): ParsedDocument => {
  const json = jsonOf(text);
  if (json === undefined) return { type: 'damaged', reason: 'it is not JSON' };
  const found = versions.safeParse(json);
  const version = found.success ? Math.max(found.data.version, found.data.state?.version ?? 0) : 0;
  if (version > 1) return { type: 'newer', version };
  const parsed = storedConversation.safeParse(json);
  if (!parsed.success)
    return { type: 'damaged', reason: `${parsed.error.issues[0]?.path.join('.') || 'it'} is not what it must be` };
  if (path.basename(documentFile('', parsed.data.party.id)) !== path.basename(file))
    return { type: 'damaged', reason: 'it belongs to another conversation' };
  return { type: 'document', document: parsed.data };
};
