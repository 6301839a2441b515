import type { Api } from 'grammy';
import type { Log, TelegramOptions } from './options.ts';
import { type Press, type Translated, translate } from './translate.ts';

export type RawUpdate = { readonly update_id: number };

/** Makes updates durable. */
export type Intake = {
  /** Resolves when what the update says is durable, or when it is none of ours; rejects when it could not be kept. */
  readonly keep: (update: unknown) => Promise<void>;
  /**
   * Chats side by side, each in its order: after a failure the rest of its chat waits too.
   * Returns what could not be kept, with the reason.
   */
  readonly keepAll: (updates: readonly RawUpdate[]) => Promise<readonly Failure[]>;
  /** Tells the participant that the message could not be kept; the update then counts as done. */
  readonly refuse: (failures: readonly Failure[]) => Promise<void>;
};
export type Failure = { readonly update: RawUpdate; readonly reason: unknown };

type Setting = TelegramOptions & {
  readonly api: Api;
  readonly now: () => number;
  /** Work that nobody waits for, but a stop. */
  readonly alongside: (work: Promise<unknown>) => void;
};

const tellIgnored = (log: Log, { reason }: Extract<Translated, { type: 'ignored' }>) =>
  log.info({ channel: 'telegram', reason }, 'An update was ignored.');

const messenger = ({ api, texts, alongside, crashPoint }: Setting) => {
  /** Late answers fail, and nothing hangs on them. */
  const answer = (press: Press | undefined, text: string) => {
    if (!press) return;
    const answered = api.answerCallbackQuery(press.query, { text: text.slice(0, 200) }).catch(() => undefined);
    alongside(answered.then(() => crashPoint?.('press-answered')));
  };
  return {
    pressed: (press: Press | undefined) =>
      answer(press, press?.label ? texts.pressed.replace('{label}', press.label) : ''),
    notYetKept: (press: Press | undefined) => answer(press, texts.notYetKept),
  };
};

/** The updates of each chat in their order. An update that says nothing to us stands alone. */
const byChat = (updates: readonly RawUpdate[], read: (update: RawUpdate) => Translated) => [
  ...Map.groupBy(updates, (update) => {
    const translated = read(update);
    return translated.type === 'message' ? translated.from.id : update.update_id;
  }).values(),
];

export const intake = (setting: Setting): Intake => {
  const { api, accept, log, texts, now, crashPoint = () => {} } = setting;
  const say = messenger(setting);
  const read = (update: unknown) => translate(update, texts, now());

  const keep = async (update: unknown) => {
    const translated = read(update);
    if (translated.type === 'ignored') {
      tellIgnored(log, translated);
      return say.pressed(translated.press);
    }
    crashPoint('before-keep');
    try {
      await accept(translated.from, translated.message);
    } catch (error) {
      say.notYetKept(translated.press);
      throw error;
    }
    crashPoint('kept');
    say.pressed(translated.press);
  };

  const keepInOrder = async (updates: readonly RawUpdate[]): Promise<readonly Failure[]> => {
    for (const [place, update] of updates.entries()) {
      try {
        await keep(update);
      } catch (reason) {
        return updates.slice(place).map((waiting) => ({ update: waiting, reason }));
      }
    }
    return [];
  };

  return {
    keep,
    keepAll: async (updates) => (await Promise.all(byChat(updates, read).map(keepInOrder))).flat(),
    refuse: async (failures) => {
      const addresses = failures
        .map(({ update }) => read(update))
        .flatMap((one) => (one.type === 'message' ? [one.from.address] : []));
      for (const address of new Set(addresses))
        await api.sendMessage(Number(address), texts.notKept).catch(() => undefined);
    },
  };
};
