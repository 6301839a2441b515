import { bareText, type Chunk, readChunks } from './redact-chunks.ts';
import type { Finding } from './redact-fold.ts';
import { isTalk } from './redact-talk.ts';
import { isCommonWord } from './redact-words.ts';

const nameWords =
  'kata[ .]?sandi|sandi|pass?w(?:o?r?d|ord)|pas?swo(?:r?d)?|paswot|passwort|passcode|pswd|psw|passwd|paswd|pwd|pw|pass|pin';
const suffix = '(?:nya|ny|ku|mu)?';
const named = new RegExp(`(?<![\\p{L}\\p{N}])(?:${nameWords})${suffix}(?![\\p{L}\\p{N}])`, 'gu');
const strongLink = /^(?:[:=]+|->|=>|→|adalah|adlh|adl|adlah|yaitu|yakni|ialah|bunyinya|isinya|jadi|jd|jdi|menjadi|is)$/;
const owner = /^(?:saya|sya|sy|aku|ak|q|gw|gue|gua|ku|my)$/;
const filler =
  /^(?:akun|akunku|akunnya|jmo|bpjs|bpjstk|login|aplikasi|apk|email|hp|nya|ini|itu|tuh|nih|yg|yang|lama|baru|baruku|barunya|lamanya|kan|sih|pakai|pake|pakek|atm|bank|bca|bri|bni|mandiri|dengan)$/;
const measure =
  /^\d{1,3}[.,]?\d*(?:x+|kali|kl|bulan|bln|hari|jam|menit|mnt|detik|jt|juta|jta|rb|ribu|digit|karakter|huruf|angka|an|minggu|th|thn|tahun|k|mb|gb|g|mbps|%)[a-z]*\W*$/;
const repeated = /^[a-z]{2,}(?:2|\u00b2)(?:an|nya|lah|kan|in|i|a|\s)?$/;
/** "Itu2", "bolak2": a word written once and doubled by the digit, unless it is a longer one that nobody uses there. */
const isRepeated = (part: string): boolean =>
  repeated.test(part) && (part.length < 7 || isTalk(part.replace(/[2\u00b2].*$/, '')));
