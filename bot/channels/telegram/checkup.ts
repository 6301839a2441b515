import { Api } from 'grammy';
import type { TelegramOptions } from './options.ts';
import { clientOf } from './receiving.ts';
import { troubleOf } from './trouble.ts';
import { webhookPath } from './webhook.ts';

/** One thing that was looked at; `text` is for the operator, and says what to do when all is not well. */
export type Finding = { readonly ok: boolean; readonly text: string };

type Setting = Pick<TelegramOptions, 'token' | 'apiRoot' | 'webhookUrl'>;

/** Tokens look like `123456:AA…`; this says so before anything is sent. */
const tokenForm = /^\d+:[\w-]{3,}$/;

const ofWebhook = (info: Awaited<ReturnType<Api['getWebhookInfo']>>, { token, webhookUrl }: Setting): Finding => {
  const wanted = webhookUrl === undefined ? '' : new URL(webhookPath(token), webhookUrl).href;
  const waiting = `${info.pending_update_count} updates wait.`;
  if (info.url === wanted && info.last_error_message !== undefined && wanted !== '')
    return {
      ok: false,
      text: `Telegram could not deliver the last update (${info.last_error_message}). Check that TELEGRAM_WEBHOOK_URL is reachable from outside by https. ${waiting}`,
    };
  if (info.url === wanted)
    return {
      ok: true,
      text: wanted === '' ? `Updates are fetched by long polling. ${waiting}` : `The webhook is registered. ${waiting}`,
    };
  if (wanted === '')
    return {
      ok: false,
      text: `A webhook is registered although TELEGRAM_WEBHOOK_URL is empty. If another process uses this bot, give this one its own; otherwise it is removed at the next start. ${waiting}`,
    };
  return {
    ok: false,
    text: `The webhook is not registered for TELEGRAM_WEBHOOK_URL; start the bot, which registers it. ${waiting}`,
  };
};

/** Looks at token, reachability and webhook without changing anything, and without taking updates away from a running bot. */
export async function checkTelegram(setting: Setting): Promise<readonly Finding[]> {
  if (!tokenForm.test(setting.token))
    return [
      {
        ok: false,
        text: 'TELEGRAM_BOT_TOKEN does not look like a token. Copy it whole from @BotFather: digits, a colon, letters.',
      },
    ];
  const api = new Api(setting.token, clientOf(setting));
  try {
    const me = await api.getMe();
    return [
      { ok: true, text: `Telegram accepts the token of @${me.username}.` },
      ofWebhook(await api.getWebhookInfo(), setting),
    ];
  } catch (error) {
    return [{ ok: false, text: troubleOf(error).text }];
  }
}
