import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const sessionMs = 12 * 60 * 60 * 1000;
const mostSessions = 20;

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (a: Buffer, b: Buffer): boolean => timingSafeEqual(a, b);

/** Who may see the page: whoever opened the link that was printed at start, in that one browser, for twelve hours. */
export type Access = {
  /** A fresh token for one visit; an earlier one that nobody used is worth nothing any more. */
  readonly newToken: () => string;
  /** Exchanges the token for a session, once; undefined when it is wrong or used up. */
  readonly enter: (token: string) => string | undefined;
  readonly isOpen: (session: string | undefined) => boolean;
};

/** Only hashes are kept, and they are compared in constant time. */
export function operatorAccess(now: () => number): Access {
  let link: Buffer | undefined;
  let sessions: readonly { readonly hash: Buffer; readonly until: number }[] = [];
  const secret = () => randomBytes(32).toString('base64url');
  return {
    newToken: () => {
      const token = secret();
      link = hash(token);
      return token;
    },
    enter: (token) => {
      if (link === undefined || !isSame(link, hash(token))) return undefined;
      link = undefined;
      const session = secret();
      const alive = sessions.filter(({ until }) => until > now());
      sessions = [...alive, { hash: hash(session), until: now() + sessionMs }].slice(-mostSessions);
      return session;
    },
    isOpen: (session) => {
      if (session === undefined) return false;
      const given = hash(session);
      return sessions.some((known) => isSame(known.hash, given) && known.until > now());
    },
  };
}
