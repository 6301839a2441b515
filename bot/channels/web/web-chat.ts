import { OutgoingMessage } from 'node:http';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { IncomingMessage } from '../../core/message.ts';
import type { Party, Store } from '../../store/store.ts';
import type { Channel } from '../channel.ts';
import { openFeed } from './feed.ts';
import { type Every, everyInterval, type FeedLimits, feeds } from './feeds.ts';
import { olderLines, serverMessageId } from './lines.ts';
import { loadPageFiles, sendFile } from './page-files.ts';
import type { PageTexts } from './page-texts.ts';
import { isSameOrigin, secureHeaders, wrongName } from './security.ts';
import { sessions } from './session.ts';

const bodyBytes = 64 * 1024;
const textLimit = 10_000;
const retryAfterSeconds = 5;
const hourMs = 3_600_000;

/** What the page posts. The time is ours, because clocks of phones are often wrong. */
const clientMessage = z.discriminatedUnion('type', [
  z.object({ id: z.uuid(), type: z.literal('text'), text: z.string().refine((text) => text.trim() !== '') }),
  z.object({
    id: z.uuid(),
    type: z.literal('choice'),
    option: z.string().min(1).max(100),
    text: z.string().max(200),
  }),
]);
const textOfAnyLength = z.object({ text: z.string().min(textLimit + 1) });

export type WebChatOptions = {
  /** The inbox: resolves when the message is durable, rejects when it could not be kept. */
  readonly accept: (from: Party, message: IncomingMessage) => Promise<'stored' | 'duplicate'>;
  readonly load: Store['load'];
  readonly texts: PageTexts;
  /** Where participants reach the page, such as `https://bantuan.example.id`; cookies are `Secure` when it is https. Without it: the request's host, over http. */
  readonly origin?: string;
  readonly now: () => number;
  /** Told of what went wrong, in a sentence for the operator. */
  readonly report: (problem: string, cause: unknown) => void;
  readonly every?: Every;
  /** Open event streams; 5 a conversation and 5,000 in all unless told otherwise. */
  readonly limits?: FeedLimits;
};

export type WebChat = {
  readonly app: Hono;
  readonly channel: Channel;
  /** The transcript of this conversation has new lines. */
  readonly changed: (conversation: string) => void;
  readonly typing: (address: string) => void;
};

function unavailable(context: Context, text: string): Response {
  context.header('Retry-After', String(retryAfterSeconds));
  return context.json({ error: text }, 503);
}

