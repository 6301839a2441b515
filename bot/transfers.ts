import { createHash, randomInt } from 'node:crypto';
import { z } from 'zod';
import type { ChannelState } from './channels/channel-state.ts';
import type { Clock } from './clock.ts';

/** Codes by which a conversation goes on in another channel. */
export type Transfers = {
  /** Makes a code good for this conversation. Resolves when it would survive a power cut. */
  readonly offer: (code: string, conversation: string) => Promise<void>;
  /** The conversation of a code, once; `locked` after too many wrong ones by the same asker. */
  readonly take: (code: string, asker: string) => Promise<string | 'locked' | undefined>;
};

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LIFE = 7 * 86_400_000;
const MOST_WRONG = 5;
const LOCKED_FOR = 3_600_000;

const kept = z.object({ conversation: z.string(), until: z.number() });

/** Such as K7QF-M2XD: 39 bits, and five tries an hour. */
export function newTransferCode(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** The code that a text asks to go on with ("/lanjut K7QF-M2XD"), or undefined. */
export function transferCodeIn(text: string): string | undefined {
  const found = /^\s*\/?(?:lanjut|start lanjut_?)\s*_?([2-9A-HJ-NP-TV-Z]{4})[-\s]?([2-9A-HJ-NP-TV-Z]{4})\s*$/i.exec(
    text,
  );
  return found ? `${found[1]}-${found[2]}`.toUpperCase() : undefined;
}

/** Keeps only hashes of the codes, so that who reads the data folder cannot use them. */
export function transfers(state: ChannelState, clock: Clock): Transfers {
  const key = (code: string) => createHash('sha256').update(`transfer ${code}`).digest('hex');
  const wrong = new Map<string, { count: number; since: number }>();
  const noteWrong = (asker: string) => {
    const before = wrong.get(asker);
    const fresh = before === undefined || clock.now() - before.since > LOCKED_FOR;
    wrong.set(asker, fresh ? { count: 1, since: clock.now() } : { ...before, count: before.count + 1 });
    if (wrong.size > 10_000) wrong.clear();
  };
  return {
    offer: (code, conversation) => state.set(key(code), { conversation, until: clock.now() + LIFE }),
    async take(code, asker) {
      const before = wrong.get(asker);
      if (before && before.count >= MOST_WRONG && clock.now() - before.since < LOCKED_FOR) return 'locked';
      const found = kept.safeParse(await state.get(key(code)));
      if (found.success && found.data.until > clock.now()) return found.data.conversation;
      noteWrong(asker);
      return undefined;
    },
  };
}
