import { Api, type ApiClientOptions } from 'grammy';
import type { TelegramOptions } from './options.ts';
import { polling } from './poll.ts';
import { showProfile } from './profile.ts';
import type { Receiving } from './supervise.ts';
import { troubleOf } from './trouble.ts';
import { webhookWatch } from './webhook.ts';

/** Seconds after which a call other than a long poll counts as unanswered. */
const callSeconds = 20;

export const clientOf = ({
  apiRoot = 'https://api.telegram.org',
}: Pick<TelegramOptions, 'apiRoot'>): ApiClientOptions => ({
  apiRoot,
  timeoutSeconds: callSeconds,
  sensitiveLogs: false,
});

type Setting = Omit<Parameters<typeof polling>[0], 'pollSeconds'> & {
  /** Telegram has accepted the token. */
  readonly accepted: () => void;
};

/** By webhook when there is an address for it, by long polling otherwise. */
export function receivingBy(options: TelegramOptions, setting: Setting): Receiving {
  const { api, troubles, clock } = setting;
  const { token, webhookUrl, log } = options;
  const pollSeconds = options.pollSeconds ?? 30;
  let introduced = false;
  /** Proves the token, and shows once what the bot is. */
  const introduce = async (way: string) => {
    if (introduced) return;
    const me = await api.getMe();
    introduced = true;
    setting.accepted();
    log.info(
      { channel: 'telegram', bot: me.username },
      `Telegram accepts the bot @${me.username}; messages come by ${way}.`,
    );
    await showProfile(api, options).catch((error: unknown) => {
      // Receiving matters more than the menu of commands, which is shown at the next start.
      log.warn({ channel: 'telegram' }, `Commands and descriptions were not updated: ${troubleOf(error).text}`);
    });
  };
  if (webhookUrl !== undefined) {
    const watch = webhookWatch({ api, token, url: webhookUrl, troubles, clock });
    const connect = async () => {
      await introduce('webhook');
      await watch.register();
      troubles.over();
    };
    return { connect, round: watch.round, confirm: async () => {} };
  }
  const longPoll = {
    ...setting,
    api: new Api(token, { ...clientOf(options), timeoutSeconds: pollSeconds + callSeconds }),
  };
  const poll = polling({ ...longPoll, pollSeconds });
  const connect = async () => {
    await introduce('long polling');
    await api.deleteWebhook();
  };
  return { connect, round: poll.round, confirm: poll.confirm };
}