const quote = /^["'`\u2018\u2019\u201c\u201d«»]/;

/** Whether a chunk mixes letters, digits and signs the way passwords do: "Budi1990", "admin@jmo", not "3x" or "itu2". */
export const isSecretLike = (chunk: string): boolean => {
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

/** What the words between the name of a secret and a chunk tell: said to be it, said to be the writer's own, or neither. */
type Link = 'said' | 'own' | 'none';

/** Whether a chunk that only holds letters, or follows what says that it is a password, is one. */
const isWordGiven = (bare: string, { link, shy }: Reading): boolean => {
  const isWord = /^[a-z]+$/.test(bare);
  if (link === 'said') return !bare.split(/[,.;!?/…]+/).every((part) => /^[a-z]*$/.test(part) && isCommonWord(part));
  return isWord && !(shy && link === 'none') && bare.length > (link === 'own' ? 2 : 3) && !isTalk(bare);
};

const isGiven = (chunk: Chunk, next: Chunk | undefined, reading: Reading): boolean => {
  const bare = bareText(chunk.text);
  if (bare === '' || /[⟨⟩]/.test(chunk.text)) return false;
  if (isSecretLike(chunk.text) || isDigitSecret(chunk.text, next?.text ?? '')) return true;
  if (measure.test(bare) || isRepeated(bare) || bare.length < 3) return reading.link === 'said' && bare.length > 3;
  return repeated.test(bare) || isWordGiven(bare, reading);
};

/** What a quotation holds that begins with a chunk, unless it is an ordinary word. */
const quoted = (text: string, chunk: Chunk): Finding | null => {
  if (!quote.test(chunk.text)) return null;
  const close = text.slice(chunk.start + 1, chunk.start + 60).search(/["'`”’»\n]/);
  const end = chunk.start + 1 + close;
  return close < 1 || isCommonWord(text.slice(chunk.start + 1, end)) ? null : hidden(chunk, end);
};

/**
 * How far a sentence has come after the name of a secret: what links it, and how many words say neither. `shy`: a plain word without a link
 * is likely no secret, since it stands on the next line, or the sentence tells that a password was forgotten or changed.
 */
type Reading = { readonly link: Link; readonly strange: number; readonly shy: boolean };

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

const givenAt = (text: string, chunk: Chunk, next: Chunk | undefined, reading: Reading): Finding | null => {
  if (reading.strange > 0) return isSecretLike(chunk.text) ? hidden(chunk) : null;
  const quotation = reading.link === 'none' ? null : quoted(text, chunk);
  return quotation ?? (isGiven(chunk, next, reading) ? hidden(chunk) : null);
};

/** Adds a secret; the second word of "merpati putih" belongs to the first. */
const withSecret = (findings: readonly Finding[], next: Finding, text: string): readonly Finding[] => {
  const last = findings.at(-1);
  return last !== undefined && /^ {0,2}$/.test(text.slice(last.end, next.start))
    ? [...findings.slice(0, -1), { ...last, end: next.end }]
    : [...findings, next];
};

/** What one more chunk after the name of a secret tells. */
const readOn = (
  text: string,
  pair: readonly [Chunk, Chunk | undefined],
  reading: Reading,
): { given: Finding | null; reading: Reading } => {
  const [chunk, next] = pair;
  const link = linkOf(chunk, reading);
  if (link !== null) return { given: null, reading: { ...reading, link } };
  const given = givenAt(text, chunk, next, reading);
  return { given, reading: { ...reading, link: 'none', strange: given === null ? reading.strange + 1 : 0 } };
};

/** The secrets given after their name. Words in between are forgiven only before what looks like a secret. */
const secretsAfter = (text: string, from: number, changed: boolean): readonly Finding[] => {
  let findings: readonly Finding[] = [];
  const chunks = readChunks(text, from, 8);
  const line = text.indexOf('\n', from);
  let reading: Reading = { link: 'none', strange: 0, shy: changed };
  for (const [index, chunk] of chunks.entries()) {
    if (reading.strange > 2 || /[⟨⟩]/.test(chunk.text)) break;
    const shy = changed || (line >= 0 && chunk.start > line);
    const read = readOn(text, [chunk, chunks[index + 1]], { ...reading, shy });
    if (read.given !== null) findings = withSecret(findings, read.given, text);
    reading = read.reading;
  }
  return findings;
};

const isOwned = new RegExp(`^(?:${nameWords})(?:ku|(?: [a-z]{2,6})? (?:saya|sy|aku|ku|gw|gue))(?![\\p{L}\\p{N}])`, 'u');

/** "Budi1990 itu password saya": a secret-like chunk just before the name. */
const secretBefore = (text: string, name: number): Finding[] => {
  // When the secret after the name was cut out before, what stands in front of it is likely the user's name.
  if (/^[^\n⟨]{0,20}⟨password⟩/.test(text.slice(name, name + 40))) return [];
  const from = Math.max(0, name - 60);
  const found = /(?:^|\s)(\S{4,40})[ ]{1,2}((?:(?:itu|adalah|ini|tuh|kata)[ ]{1,2}){0,2})$/.exec(
    text.slice(from, name),
  );
  const word = found?.[1];
  if (found === null || word === undefined) return [];
  const said = found[2] !== '' && isOwned.test(text.slice(name, name + 40));
  if (!isSecretLike(word) && !(said && /^[a-z]+$/.test(word) && !isTalk(word))) return [];
  return [hidden({ text: word, start: from + found.index + found[0].indexOf(word) })];
};

/** What stands before the name when a password was forgotten or is being changed. */
const forgotten =
  /(?:lupa|lp|lpa|reset|riset|ganti|gnti|ubah|rubah|bikin|buat|salah|slh|lali|poho|setel|seting)(?:in|kan)?(?: kata)?\s{1,2}$/;

/** Passwords and PINs that are given away, in the order of the text and without overlap; their values are empty. */
export const findPasswords = (text: string): Finding[] => {
  const all: Finding[] = [];
  for (const found of text.matchAll(named)) {
    const changed = forgotten.test(text.slice(Math.max(0, found.index - 24), found.index));
    const after = secretsAfter(text, found.index + found[0].length, changed);
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

const leading = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${nameWords})(?:nya|ny|ku|mu| (?:saya|sya|sy|aku|ku|gw|gue|adalah|itu|jmo|akun|yg|yang|baru|lama)|[ ]?[:=]){1,4}[ .…]*$`,
  'u',
);

/** The end of a message that names a secret and leaves it to the next one ("password saya"), else an empty string. */
export const leadOf = (text: string): string => {
  const found = leading.exec(text.slice(-80));
  if (
    found === null ||
    /(?:lupa|reset|ganti|ubah|salah|benar|bener) (?:kata )?$/.test(text.slice(-80).slice(0, found.index))
  )
    return '';
  return found[0];
};

/** Whether a text speaks of passwords at all. */
export const namesSecret = (text: string): boolean => text.search(named) >= 0;
