import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Api } from 'grammy';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Intake } from './intake.ts';
import type { Clock, CrashPoint } from './options.ts';
import type { Troubles } from './trouble.ts';
import { wantedUpdates } from './update.ts';

const secretHeader = 'x-telegram-bot-api-secret-token';
const bodyBytes = 1024 * 1024;
const lookEvery = 60_000;

/** Both secrets come from the token, so that there is nothing more to configure, and a new token brings new ones. */
const derived = (token: string, use: string) => createHmac('sha256', token).update(`webhook ${use}`).digest('hex');

const digest = (text: string) => createHash('sha256').update(text).digest();
/** Takes the same time whatever is given. */
const isSame = (given: string, secret: string) => timingSafeEqual(digest(given), digest(secret));

export const webhookPath = (token: string): string => `/telegram/${derived(token, 'path').slice(0, 32)}`;
export const webhookSecret = (token: string): string => derived(token, 'secret');

type RouteSetting = {
  readonly token: string;
  readonly intake: Intake;
  readonly troubles: Troubles;
  readonly crashPoint: (point: CrashPoint) => void;
};

const unkept = (context: Context) => {
  context.header('Retry-After', '5');
  return context.text('not kept', 503);
};

/** Where Telegram posts updates. 200 means that the update is durable; after anything else Telegram posts it again. */
export function webhookRoutes({ token, intake, troubles, crashPoint }: RouteSetting): Hono {
  const secret = webhookSecret(token);
  const app = new Hono();
  app.post(webhookPath(token), bodyLimit({ maxSize: bodyBytes }), async (context) => {
    if (!isSame(context.req.header(secretHeader) ?? '', secret)) return context.text('forbidden', 401);
    const update: unknown = await context.req.json().catch(() => undefined);
    if (update === undefined) return context.text('not JSON', 400);
    crashPoint('hook-received');
    try {
      await intake.keep(update);
    } catch {
      troubles.report({
        kind: 'store',
        text: 'A message from Telegram could not be stored. It stays with Telegram and comes again; look at the alarms of the store.',
      });
      return unkept(context);
    }
    crashPoint('hook-kept');
    return context.text('kept');
  });
  return app;
}

type WatchSetting = {
  readonly api: Api;
  readonly token: string;
  /** The public address of this bot, without a path. */
  readonly url: string;
  readonly troubles: Troubles;
  readonly clock: Clock;
};

export type WebhookWatch = {
  readonly register: () => Promise<void>;
  /** Looks whether updates still come here, and waits a while. Rejects with the error of the call. */
  readonly round: (signal: AbortSignal) => Promise<void>;
};

/** Keeps the webhook registered: any process with the token can take it away, and then nothing comes any more. */
export const webhookWatch = ({ api, token, url, troubles, clock }: WatchSetting): WebhookWatch => {
  const address = new URL(webhookPath(token), url).href;
  const register = async () => {
    await api.setWebhook(address, { secret_token: webhookSecret(token), allowed_updates: wantedUpdates });
  };
  const look = async () => {
    const info = await api.getWebhookInfo();
    if (info.url !== address) {
      troubles.report({
        kind: 'conflict',
        text: 'Another process with the same bot token took the webhook away; it was set again. Stop the other process, or give each its own bot.',
      });
      return await register();
    }
    const failedAt = (info.last_error_date ?? 0) * 1000;
    if (failedAt < clock.now() - 2 * lookEvery) return troubles.over();
    return troubles.report({
      kind: 'webhook',
      text: `Telegram could not deliver updates to TELEGRAM_WEBHOOK_URL (${info.last_error_message ?? 'no reason given'}). Check that the address is reachable from outside by https with a valid certificate.`,
    });
  };
  return {
    register,
    round: async (signal) => {
      await clock.wait(lookEvery, signal);
      if (!signal.aborted) await look();
    },
  };
};
