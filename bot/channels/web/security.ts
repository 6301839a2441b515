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

/**
 * What a request that changes something says about where it comes from. Every browser that can run the page sends `Origin` with a
 * POST; `Sec-Fetch-Site` is newer, so it only counts when it is there.
 */
export function isSameOrigin(context: Context, ours: string | undefined): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = context.req.header('origin');
  return origin === undefined ? site === 'same-origin' : isOurs(origin, context, ours);
}
