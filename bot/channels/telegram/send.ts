import { type Api, GrammyError } from 'grammy';
import type { Channel, Sent } from '../channel.ts';
import type { TelegramOptions } from './options.ts';
import type { Pace } from './pace.ts';
import { type Part, render } from './render.ts';
import { type Troubles, troubleOf } from './trouble.ts';

type Setting = Pick<TelegramOptions, 'state' | 'texts'> & {
  readonly api: Api;
  readonly pace: Pace;
  readonly troubles: Troubles;
  readonly stopped: AbortSignal;
  readonly crashPoint: NonNullable<TelegramOptions['crashPoint']>;
};

const blocked: Sent = { type: 'refused', reason: 'The participant blocked the bot or deleted the account.' };

const stopping = new Error('The bot is stopping.');
/** After an outage the outbox should not wait long: with a wait that is asked for it tries at least every minute. */
const soonMs = 2000;

/** What a failed call means for the reply. */
function sentOf(error: unknown, troubles: Troubles): Sent {
  if (error === stopping) return { type: 'retry', reason: stopping.message };
  const trouble = troubleOf(error);
  // The poll loop or the webhook watch tells of the network; a wrong token concerns the operator at once.
  if (trouble.kind === 'token') troubles.report(trouble);
  if (error instanceof GrammyError && error.error_code === 403) return blocked;
  if (error instanceof GrammyError && trouble.kind === 'bug') return { type: 'refused', reason: trouble.text };
  return { type: 'retry', reason: trouble.text, afterMs: trouble.waitMs ?? soonMs };
}

/** How many parts of a reply were sent, so that a retry goes on where it stopped, also after a crash. */
const sentParts = (state: TelegramOptions['state']) => {
  const inMemory = new Map<string, number>();
  const nameOf = (key: string) => `parts:${key}`;
  return {
    before: async (key: string) => {
      const noted = inMemory.get(key) ?? (await state.get(nameOf(key)));
      return typeof noted === 'number' ? noted : 0;
    },
    note: async (key: string, count: number) => {
      inMemory.set(key, count);
      // A full disk must not keep back the rest; after a crash these parts would then come twice.
      await state.set(nameOf(key), count).catch(() => undefined);
    },
    forget: async (key: string) => {
      inMemory.delete(key);
      await state.delete(nameOf(key)).catch(() => undefined);
    },
  };
};

/**
 * Sends replies. Telegram knows no key of ours: a crash, or a lost answer, between its accepting a message and our noting it makes this
 * one message come twice, because losing it would be worse.
 */
export const sender = (setting: Setting): Channel['send'] => {
  const { api, pace, state, stopped, texts, troubles, crashPoint } = setting;
  const progress = sentParts(state);

  const sendPart = async (chat: number, { text, keyboard }: Part) => {
    await pace.turn(stopped);
    // A stop ends the waits of all at once; to send now would exceed the limit.
    if (stopped.aborted) throw stopping;
    crashPoint('before-send');
    await api.sendMessage(chat, text, {
      link_preview_options: { is_disabled: true },
      ...(keyboard ? { reply_markup: keyboard } : {}),
    });
    crashPoint('part-sent');
  };

  const sendOne = async (chat: number, part: Part): Promise<Sent> => {
    await sendPart(chat, part);
    crashPoint('all-sent');
    return { type: 'sent' };
  };

  const sendSeveral = async (chat: number, parts: readonly Part[], key: string): Promise<Sent> => {
    const before = await progress.before(key);
    for (const [place, part] of parts.entries()) {
      if (place < before) continue;
      await sendPart(chat, part);
      await progress.note(key, place + 1);
      crashPoint('part-noted');
    }
    await progress.forget(key);
    crashPoint('all-sent');
    return { type: 'sent' };
  };

  return async (address, { reply }, key) => {
    const chat = Number(address);
    if (!Number.isSafeInteger(chat))
      return { type: 'refused', reason: 'The address is not the id of a Telegram chat.' };
    const parts = render(reply, texts.choose);
    const [first] = parts;
    if (first === undefined) return { type: 'refused', reason: 'The reply is empty; correct the content.' };
    try {
      return parts.length === 1 ? await sendOne(chat, first) : await sendSeveral(chat, parts, key);
    } catch (error) {
      return sentOf(error, troubles);
    }
  };
};
