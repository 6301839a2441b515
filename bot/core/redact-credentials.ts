import { bareText } from './redact-chunks.ts';
import type { Finding } from './redact-fold.ts';
import { isSecretLike } from './redact-passwords.ts';
import { isTalk } from './redact-talk.ts';

/** The three or four digits on the back of a card. */
const cardCheck =
  /(?<![\p{L}\p{N}])(?:cvv|cvc|csc|cvn)2?(?:nya|ku)?(?:[ :=]{1,3}(?:kartu|saya|sy|aku|ku|nya|adalah|itu|atm|debit|kredit|bank)){0,3}[ :=.-]{0,3}(\d{3,4})(?!\d)/gu;
/** What follows an address by which people log in: "budi@gmail.com:Sayang123". */
const afterAddress = /⟨(?:email|phone)⟩[ \t]{0,2}([:|/;,]?)[ \t]{0,2}(\S{4,40})/gu;
/** What somebody logs in with: "login Budi1990", "masuk pakai Budi1990". */
const afterLogin =
  /(?<![\p{L}\p{N}])(?:(?:log ?in|akun(?:nya|ku)?)(?: (?:pakai|pake|pakek|dengan|dgn|jmo|saya|sy|ku|akun)){0,3}|masuk (?:jmo )?(?:pakai|pake|pakek|dengan|dgn))[ :=]{1,3}(\S{5,40})/gu;
/** A code of letters and digits: "kode aktivasi A1B2C3". */
const letteredCode =
  /(?<![\p{L}\p{N}])(?:otp|kode (?:otp|verif\p{L}*|aktivasi|rahasia|akses|login))(?:nya|ku)?(?:[ :=]{1,3}(?:saya|sy|ku|nya|adalah|itu|anda|jmo)){0,3}[ :=]{1,3}((?=[a-z]{0,7}\d)(?=\d{0,7}[a-z])[a-z\d]{5,8})(?![\p{L}\p{N}])/gu;
/** Devices, versions, times and errors are told in the same places. */
const ordinary =
  /^(?:android|ios|iphone|samsung|oppo|vivo|redmi|realme|xiaomi|poco|infinix|note|hp|wifi|jam|tgl|tanggal|tahun|thn|menit|hari|error|eror|kode|versi|ver|win|windows|chrome|jmo|jht|bpjs|ke|no|rt|rw)\d|^\d+[a-z]{1,5}$|^jm-[a-z0-9]{5}$/;

const at = (found: RegExpMatchArray, written: string, kind: 'password' | 'otp' = 'password'): Finding[] => {
  const value = bareText(written);
  const start = (found.index ?? 0) + found[0].lastIndexOf(written) + written.indexOf(value);
  return value === '' ? [] : [{ kind, start, end: start + value.length, value: '' }];
};

const isPlainWord = (word: string): boolean => /^[a-z]+$/.test(word);

/** Secrets that no word names: a card's check digits, and what is written where a login has its password. */
export const findCredentials = (text: string): Finding[] => {
  const cards = [...text.matchAll(cardCheck)].flatMap((found) => at(found, found[1] ?? ''));
  const addresses = [...text.matchAll(afterAddress)].flatMap((found): Finding[] => {
    const [, sign = '', chunk = ''] = found;
    const word = bareText(chunk);
    const told = /[:|/]/.test(sign) && isPlainWord(word) && !isTalk(word);
    return told || (isSecretLike(chunk) && !ordinary.test(word)) ? at(found, chunk) : [];
  });
  const logins = [...text.matchAll(afterLogin)].flatMap((found): Finding[] => {
    const chunk = found[1] ?? '';
    return isSecretLike(chunk) && !ordinary.test(bareText(chunk)) ? at(found, chunk) : [];
  });
  const codes = [...text.matchAll(letteredCode)].flatMap((found): Finding[] => {
    const [, chunk = ''] = found;
    return ordinary.test(chunk) || /^jhta?\d/.test(chunk) ? [] : at(found, chunk, 'otp');
  });
  const all = [...cards, ...addresses, ...logins, ...codes].toSorted((one, other) => one.start - other.start);
  return all.filter((one, index) => one.start >= (all[index - 1]?.end ?? 0));
};

/** A message that is nothing but what looks like a password, where one may well be written by mistake. */
export const findBareSecret = (text: string): Finding[] => {
  const chunk = /^\s*([^\s/⟨⟩@][^\s⟨⟩@]{5,39})\s*$/u.exec(text)?.[1];
  if (chunk === undefined || !isSecretLike(chunk) || ordinary.test(bareText(chunk))) return [];
  const start = text.indexOf(chunk);
  return [{ kind: 'password', start, end: start + chunk.length, value: '' }];
};
