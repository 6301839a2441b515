import { bareText, type Chunk, readChunks } from './redact-chunks.ts';
import type { Finding } from './redact-fold.ts';
import { isCommonWord } from './redact-words.ts';

const nameWords =
  'kata[ .]?sandi|sandi|pass?w(?:o?r?d|ord)|pas?swo(?:r?d)?|paswot|passwort|passcode|pswd|psw|passwd|paswd|pwd|pw|pass|pin';
const suffix = '(?:nya|ny|ku|mu)?';
const named = new RegExp(`(?<![\\p{L}\\p{N}])(?:${nameWords})${suffix}(?![\\p{L}\\p{N}])`, 'gu');
const strongLink = /^(?:[:=]+|->|=>|→|adalah|adlh|adl|adlah|yaitu|yakni|ialah|bunyinya|isinya|is)$/;
const owner = /^(?:saya|sya|sy|aku|ak|q|gw|gue|gua|ku|my)$/;
const filler =
  /^(?:akun|akunku|akunnya|jmo|bpjs|bpjstk|login|aplikasi|apk|email|hp|nya|ini|itu|tuh|nih|yg|yang|lama|baru|baruku|barunya|lamanya|kan|sih|pakai|pake|pakek|jadi|atm|bank|bca|bri|bni|mandiri|dengan)$/;
const measure =
  /^\d{1,3}[.,]?\d*(?:x+|kali|kl|bulan|bln|hari|jam|menit|mnt|detik|jt|juta|jta|rb|ribu|digit|karakter|huruf|angka|an|minggu|th|thn|tahun|k|mb|gb|g|mbps|%)[a-z]*\W*$/;
