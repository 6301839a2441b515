import type { Context, MiddlewareHandler } from 'hono';

const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Nothing but our own files may run, and no other site may frame the page. */
export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
};

/** `ours` is the public origin, such as `https://bantuan.example.id`; without it the request's own host counts. */
function isOurs(origin: string, context: Context, ours: string | undefined): boolean {
  if (ours !== undefined) return origin === ours;
  return URL.canParse(origin) && new URL(origin).host === context.req.header('host');
}

/** `Sec-Fetch-Site` is newer than the browsers that can run the page, so it only counts when it is there. */
const mayBeSameSite = (context: Context): boolean =>
  ['same-origin', undefined].includes(context.req.header('sec-fetch-site'));

/**
 * What a request that changes something says about where it comes from. Every browser that can run the page sends `Origin` with a
 * POST.
 */
export function isSameOrigin(context: Context, ours: string | undefined): boolean {
  if (!mayBeSameSite(context)) return false;
  const origin = context.req.header('origin');
  return origin === undefined ? context.req.header('sec-fetch-site') === 'same-origin' : isOurs(origin, context, ours);
}

/**
 * What the operator must change, when a refused request may well come from the page itself, reached under a name that the bot does
 * not know; undefined when the browser says that it comes from elsewhere.
 */
export function wrongName(context: Context, ours: string | undefined): string | undefined {
  const origin = context.req.header('origin') ?? '';
  if (!mayBeSameSite(context) || !/^https?:/.test(origin) || !URL.canParse(origin)) return undefined;
  // The origin is what a stranger sent: only the part that names a server is repeated.
  const came = new URL(origin).origin.slice(0, 200);
  const host = (context.req.header('host') ?? '').replace(/[^\w.:[\]-]/g, '').slice(0, 200);
  const known = ours === undefined ? `the requests name the host ${host}` : `PUBLIC_URL is ${ours}`;
  return `The web chat refuses every message from ${came}, because ${known}. If participants open the chat at ${came}, set PUBLIC_URL=${came} and start the bot again. If they do not, another site tries to write here, and there is nothing to do.`;
}
