import type { Api } from 'grammy';
import type { Clock } from './options.ts';

/** A reply within this time needs no typing sign, and the call would count against Telegram's limit. */
const patience = 400;
/** How long Telegram shows the sign; it is renewed a little earlier. */
const renewal = 4500;
/** A turn that takes longer is not about to answer. */
const longest = 30_000;

export type Typing = {
  /** A turn begins. Never fails. */
  readonly begin: (address: string) => void;
  /** Returns what ends the present sign, to be called when the answer has come; a sign of a later turn goes on. */
  readonly ending: (address: string) => () => void;
};

/** `stopped` ends every sign. */
export const typing = (api: Api, clock: Clock, stopped: AbortSignal): Typing => {
  const waiting = new Map<string, AbortController>();
  const ending = (address: string) => {
    const sign = waiting.get(address);
    return () => sign?.abort();
  };
  const show = async (address: string, signal: AbortSignal) => {
    const until = clock.now() + longest;
    await clock.wait(patience, signal);
    while (!signal.aborted && clock.now() < until) {
      await api.sendChatAction(Number(address), 'typing').catch(() => undefined);
      await clock.wait(renewal, signal);
    }
  };
  return {
    begin: (address) => {
      waiting.get(address)?.abort();
      if (!Number.isSafeInteger(Number(address))) return;
      const own = new AbortController();
      waiting.set(address, own);
      void show(address, AbortSignal.any([own.signal, stopped])).finally(() => {
        if (waiting.get(address) === own) waiting.delete(address);
      });
    },
    ending,
  };
};
