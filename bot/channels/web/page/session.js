import { texts } from './bubbles.js';
import { standingNotice } from './place.js';

/**
 * Asks the server; when the browser brought no cookie of ours, visits the page once, which sets one, and asks again. A second 401
 * means that cookies are blocked, and only the participant can change that.
 */
export async function withCookie(ask) {
  const first = await ask();
  if (first.status !== 401) return first;
  await fetch('./', { credentials: 'same-origin', cache: 'no-store' });
  const second = await ask();
  if (second.status === 401) standingNotice(texts.cookies);
  return second;
}
