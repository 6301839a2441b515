import type { Finding } from './redact-fold.ts';

const local = /[\p{L}\p{N}._%+'-]/u;
const domain = /[\p{L}\p{N}.-]/u;
const provider = /^(?:gmail|gmai|gmial|yahoo|ymail|hotmail|outlook|icloud|rocketmail|live|proton|protonmail)$/;
const longest = 64;

const reach = (text: string, from: number, step: 1 | -1, allowed: RegExp): number => {
  let place = from;
  let length = 0;
  while (length < longest && allowed.test(text.charAt(place))) {
    place += step;
    length += 1;
  }
  return place;
};

const skipBlanks = (text: string, from: number, step: 1 | -1): number => {
  let place = from;
  while (Math.abs(place - from) < 2 && text.charAt(place) === ' ') place += step;
  return place;
};

/** The agency's own public address, which people ask about, stays. */
const isPublic = (address: string): boolean => address === 'care@bpjsketenagakerjaan.go.id';

const addressAround = (text: string, sign: number): Finding | null => {
  const before = skipBlanks(text, sign - 1, -1);
  const after = skipBlanks(text, sign + 1, 1);
  const start = reach(text, before, -1, local) + 1;
  let end = reach(text, after, 1, domain);
  while (end > after && /[.-]/.test(text.charAt(end - 1))) end -= 1;
  const host = text.slice(after, end);
  if (start > before || host === '') return null;
  const [site = ''] = host.split('.');
  const isTight = before === sign - 1 && after === sign + 1;
  if (!provider.test(site) && !(isTight && /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u.test(host))) return null;
  const tail = /^ ?\. ?(?:com|co\.id|co|id|net|org)(?![\p{L}\p{N}])/u.exec(text.slice(end, end + 12));
  if (!host.includes('.') && tail !== null) end += tail[0].length;
  const value = text.slice(start, end).replaceAll(' ', '');
  return isPublic(value) ? null : { kind: 'email', start, end, value };
};

/** E-mail addresses in a folded text, also with blanks around the sign or without the end ("budi @ gmail"). */
export const findEmails = (text: string): Finding[] => {
  const findings: Finding[] = [];
  const read = text.replaceAll(/[([{] ?at ?[)\]}]/g, (found) => ' @ '.padEnd(found.length, ' ').slice(0, found.length));
  let sign = read.indexOf('@');
  while (sign >= 0) {
    const found = addressAround(read, sign);
    if (found !== null && found.start >= (findings.at(-1)?.end ?? 0)) findings.push(found);
    sign = read.indexOf('@', sign + 1);
  }
  return findings;
};
