import type { Reply } from '../core/message.ts';
import type { OutboxEntry } from '../store/store.ts';

/** What came of sending a reply. `retry` and `refused` say why, for the operator. */
export type Sent =
  | { readonly type: 'sent' }
  | { readonly type: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly type: 'refused'; readonly reason: string };

/** A way to reach participants. `pulled` channels read replies from the transcript themselves and are only told that something changed. */
export type Channel = {
  readonly name: string;
  readonly pulled: boolean;
  /** Sends one reply. `key` is stable over retries, so that a channel that can tell does not show it twice. */
  readonly send: (address: string, entry: OutboxEntry, key: string) => Promise<Sent>;
  /** A turn of this conversation begins: show that somebody is typing. Must not fail. */
  readonly typing: (address: string) => void;
  readonly stop: () => Promise<void>;
};

/** A reply as numbered text, for channels without buttons. */
export function numbered(reply: Reply): string {
  const options = reply.options.map((option, index) => `${index + 1}. ${option.label}`);
  return [reply.text, options.join('\n')].filter(Boolean).join('\n\n');
}
