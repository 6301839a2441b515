import { type Bot, type BotPorts, createBot } from '../bot/bot.ts';
import { systemClock } from '../bot/clock.ts';
import { vault } from '../bot/vault.ts';
import { realBook, realUnderstanding } from './world.ts';

/** A bot with the real content and understanding that answers at once; what a test is about is given. */
export const usualBot = (given: Pick<BotPorts, 'store' | 'channels'> & Partial<BotPorts>): Bot =>
  createBot({
    clock: systemClock,
    vault: vault(new Uint8Array(32)),
    book: realBook,
    understand: realUnderstanding,
    quietMs: 0,
    board: { status: async () => ({ type: 'clear' }) },
    audience: 'participant',
    changed: () => {},
    taken: () => {},
    alarm: () => {},
    ...given,
  });
