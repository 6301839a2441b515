import type { Clock } from '../../clock.ts';
import type { Api } from './api.ts';
import type { Trouble } from './trouble.ts';

/** Blue ticks and the typing sign. Nothing here fails: both are only courtesy. */
export type Reading = {
  /** A message came in. */
  readonly note: (address: string, messageId: string) => void;
  /** It was none after all: it could not be kept, or had come before. */
  readonly forget: (address: string, messageId: string) => void;
  /** A turn begins: the ticks turn blue, and if the answer takes a moment the participant sees that somebody is typing. */
  readonly begin: (address: string) => void;
  /** The answer goes out now. Resolves when no typing sign can appear behind it any more. */
  readonly end: (address: string) => Promise<void>;
};

/** An answer within this time needs no typing sign. */
const patience = 300;
const mostAddresses = 10_000;

type Waiting = { readonly messageId: string; readonly cancel: () => void };

type Setting = {
  readonly api: Api;
  readonly clock: Clock;
  readonly stopped: AbortSignal;
  /** Told what went wrong: a refused token shows here first. */
  readonly failed: (trouble: Trouble) => void;
};

export function reading({ api, clock, stopped, failed }: Setting): Reading {
  const last = new Map<string, string>();
  const waiting = new Map<string, Waiting>();
  const showing = new Map<string, Promise<void>>();

  const tell = async (messageId: string, isTyping: boolean) => {
    const told = await api.read(messageId, isTyping);
    if (told.type === 'failed' && (told.trouble.kind === 'token' || told.trouble.kind === 'account'))
      failed(told.trouble);
  };
  const show = (address: string, messageId: string) => {
    waiting.delete(address);
    const shown = tell(messageId, true).then(() => {
      if (showing.get(address) === shown) showing.delete(address);
    });
    showing.set(address, shown);
  };

  return {
    note: (address, messageId) => {
      last.delete(address);
      last.set(address, messageId);
      if (last.size <= mostAddresses) return;
      const [oldest] = last.keys();
      if (oldest !== undefined) last.delete(oldest);
    },
    forget: (address, messageId) => {
      if (last.get(address) === messageId) last.delete(address);
    },
    begin: (address) => {
      const messageId = last.get(address);
      last.delete(address);
      if (messageId === undefined || stopped.aborted) return;
      waiting.get(address)?.cancel();
      waiting.set(address, { messageId, cancel: clock.after(patience, () => show(address, messageId)) });
    },
    end: async (address) => {
      const early = waiting.get(address);
      if (early) {
        early.cancel();
        waiting.delete(address);
        void tell(early.messageId, false);
      }
      await showing.get(address);
    },
  };
}
