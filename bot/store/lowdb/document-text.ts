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
  /** All is known but the state, which is null here: another version of the bot may have written a value that this one does not know. */
  | { readonly type: 'unknown-state'; readonly document: StoredConversation; readonly reason: string }
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

const versionOf = (json: unknown): number => {
  const found = versions.safeParse(json);
  return found.success ? Math.max(found.data.version, found.data.state?.version ?? 0) : 0;
};

const withoutState = storedConversation.extend({ state: z.unknown().transform(() => null) });

const reasonOf = ({ issues }: z.ZodError) => `${issues[0]?.path.join('.') || 'it'} is not what it must be`;

const belongsTo = (file: string, { party }: StoredConversation) =>
  path.basename(documentFile('', party.id)) === path.basename(file);

/** `file` is where the text was found: a file under another conversation's name counts as damaged. */
export const parseDocument = (file: string, text: string): ParsedDocument => {
  const json = jsonOf(text);
  if (json === undefined) return { type: 'damaged', reason: 'it is not JSON' };
  const version = versionOf(json);
  if (version > 1) return { type: 'newer', version };
  const whole = storedConversation.safeParse(json);
  const parsed = whole.success ? whole : withoutState.safeParse(json);
  if (!parsed.success) return { type: 'damaged', reason: reasonOf(parsed.error) };
  if (!belongsTo(file, parsed.data)) return { type: 'damaged', reason: 'it belongs to another conversation' };
  if (whole.success) return { type: 'document', document: whole.data };
  return { type: 'unknown-state', document: parsed.data, reason: reasonOf(whole.error) };
};
