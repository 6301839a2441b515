import { GrammyError, HttpError } from 'grammy';
import type { Alarm } from '../../store/store.ts';
import type { TelegramOptions } from './options.ts';

/** `text` tells the operator what is wrong and what to do. Holds no token, and nothing of what was written. */
export type Trouble = {
  readonly kind: 'token' | 'conflict' | 'limit' | 'telegram' | 'network' | 'store' | 'webhook' | 'bug';
  readonly text: string;
  /** Milliseconds for which Telegram asks to be left alone. */
  readonly waitMs?: number;
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no answer';

/** The cause of a network error holds the address of the call, and with it the token: only its code may be told. */
const networkTrouble = ({ error }: HttpError): Trouble => ({
  kind: 'network',
  text: `Telegram cannot be reached (${codeOf(error)}). Check the network, DNS and firewall for api.telegram.org; the bot goes on trying by itself.`,
});

function refusal({ error_code: code, description, parameters }: GrammyError): Trouble {
  // A token that is not even formed like one is answered with 404.
  if (code === 401 || code === 404)
    return {
      kind: 'token',
      text: 'Telegram refuses the bot token. Ask @BotFather for the present one (/token), set it as TELEGRAM_BOT_TOKEN and restart.',
    };
  if (code === 409)
    return {
      kind: 'conflict',
      text: 'Another process uses the same bot token, and takes the messages away. Stop it, or give each its own bot (@BotFather, /newbot).',
    };
  if (code === 429)
    return {
      kind: 'limit',
      text: `Telegram asks the bot to wait ${parameters.retry_after ?? 3} seconds. If this comes often, lower the messages a second.`,
      waitMs: (parameters.retry_after ?? 3) * 1000,
    };
  if (code >= 500)
    return { kind: 'telegram', text: `Telegram has trouble of its own (${code}). The bot goes on trying by itself.` };
  return {
    kind: 'bug',
    text: `Telegram refused a call with ${code}: ${description.slice(0, 150)}. Report this with the version of the bot.`,
  };
}

/** What a failed call means for the operator. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof GrammyError) return refusal(error);
  if (error instanceof HttpError) return networkTrouble(error);
  const name = error instanceof Error ? error.name : typeof error;
  return {
    kind: 'bug',
    text: `The Telegram channel failed (${name}); it goes on by itself. Report this with the version of the bot.`,
  };
}

/** What is wrong at present. */
export type Troubles = {
  readonly report: (trouble: Trouble) => void;
  /** Things work again. */
  readonly over: () => void;
  /** How often in a row things went wrong. */
  readonly inARow: () => number;
  readonly alarms: () => readonly Alarm[];
};

/** A lost connection is nothing special; only the second failure in a row is told. */
const passing = new Set<Trouble['kind']>(['network', 'telegram', 'limit']);
const tellAgainAfter = 10 * 60_000;
/** Two pollers take turns at working, so that work for a moment proves nothing. */
const calmAfterConflict = 60_000;

type Held = Alarm & { readonly kind: Trouble['kind'] };

type Setting = Pick<TelegramOptions, 'log' | 'alarm'> & {
  readonly now: () => number;
  /** What is wrong has changed. */
  readonly changed: () => void;
};

export function emptyTroubles({ log, alarm, now, changed }: Setting): Troubles {
  let held: Held | undefined;
  let toldAt = 0;
  let lastAt = 0;
  let count = 0;
  const tell = ({ kind, text }: Trouble) => {
    const since = held ? held.since : now();
    const isNew = held?.kind !== kind;
    held = { kind, text, since };
    if (!isNew && now() - toldAt < tellAgainAfter) return;
    toldAt = now();
    log.error({ channel: 'telegram', kind }, text);
    if (!isNew) return;
    alarm(text);
    changed();
  };
  return {
    report: (trouble) => {
      count += 1;
      lastAt = now();
      if (count > 1 || !passing.has(trouble.kind)) tell(trouble);
    },
    over: () => {
      if (held?.kind === 'conflict' && now() - lastAt < calmAfterConflict) return;
      count = 0;
      if (!held) return;
      const minutes = Math.round((now() - held.since) / 60_000);
      log.info({ channel: 'telegram', kind: held.kind, minutes }, `Telegram works again, after ${minutes} minutes.`);
      held = undefined;
      changed();
    },
    inARow: () => count,
    alarms: () => (held ? [{ text: held.text, since: held.since }] : []),
  };
}
