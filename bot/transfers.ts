import { createHash, randomInt } from 'node:crypto';
import { z } from 'zod';
import { type ChannelState, fileState, sweepState } from './channels/channel-state.ts';
import type { Clock } from './clock.ts';
import { type Disk, realDisk } from './store/lowdb/disk.ts';
import { emptyTurns } from './store/lowdb/parallel.ts';

/** Codes by which a conversation goes on in another channel. */
export type Transfers = {
  /** Makes a code good for this conversation. Resolves when it would survive a power cut. */
  readonly offer: (code: string, conversation: string) => Promise<void>;
  /**
   * The conversation of a code, for the first other one that asks; `locked` while too many were wrong. From then on neither this code nor an
   * earlier one of the conversation is good for anybody else. The first may ask again until the code is used up: a turn that could not be stored is taken again.
   */
  readonly take: (code: string, asker: string) => Promise<string | 'locked' | undefined>;
  /** Forgets a code by its key (see `transferKey`), once its take-over is stored. */
  readonly usedUp: (key: string) => Promise<void>;
};

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LIFE = 7 * 86_400_000;
/** How long a wrong code is held against who tried it, and against all. */
const WRONG_FOR = 3_600_000;
const MOST_WRONG = 5;
const MOST_WRONG_OF_ALL = 30;

/** Times are epoch milliseconds. */
const offer = z.object({ conversation: z.string(), until: z.number() });
/** The last time that a conversation was taken: by which one, and with which code. It is over when every code from before is. */
const move = z.object({ takenBy: z.string(), key: z.string(), until: z.number() });
const dated = z.object({ until: z.number() });

/** Such as K7QF-M2XD: one of 30^8, which is 39 bits. */
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

/** What is kept in place of a code, so that who reads the data folder cannot use it. */
export const transferKey = (code: string): string => createHash('sha256').update(`transfer ${code}`).digest('hex');

const movedKey = (conversation: string): string => `moved ${conversation}`;

type WrongCodes = {
  readonly isLocked: (asker: string) => boolean;
  readonly note: (asker: string, key: string) => void;
};

/**
 * Somebody who guesses has five tries an hour; because askers cost nothing (a new web chat is a new one), all of them together have thirty, and
 * then everybody waits. With a thousand codes out at a time that is one hit in some two thousand years. The counts are in memory alone: a
 * restart forgets them.
 */
function wrongCodes(clock: Clock): WrongCodes {
  let wrong: readonly { readonly asker: string; readonly key: string; readonly at: number }[] = [];
  return {
    isLocked(asker) {
      wrong = wrong.filter(({ at }) => clock.now() - at < WRONG_FOR);
      return wrong.length >= MOST_WRONG_OF_ALL || wrong.filter((one) => one.asker === asker).length >= MOST_WRONG;
    },
    note(asker, key) {
      // The same wrong code again tells a guesser nothing new; it comes again when a turn is taken again.
      if (wrong.some((one) => one.asker === asker && one.key === key)) return;
      wrong = [...wrong, { asker, key, at: clock.now() }];
    },
  };
}

type Offered = { readonly conversation: string; readonly taken?: z.infer<typeof move> };

/** What a code was offered for, and that it is taken: itself, or another one of the conversation. */
async function offeredFor(key: string, state: ChannelState, now: number): Promise<Offered | undefined> {
  const found = offer.safeParse(await state.get(key));
  if (!found.success || found.data.until <= now) return undefined;
  const { conversation, until } = found.data;
  const last = move.safeParse(await state.get(movedKey(conversation)));
  // A code from before the last move would open what was begun there since, perhaps by somebody else.
  return last.success && until <= last.data.until ? { conversation, taken: last.data } : { conversation };
}

export function transfers(state: ChannelState, clock: Clock): Transfers {
  const wrong = wrongCodes(clock);
  // One after the other, so that of two who ask at the same time one is the first, and no crowd slips in before it is counted.
  const turns = emptyTurns();
  const take = async (key: string, asker: string) => {
    const offered = await offeredFor(key, state, clock.now());
    if (offered?.taken?.takenBy === asker && offered.taken.key === key) return offered.conversation;
    if (wrong.isLocked(asker)) return 'locked';
    if (offered?.conversation === asker) return undefined;
    if (!offered || offered.taken) {
      wrong.note(asker, key);
      return undefined;
    }
    await state.set(movedKey(offered.conversation), { takenBy: asker, key, until: clock.now() + LIFE });
    return offered.conversation;
  };
  return {
    offer: (code, conversation) => state.set(transferKey(code), { conversation, until: clock.now() + LIFE }),
    take: (code, asker) => turns.take('take', () => take(transferKey(code), asker)),
    usedUp: (key) => state.delete(key),
  };
}

/** Codes that outlive the process, in a folder of their own. Those that are over are removed first; trouble with that is told and stops nothing. */
export async function openTransfers(
  folder: string,
  clock: Clock,
  alarm: (text: string, error?: unknown) => void,
  disk: Disk = realDisk,
): Promise<Transfers> {
  const state = await fileState(folder, disk);
  await sweepState(folder, (value) => isOver(value, clock.now()), disk).catch((error) =>
    alarm(
      `Old transfer codes in ${folder} could not be removed; the bot goes on. Check the rights of the folder.`,
      error,
    ),
  );
  return transfers(state, clock);
}

/** What has no end is over too. */
function isOver(value: unknown, now: number): boolean {
  const found = dated.safeParse(value);
  return !found.success || found.data.until <= now;
}