const repeated = /^[a-z]{2,}(?:2|\u00b2)(?:an|nya|lah|kan|in|i|a|\s)?$/;
const quote = /^["'`\u2018\u2019\u201c\u201d«»]/;

/** Whether a chunk mixes letters, digits and signs the way passwords do: "Budi1990", "admin@jmo", not "3x" or "itu2". */
const isSecretLike = (chunk: string): boolean => {
  const text = bareText(chunk);
  if (text.length < 4 || /[⟨⟩]/.test(text) || measure.test(text) || /^https?:/.test(text)) return false;
  if (
    text
      .split(/[.,/…-]+/)
      .every((part) => repeated.test(part) || measure.test(part) || /^[a-z]*$/.test(part) || /^\d{1,3}$/.test(part))
  ) {
    return false;
  }
  const letters = /[a-z]/.test(text);
  return (
    (letters && /\d/.test(text) && !/^(?:android|ios|jmo|v|versi|hp|jhta?|error|eror)[-_. ]?\d/.test(text)) ||
    (letters && /[a-z0-9][@#$%^&*!_+=~]+[a-z0-9]/.test(text))
  );
};

const isYearLike = (text: string): boolean => /^(?:19[4-9]\d|20[0-3]\d)$/.test(text);

/** Digits alone are a password of four to twelve; years and counts are not. */
const isDigitSecret = (chunk: string, next: string): boolean => {
  const text = bareText(chunk);
  return (
    /^\d{4,12}$/.test(text) && !isYearLike(text) && !/^(?:x|kali|kl|digit|karakter|rupiah|menit|ribu)\b/.test(next)
  );
};

const hidden = (chunk: Chunk, end = chunk.start + chunk.text.length): Finding => {
  const tail = /[.,;?)…"”'’]{1,4}$/.exec(chunk.text)?.[0].length ?? 0;
  const head = /^["'`“‘(]{1,2}/.exec(chunk.text)?.[0].length ?? 0;
  const start = chunk.start + head;
  const whole = end === chunk.start + chunk.text.length;
  return { kind: 'password', start, end: whole ? Math.max(end - tail, start + 1) : end, value: '' };
};

const isFinal = (chunk: Chunk, next: Chunk | undefined): boolean => next === undefined || /[.,;?!]$/.test(chunk.text);

/** What the words between the name of a secret and a chunk tell: said to be it, said to be the writer's own, or neither. */
type Link = 'said' | 'own' | 'none';

const isGiven = (chunk: Chunk, next: Chunk | undefined, link: Link): boolean => {
  const bare = bareText(chunk.text);
  if (bare === '' || /[⟨⟩]/.test(chunk.text)) return false;
  if (isSecretLike(chunk.text) || isDigitSecret(chunk.text, next?.text ?? '')) return true;
  if (measure.test(bare) || repeated.test(bare) || bare.length < 3) return link === 'said' && bare.length > 3;
  const isWord = /^[a-z]+$/.test(bare);
  if (link === 'said') return !isWord || !isCommonWord(bare);
  return link === 'own' && isWord && isFinal(chunk, next) && !isCommonWord(bare);
};

/** What a quotation holds that begins with a chunk, unless it is an ordinary word. */
const quoted = (text: string, chunk: Chunk): Finding | null => {
  if (!quote.test(chunk.text)) return null;
  const close = text.slice(chunk.start + 1, chunk.start + 60).search(/["'`”’»\n]/);
  const end = chunk.start + 1 + close;
  return close < 1 || isCommonWord(text.slice(chunk.start + 1, end)) ? null : hidden(chunk, end);
};

/** How far a sentence has come after the name of a secret: what links it, and how many words say neither. */
type Reading = { readonly link: Link; readonly strange: number };

/** The link after a chunk that only leads on ("saya", "adalah", "jmo:"), or null when the chunk says something. */
const linkOf = (chunk: Chunk, { link, strange }: Reading): Link | null => {
  const word = bareText(chunk.text).replace(/[:=]+$/, '');
  if (strongLink.test(chunk.text) || strongLink.test(word)) return 'said';
  if (strange > 0) return null;
  const isMarked = link === 'said' || /[^:=][:=]+$/.test(chunk.text);
  if (owner.test(word)) return isMarked ? 'said' : 'own';
  if (!filler.test(word)) return null;
  return isMarked ? 'said' : link;
};

const givenAt = (text: string, chunk: Chunk, next: Chunk | undefined, { link, strange }: Reading): Finding | null => {
  if (strange > 0) return isSecretLike(chunk.text) ? hidden(chunk) : null;
  const quotation = link === 'none' ? null : quoted(text, chunk);
  return quotation ?? (isGiven(chunk, next, link) ? hidden(chunk) : null);
};

/** The secrets given after their name. Words in between are forgiven only before what looks like a secret. */
const secretsAfter = (text: string, from: number): Finding[] => {
  const findings: Finding[] = [];
  const chunks = readChunks(text, from, 8);
  let reading: Reading = { link: 'none', strange: 0 };
  for (const [index, chunk] of chunks.entries()) {
    if (reading.strange > 2 || /[⟨⟩]/.test(chunk.text)) break;
    const link = linkOf(chunk, reading);
    const given = link === null ? givenAt(text, chunk, chunks[index + 1], reading) : null;
    if (given !== null) findings.push(given);
    const strange = given === null ? reading.strange + 1 : 0;
    reading = link === null ? { link: 'none', strange } : { ...reading, link };
  }
  return findings;
};

/** "Budi1990 itu password saya": a secret-like chunk just before the name. */
const secretBefore = (text: string, name: number): Finding[] => {
  // When the secret after the name was cut out before, what stands in front of it is likely the user's name.
  if (/^[^\n⟨]{0,20}⟨password⟩/.test(text.slice(name, name + 40))) return [];
  const from = Math.max(0, name - 60);
  const found = /(?:^|\s)(\S{4,40})[ ]{1,2}(?:(?:itu|adalah|ini|tuh|kata)[ ]{1,2}){0,2}$/.exec(text.slice(from, name));
  const word = found?.[1];
  if (found === null || word === undefined || !isSecretLike(word)) return [];
  return [hidden({ text: word, start: from + found.index + found[0].indexOf(word) })];
};

/** Passwords and PINs that are given away, in the order of the text and without overlap; their values are empty. */
export const findPasswords = (text: string): Finding[] => {
  const all: Finding[] = [];
  for (const found of text.matchAll(named)) {
    const after = secretsAfter(text, found.index + found[0].length);
    for (const secret of after.length > 0 ? after : secretBefore(text, found.index)) all.push(secret);
  }
  all.sort((one, other) => one.start - other.start);
  let end = 0;
  return all.filter((one) => {
    const isFree = one.start >= end;
    if (isFree) end = one.end;
    return isFree;
  });
};
