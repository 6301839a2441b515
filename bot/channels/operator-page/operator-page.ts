import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { Alarm } from '../../store/store.ts';
import type { WatchedChannel } from '../status.ts';
import { isSameOrigin } from '../web/security.ts';
import { type Access, operatorAccess } from './access.ts';
import type { OperatorTexts } from './texts.ts';
import { closedView, type Mistake, operatorView } from './view.ts';

export type OperatorPageOptions = {
  readonly channels: readonly WatchedChannel[];
  /** Alarms of the whole bot that hold now. */
  readonly alarms: () => readonly Alarm[];
  readonly texts: OperatorTexts;
  /** Where the page is reached, such as `https://bantuan.example.id`; the cookie is `Secure` when it is https. */
  readonly origin?: string;
  readonly now: () => number;
};

export type OperatorPage = {
  /** To be mounted at the root: its paths begin with `/channels`. */
  readonly app: Hono;
  /** The path and query of a link that opens the page once; an earlier link that was not used stops working. */
  readonly newLink: () => string;
  /** Something outside the channels has changed, such as an alarm. */
  readonly changed: () => void;
  readonly stop: () => void;
};

const cookieName = 'operator';
const cookieSeconds = 12 * 60 * 60;
const beatMs = 20_000;
const mostStreams = 20;
const form = z.object({ phone: z.string().max(40) });

/** A browser that is told of changes. */
type Watcher = { readonly tell: () => void; readonly end: () => void };

/** What only works for people who may see the page. */
type Page = OperatorPageOptions & { readonly access: Access; readonly watchers: Set<Watcher> };

function isOpen(context: Context, page: Page): boolean {
  return page.access.isOpen(getCookie(context, cookieName));
}

async function show(context: Context, page: Page, status: 200 | 422, mistake?: Mistake): Promise<Response> {
  const { channels, texts } = page;
  return context.html(await operatorView({ channels, texts, alarms: page.alarms(), mistake }), status);
}

function enter(context: Context, page: Page): Response | Promise<Response> {
  const session = page.access.enter(context.req.query('token') ?? '');
  if (session === undefined && !isOpen(context, page)) return context.html(closedView(page.texts), 403);
  if (session !== undefined) {
    setCookie(context, cookieName, session, {
      path: '/channels',
      httpOnly: true,
      sameSite: 'Lax',
      secure: page.origin?.startsWith('https:') ?? false,
      maxAge: cookieSeconds,
    });
  }
  // The address with the token does not stay in the browser's line.
  return context.redirect('/channels', 303);
}

/** Tells the browser that something has changed; it then reads the page again. */
function events(context: Context, page: Page): Response {
  if (page.watchers.size >= mostStreams) return context.text('', 503);
  return streamSSE(context, async (stream) => {
    await new Promise<void>((resolve) => {
      const beat = setInterval(() => void stream.write(':\n\n').catch(end), beatMs);
      const watcher = {
        end: () => {
          clearInterval(beat);
          page.watchers.delete(watcher);
          resolve();
        },
        tell: () => {
          if (isOpen(context, page)) stream.writeSSE({ event: 'changed', data: '' }).catch(watcher.end);
          else watcher.end();
        },
      };
      const { end } = watcher;
      page.watchers.add(watcher);
      stream.onAbort(end);
      stream.write('retry: 3000\n\n').catch(end);
    });
  });
}

async function askForCode(context: Context, page: Page): Promise<Response> {
  const channel = page.channels.find(({ name }) => name === context.req.param('name'));
  const given = form.safeParse(await context.req.parseBody());
  if (!channel?.requestPairingCode || !given.success) return context.redirect('/channels', 303);
  try {
    await channel.requestPairingCode(given.data.phone);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return await show(context, page, 422, { channel: channel.name, text, phone: given.data.phone });
  }
  return context.redirect('/channels', 303);
}

function guarded(page: Page): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (isOpen(context, page)) return await next();
    deleteCookie(context, cookieName, { path: '/channels' });
    return context.html(closedView(page.texts), 403);
  });
  app.use(async (context, next) => {
    if (context.req.method !== 'POST' || isSameOrigin(context, page.origin)) return await next();
    return context.html(closedView(page.texts), 403);
  });
  app.get('/', (context) => show(context, page, 200));
  app.get('/events', (context) => events(context, page));
  app.post('/:name/pairing-code', bodyLimit({ maxSize: 4096 }), (context) => askForCode(context, page));
  app.post('/:name/connect', (context) => {
    page.channels.find(({ name }) => name === context.req.param('name'))?.connectAgain?.();
    return context.redirect('/channels', 303);
  });
  return app;
}

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The page on which an operator links phones and sees how channels stand. Rejects when its files cannot be read. */
export async function operatorPage(options: OperatorPageOptions): Promise<OperatorPage> {
  const folder = join(import.meta.dirname, 'page');
  const [style, script] = await Promise.all(
    ['operator.css', 'operator.js'].map((name) => readFile(join(folder, name), 'utf8')),
  );
  const watchers = new Set<Watcher>();
  const page: Page = { ...options, access: operatorAccess(options.now), watchers };
  const changed = () => {
    for (const { tell } of watchers) tell();
  };
  const unwatch = options.channels.map((channel) => channel.onChange(changed));
  const app = new Hono();
  const secure = secureHeaders({
    contentSecurityPolicy: policy,
    xFrameOptions: 'DENY',
    // With `no-referrer` a browser would not say that the forms come from here.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: false,
  });
  app.use('/channels/*', secure, async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  });
  app.get('/channels/operator.css', (context) =>
    context.body(style ?? '', 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/channels/operator.js', (context) =>
    context.body(script ?? '', 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/channels/open', (context) => enter(context, page));
  app.route('/channels', guarded(page));
  return {
    app,
    changed,
    newLink: () => `/channels/open?token=${page.access.newToken()}`,
    stop: () => {
      for (const end of unwatch) end();
      for (const { end } of watchers) end();
    },
  };
}
