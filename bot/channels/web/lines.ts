import type { StoredConversation, TranscriptEntry } from '../../store/store.ts';

/** How many older lines a browser gets at a time: about 25 kB. */
export const linesAtOnce = 40;

/** Message ids are prefixed by their conversation, so that an id that one browser makes up never meets that of another. */
export const serverMessageId = (conversation: string, clientId: string): string => `${conversation}/${clientId}`;

/** A line as the browser gets it; `id` is the one that it made up itself. */
export function lineOf(conversation: string, { seq, from, reply, at, messageId }: TranscriptEntry) {
  const own = messageId?.startsWith(`${conversation}/`) ? { id: messageId.slice(conversation.length + 1) } : {};
  return { seq, from, text: reply.text, options: reply.options, at, ...own };
}

/** The last lines before the line `before`, oldest first; `older` is true when there are still older ones. */
export function olderLines(conversation: string, stored: StoredConversation | undefined, before: number) {
  const all = (stored?.transcript ?? []).filter(({ seq }) => seq < before);
  const lines = all.slice(-linesAtOnce).map((entry) => lineOf(conversation, entry));
  return { lines, older: all.length > lines.length };
}
