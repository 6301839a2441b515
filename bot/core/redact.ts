import type { SensitiveKind } from './message.ts';
import { findBareSecret, findCredentials } from './redact-credentials.ts';
import { findEmails } from './redact-email.ts';
import { type Finding, type Folded, fold } from './redact-fold.ts';
import { lex } from './redact-lex.ts';
import { findMotherNames } from './redact-mother.ts';
import { findNumbers } from './redact-numbers.ts';
import { findPasswords } from './redact-passwords.ts';
import { findPieces } from './redact-pieces.ts';

/** An identifier that was cut out: digits without separators (KPJ: as letters and digits), an e-mail address in lower case. */
export type CutValue = { readonly kind: SensitiveKind; readonly value: string };

/**
 * A text without secrets. `found` names each kind once; `values` holds the identifiers in the order of the text, never
 * an OTP or a password, since no step may ask for those.
 */
export type Redaction = {
  readonly text: string;
  readonly found: readonly SensitiveKind[];
  readonly values: readonly CutValue[];
};

const kpjWithLetters =
  /(?<![\p{L}\p{N}])(?:kpj|peserta|kartu|bpjs|bpjstk|jamsostek)(?:nya|ku)?(?:[^\p{L}\p{N}⟨⟩]{1,3}(?:saya|sy|aku|nya|no|nomor|bpjs|tk|adalah|itu|ini|kpj|peserta|kartu)){0,3}[^\p{L}\p{N}⟨⟩]{1,3}((?=[a-z]{0,3}\d)[a-z0-9]{11})(?![\p{L}\p{N}])/gu;

const isLetteredKpj = (text: string): boolean => /[a-z]/.test(text) && text.replaceAll(/\D/g, '').length >= 8;

/** Cards from before 2014 may carry letters among the eleven characters; only beside a word for them are they taken for one. */
const findLetteredKpjs = (folded: string): Finding[] =>
  [...folded.matchAll(kpjWithLetters)].flatMap((found): Finding[] => {
    const value = found[1] ?? '';
    const end = found.index + found[0].length;
    return isLetteredKpj(value) ? [{ kind: 'kpj', start: end - value.length, end, value: value.toUpperCase() }] : [];
  });

/** What a message is likely to hold, from what was said before it. */
export type Expected = {
  /** One-time codes are what is being talked about: a lone number of four to eight digits is one. */
  readonly code: boolean;
  /** Passwords are: a message of one word that looks like one is one. */
  readonly password: boolean;
  /** The end of the message before, when it named a secret and left it to this one. */
  readonly lead: string;
};

const nothingExpected: Expected = { code: false, password: false, lead: '' };

/** Signs of a pasted message with a code, or of talk about one. */
const codeTalk =
  /(?<![\p{L}⟨])(?:otp(?:nya)?(?![\p{L}⟩])|<#>|passcode|verification|kode (?:nya )?(?:otp|verif\p{L}*|rahasia|akses|aktivasi|masuk|login|sms)|(?:jangan|jgn|rahasiakan) (?:di)?(?:beri|bagi|sebar|kasih|share)\p{L}*|is your|your \p{L}{2,12} code)/u;

type Detector = (folded: Folded, original: string, expected: Expected) => Finding[];

/** Passwords, also where the message before named them. */
const findLedPasswords: Detector = (folded, _original, { lead }) => {
  if (lead === '') return findPasswords(folded.text);
  const offset = lead.length + 1;
  return findPasswords(`${lead} ${folded.text}`)
    .filter(({ start }) => start >= offset)
    .map((found) => ({ ...found, start: found.start - offset, end: found.end - offset }));
};

const detectors: readonly Detector[] = [
  (folded) => findEmails(folded.text),
  findLedPasswords,
  (folded) => findCredentials(folded.text),
  (folded, _original, { password }) => (password ? findBareSecret(folded.text) : []),
  findMotherNames,
  (folded) => findLetteredKpjs(folded.text),
  (folded, _original, { code }) => findPieces(folded.text, code || codeTalk.test(folded.text)),
  (folded, _original, { code }) => findNumbers(lex(folded.text, code || codeTalk.test(folded.text)), folded.text),
];

const cut = (text: string, folded: Folded, findings: readonly Finding[]): string => {
  const pieces: string[] = [];
  let place = 0;
  for (const { kind, start, end } of findings) {
    pieces.push(text.slice(place, folded.starts[start]), `⟨${kind}⟩`);
    place = folded.ends[end - 1] ?? text.length;
  }
  pieces.push(text.slice(place));
  return pieces.join('');
};

/** A text is read again until nothing more is found, since what was cut out changes what stands next to the rest. */
const mostReadings = 6;

/**
 * Replaces what identifies or endangers a participant by placeholders: NIK, KPJ, account, phone and other long numbers,
 * e-mail addresses, OTPs, passwords and PINs. The mother's maiden name counts as `password`. Sums of money, dates,
 * times, years, versions, error codes, menu answers and our own case codes (`JM-4F7K2`) stay. In doubt it hides. Takes
 * any string, in time linear in its length. `expected` makes it hide more, never less.
 */
export const redact = (text: string, expected: Expected = nothingExpected): Redaction => {
  let current = text;
  const cuts: Finding[] = [];
  for (let reading = 0; reading < mostReadings; reading += 1) {
    const before = current;
    for (const detect of detectors) {
      const folded = fold(current);
      const findings = detect(folded, current, expected);
      for (const finding of findings) cuts.push(finding);
      current = cut(current, folded, findings);
    }
    if (current === before) break;
  }
  const values = cuts.filter(({ kind }) => kind !== 'otp' && kind !== 'password');
  return {
    text: current,
    found: [...new Set(cuts.map(({ kind }) => kind))],
    values: values.map(({ kind, value }) => ({ kind, value })),
  };
};
