import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { CrashPoint } from './options.ts';
import { webhookPath } from './options.ts';
import { troubleOf } from './trouble.ts';
import type { Troubles } from './troubles.ts';

/** Meta sends up to 3 MB. */
const bodyBytes = 4 * 1024 * 1024;
const signatureHeader = 'x-hub-signature-256';

const digest = (text: string) => createHash('sha256').update(text).digest();
/** Takes the same time whatever is given. */
const isSame = (given: string, secret: string) => timingSafeEqual(digest(given), digest(secret));

/** The signature is over the bytes as they came: JSON written anew could differ. */
export const signatureOf = (body: Uint8Array, appSecret: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

type Setting = {
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Resolves when everything that the webhook tells is durable; rejects when something could not be kept. */
  readonly keep: (body: unknown) => Promise<void>;
  readonly troubles: Troubles;
  readonly crashPoint: (point: CrashPoint) => void;
};

/** Answers the question with which Meta makes sure that the address is ours. */
function verify(context: Context, verifyToken: string) {
  const mode = context.req.query('hub.mode') ?? '';
  const challenge = context.req.query('hub.challenge') ?? '';
  const isOurs = isSame(context.req.query('hub.verify_token') ?? '', verifyToken);
  if (mode !== 'subscribe' || !isOurs) return context.text('forbidden', 403);
  // What comes back is what was asked, so it must be nothing that a browser would run.
  if (!/^[\w-]{1,200}$/.test(challenge)) return context.text('no challenge', 400);
  context.header('X-Content-Type-Options', 'nosniff');
  return context.text(challenge);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // It is signed and cannot be read: asking for it again would bring the same.
    return undefined;
  }
}

/** Where Meta posts. 200 means that everything in the post is durable; after anything else Meta posts it again, for days. */
export function webhookRoutes({ appSecret, verifyToken, keep, troubles, crashPoint }: Setting): Hono {
  const app = new Hono();
  app.get(webhookPath, (context) => verify(context, verifyToken));
  app.post(webhookPath, bodyLimit({ maxSize: bodyBytes }), async (context) => {
    const bytes = new Uint8Array(await context.req.arrayBuffer());
    if (!isSame(context.req.header(signatureHeader) ?? '', signatureOf(bytes, appSecret))) {
      troubles.report(troubleOf('signature'));
      return context.text('forbidden', 401);
    }
    troubles.over('signature');
    crashPoint('hook-received');
    try {
      await keep(parsed(bytes));
      troubles.over('store');
    } catch {
      // The reason is among the alarms of the store; it may hold nothing for Meta.
      troubles.report(troubleOf('store'));
      context.header('Retry-After', '5');
      return context.text('not kept', 503);
    }
    crashPoint('hook-kept');
    return context.text('kept');
  });
  return app;
}
