import type { Chats, Json, Update } from './chats.ts';
import { type Answer, done, failed, type Profile } from './methods.ts';

/** The two ways in which updates reach the bot. */
export type Delivery = {
  /** Waits for updates as `getUpdates` does; undefined when the caller hung up. */
  readonly poll: (parameters: Json, gone: AbortSignal) => Promise<Answer | undefined>;
  /** Something changed: there may be updates to deliver. */
  readonly wake: () => void;
  /** How many polls found nothing. */
  readonly emptyPolls: () => number;
  readonly stop: () => void;
};

const conflict = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
const hooked =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

const numberOr = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);

type Wait = { readonly end: (why: 'woken' | 'conflict' | 'over') => void };

/** Resolves when woken, displaced by another poller, out of time, or when the caller hangs up. */
const waiting = (milliseconds: number, gone: AbortSignal, hold: (wait: Wait) => void) =>
  new Promise<'woken' | 'conflict' | 'over'>((resolve) => {
    const timer = setTimeout(() => resolve('over'), milliseconds);
    const end: Wait['end'] = (why) => {
      clearTimeout(timer);
      resolve(why);
    };
    gone.addEventListener('abort', () => end('over'), { once: true });
    hold({ end });
  });

const longPolling = (chats: Chats, profile: Profile) => {
  let current: Wait | undefined;
  let emptyPolls = 0;
  const batch = (limit: unknown) => chats.waiting().slice(0, numberOr(limit, 100));
  const poll: Delivery['poll'] = async (parameters, gone) => {
    current?.end('conflict');
    current = undefined;
    if (profile.webhook.url !== '') return failed(409, hooked);
    chats.confirm(numberOr(parameters.offset, 0));
    const until = Date.now() + numberOr(parameters.timeout, 0) * 1000;
    while (chats.waiting().length === 0 && Date.now() < until && !gone.aborted) {
      const why = await waiting(until - Date.now(), gone, (wait) => {
        current = wait;
      });
      if (why === 'conflict') return failed(409, conflict);
    }
    current = undefined;
    if (gone.aborted) return undefined;
    const updates = batch(parameters.limit);
    if (updates.length === 0) emptyPolls += 1;
    return done(updates);
  };
  return { poll, wake: () => current?.end('woken'), emptyPolls: () => emptyPolls };
};

const chatOf = (update: Update): string => {
  const text = JSON.stringify(update);
  return /"chat":\{"id":(-?\d+)/.exec(text)?.[1] ?? '';
};

const secretHeader = 'X-Telegram-Bot-Api-Secret-Token';

const post = async (profile: Profile, update: Update, signal: AbortSignal): Promise<string | undefined> => {
  try {
    const response = await fetch(profile.webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [secretHeader]: profile.webhook.secret },
      body: JSON.stringify(update),
      signal,
    });
    await response.arrayBuffer();
    return response.ok ? undefined : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  } catch {
    return 'Connection failed';
  }
};

/** Chats side by side, the updates of one chat one after the other; what is refused is sent again. */
const webhook = (chats: Chats, profile: Profile, againAfter: number) => {
  const busy = new Set<string>();
  const stopped = new AbortController();
  const deliver = async (update: Update, chat: string) => {
    const problem = await post(profile, update, stopped.signal);
    if (problem === undefined) chats.drop(update.update_id);
    else profile.webhook.lastError = problem;
    if (problem !== undefined) await new Promise((resolve) => setTimeout(resolve, againAfter).unref());
    busy.delete(chat);
    wake();
  };
  const wake = () => {
    if (profile.webhook.url === '' || stopped.signal.aborted) return;
    for (const update of chats.waiting()) {
      const chat = chatOf(update);
      if (busy.has(chat)) continue;
      busy.add(chat);
      void deliver(update, chat);
    }
  };
  return { wake, stop: () => stopped.abort() };
};

/** `againAfter`: milliseconds until a refused update is posted again. */
export const delivery = (chats: Chats, profile: Profile, againAfter: number): Delivery => {
  const polling = longPolling(chats, profile);
  const hook = webhook(chats, profile, againAfter);
  return {
    poll: polling.poll,
    wake: () => {
      polling.wake();
      hook.wake();
    },
    emptyPolls: polling.emptyPolls,
    stop: hook.stop,
  };
};
