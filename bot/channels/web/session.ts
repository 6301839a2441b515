import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Party } from '../../store/store.ts';

const cookieName = 'chat';
const cookieSeconds = 180 * 24 * 60 * 60;
/** 32 bytes as base64url. */
const tokenShape = /^[\w-]{43}$/;

/** Only whoever holds the token reads the conversation, and what is stored does not give the token away. */
export function partyOf(token: string): Party {
  const id = `web:${createHash('sha256').update(token).digest('hex').slice(0, 32)}`;
  return { id, channel: 'web', address: id };
}

/**
 * Cookies of browsers for this chat. Over https their name begins with `__Host-`, so that a neighbouring subdomain cannot slip a
 * participant a token that somebody else knows.
 */
export function sessions(secure: boolean) {
  const prefix = secure ? 'host' : undefined;
  const token = (context: Context): string | undefined => {
    const value = getCookie(context, cookieName, prefix);
    return value !== undefined && tokenShape.test(value) ? value : undefined;
  };
  return {
    /** Whom the request comes from, or undefined when the browser brought no cookie of ours. */
    party: (context: Context): Party | undefined => {
      const value = token(context);
      return value === undefined ? undefined : partyOf(value);
    },
    /** Gives the browser a token, or 180 more days for the one it has. Nothing is stored on our side. */
    keep: (context: Context): void => {
      const value = token(context) ?? randomBytes(32).toString('base64url');
      setCookie(context, cookieName, value, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        secure,
        maxAge: cookieSeconds,
        ...(prefix === undefined ? {} : { prefix }),
      });
    },
  };
}