/** A whole number above zero, or undefined. */
function positive(given: string | undefined): number | undefined {
  const number = Number(given);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** The last line that the browser has: what it says on connecting again counts for more than the address it began with. */
const lastSeen = (context: Context): number =>
  positive(context.req.header('last-event-id') ?? context.req.query('after')) ?? 0;

type Running = WebChatOptions & {
  readonly open: ReturnType<typeof feeds>;
  readonly session: ReturnType<typeof sessions>;
  /** Tells the operator of messages that are refused because the page is reached under another name. */
  readonly tellOfName: (context: Context) => void;
};

/** At most once an hour: one wrong setting refuses every message. */
function nameTeller({ origin, now, report }: WebChatOptions): Running['tellOfName'] {
  let told = Number.NEGATIVE_INFINITY;
  return (context) => {
    const text = wrongName(context, origin);
    if (text === undefined || now() - told < hourMs) return;
    told = now();
    report(text, undefined);
  };
}

async function receiveMessage(context: Context, chat: Running): Promise<Response> {
  const { errors } = chat.texts;
  if (!isSameOrigin(context, chat.origin)) {
    chat.tellOfName(context);
    return context.json({ error: errors.foreign }, 403);
  }
  const from = chat.session.party(context);
  if (from === undefined) return context.json({ error: errors.session }, 401);
  const body: unknown = await context.req.json().catch(() => undefined);
  if (textOfAnyLength.safeParse(body).success) return context.json({ error: errors.tooLong }, 413);
  const parsed = clientMessage.safeParse(body);
  if (!parsed.success) return context.json({ error: errors.malformed }, 400);
  const { id, text, ...rest } = parsed.data;
  const message = { ...rest, id: serverMessageId(from.id, id), text: text.toWellFormed(), at: chat.now() };
  try {
    await chat.accept(from, message);
  } catch (cause) {
    chat.report('A message from the web chat could not be stored; the browser was told to send it again.', cause);
    return unavailable(context, errors.busy);
  }
  chat.open.wake(from.id, 'lines');
  return context.json({ id }, 202);
}

/** Who reads, or why not. */
function reader(context: Context, chat: Running): Party | Response {
  const { errors } = chat.texts;
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return context.json({ error: errors.foreign }, 403);
  return chat.session.party(context) ?? context.json({ error: errors.session }, 401);
}

async function readOlder(context: Context, chat: Running): Promise<Response> {
  const from = reader(context, chat);
  if (from instanceof Response) return from;
  const before = positive(context.req.query('before')) ?? 0;
  return context.json(olderLines(from.id, await chat.load(from.id), before));
}

/** Without this a reader that does not read keeps its connection: the end of the stream waits behind what it never takes. */
function cut(context: Context): void {
  const outgoing: unknown = context.env?.outgoing;
  if (outgoing instanceof OutgoingMessage) outgoing.destroy();
}

function openEvents(context: Context, chat: Running): Response {
  const from = reader(context, chat);
  if (from instanceof Response) return from;
  if (!chat.open.hasRoom()) return unavailable(context, chat.texts.errors.busy);
  const source = { conversation: from.id, after: lastSeen(context), load: chat.load, report: chat.report };
  const most = positive(context.req.query('most')) ?? Number.POSITIVE_INFINITY;
  context.header('X-Accel-Buffering', 'no');
  return streamSSE(context, async (stream) => {
    let writing = 0;
    const write = async (text: string) => {
      writing += 1;
      await stream.write(text);
      writing -= 1;
    };
    const feed = openFeed({ ...source, most, write });
    stream.onAbort(feed.end);
    await chat.open.add(from.id, feed);
    if (writing > 0) cut(context);
  });
}

function routes(chat: Running, files: Awaited<ReturnType<typeof loadPageFiles>>): Hono {
  const app = new Hono();
  app.use(secureHeaders);
  app.use('/api/*', async (context, next) => {
    context.header('Cache-Control', 'no-store');
    await next();
  });
  app.get('/', (context) => {
    chat.session.keep(context);
    return sendFile(context, files.html);
  });
  app.get('/chat.css', (context) => sendFile(context, files.css));
  app.get('/chat.js', (context) => sendFile(context, files.js));
  app.get('/noscript.css', (context) => sendFile(context, files.noscript));
  app.get('/icon.svg', (context) => sendFile(context, files.icon));
  const tooLong = (context: Context) => context.json({ error: chat.texts.errors.tooLong }, 413);
  app.post('/api/messages', bodyLimit({ maxSize: bodyBytes, onError: tooLong }), (context) =>
    receiveMessage(context, chat),
  );
  app.get('/api/events', (context) => openEvents(context, chat));
  app.get('/api/lines', (context) => readOlder(context, chat));
  app.onError((error, context) => {
    chat.report('The web chat failed at a request.', error);
    return context.json({ error: chat.texts.errors.busy }, 500);
  });
  return app;
}

/**
 * The chat page and its two endpoints. The bot never sends here: browsers read the transcript, and `changed` tells them to.
 * Rejects when the files of the page cannot be read.
 */
export async function webChat(options: WebChatOptions): Promise<WebChat> {
  const open = feeds(options.limits ?? { perConversation: 5, total: 5000 }, options.every ?? everyInterval);
  const session = sessions(options.origin?.startsWith('https:') ?? false);
  const app = routes(
    { ...options, open, session, tellOfName: nameTeller(options) },
    await loadPageFiles(options.texts),
  );
  const changed = (conversation: string) => open.wake(conversation, 'lines');
  const typing = (address: string) => open.wake(address, 'typing');
  const channel: Channel = {
    name: 'web',
    pulled: true,
    send: async () => ({
      type: 'refused',
      reason: 'The web chat reads replies from the transcript; nothing is sent to it.',
    }),
    typing,
    stop: open.stop,
  };
  return { app, channel, changed, typing };
}
