import type { SensitiveKind } from './message.ts';
import { type Hint, hasUnit, isDeed, isPartOfName, wordBefore } from './redact-context.ts';
import type { Group, Lexed } from './redact-lex.ts';
import { isCompactDate, isYear } from './redact-shapes.ts';

export type Groups = readonly Group[];

/** Some groups read as one number. */
export type Candidate = { readonly groups: Groups; readonly digits: string; readonly hint: Hint | null };

/** The digits of some groups, without what separates them. */
export const joined = (groups: Groups): string => groups.map((group) => group.digits).join('');

const phone = /^(?:0|62|620)?8[1-9]\d{6,10}$/;
const landline = /^0[2-79]\d{7,9}$/;

/** Beside the name of a bank a number is the account, though it may begin like a phone number. */
const isAccountOfPhoneShape = ({ groups, digits, hint }: Candidate): boolean =>
  hint?.topic === 'account' &&
  (!digits.startsWith('08') || (hint.side === 'left' && hint.distance < 2 && groups.length === 1));

const isPhone = (candidate: Candidate): boolean => {
  const { groups, digits, hint } = candidate;
  if (hint?.topic === 'kpj' || isAccountOfPhoneShape(candidate)) return false;
  const known = phone.test(digits) || landline.test(digits);
  if (!known) return hint?.topic === 'phone' && digits.length >= 9 && digits.length <= 15;
  // Once the groups make a whole phone number, another number after it is not a part of it.
  const shorter = joined(groups.slice(0, -1));
  return groups.length === 1 || shorter.length < 10 || groups.every((group) => group.digits.length <= 3);
};

/** Whether groups are split so evenly and closely that they read as one short code. */
export const isJoinedTightly = (groups: Groups): boolean => {
  const sizes = groups.map((group) => group.digits.length);
  const isEven = sizes.every((size) => size === sizes[0]) || (sizes.every((size) => size >= 2) && sizes.length < 4);
  const isTight = groups.slice(1).every((group) => /^(?:[ .\-_*]{0,3}|, ?|\n)$/.test(group.before ?? ''));
  return isEven && isTight && !groups.some((group) => isYear(group.digits));
};

/** The app's own error of a failed face check, which people quote most. */
export const livenessError = '70012';

/** Numbers that everybody knows: of the help line, of errors. */
export const publicNumbers: ReadonlySet<string> = new Set([
  '175',
  '1500910',
  '040',
  '403',
  '404',
  '500',
  '502',
  '503',
  '504',
  livenessError,
]);

const shown = new Set('muncul keluar tampil keterangan notif notifikasi tulisan bertuliskan ada'.split(' '));
const questions = new Set('apa itu maksudnya artinya kenapa knp dst'.split(' '));

/** "Muncul kode 70012" and "kode 70012 itu apa" speak of an error, of up to five digits. */
const isShownCode = (lexed: Lexed, { groups, digits, hint }: Candidate): boolean => {
  const [first] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return false;
  const next = lexed.words[last.words] ?? '';
  if (next === 'liveness' || digits === livenessError) return true;
  if (hint?.topic !== 'code' || digits.length > 5) return false;
  const asked = questions.has(next) && (next !== 'itu' || questions.has(lexed.words[last.words + 1] ?? ''));
  const before = [1, 2].map((places) => wordBefore(lexed, first, places + hint.distance));
  return asked || (hint.side === 'left' && before.some((word) => shown.has(word))) || isService(lexed, first, hint);
};

/** "SMS ke 2757", "sms dari 3355": short numbers of services. */
const isService = (lexed: Lexed, group: Group, hint: Hint): boolean =>
  hint.side === 'left' && /^(?:ke|dari|nomor|no)$/.test(wordBefore(lexed, group, 0));

/** Whether the words around a number name a secret. */
export const isSecretTopic = (hint: Hint | null): boolean =>
  hint?.topic === 'otp' || hint?.topic === 'code' || hint?.topic === 'pin';

/** Whether digits beside the name of a secret count something, name a year or belong to an error code. */
const isNoSecret = (lexed: Lexed, candidate: Candidate): boolean => {
  const { groups, digits, hint } = candidate;
  const [first] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return true;
  if (hasUnit(lexed, last) || isPartOfName(first) || isShownCode(lexed, candidate)) return true;
  return groups.length === 1 ? isYear(digits) && (hint?.distance ?? 0) > 1 : !isJoinedTightly(groups);
};

const isRoundSum = (digits: string): boolean => /^[1-9]\d{4,5}000$/.test(digits);

/**
 * Whether a short number that nothing names is a code all the same: it was entered or it arrived, or codes are what is being talked about.
 * Years, dates, round sums, the numbers of services and what a screen shows are none.
 */
const isUnnamedCode = (lexed: Lexed, { groups, digits, hint }: Candidate): boolean => {
  const [first] = groups;
  if (first === undefined || !(isDeed(hint?.topic) || (hint === null && lexed.codes))) return false;
  if (groups.length > 1 && (hint === null ? digits.length < 6 : digits.length !== 6)) return false;
  if (publicNumbers.has(digits) || isYear(digits) || isCompactDate(digits) || /^[1-9]\d*000$/.test(digits))
    return false;
  const before = wordBefore(lexed, first, 0);
  return digits.length > 5 || !(shown.has(before) || /^(?:ke|dari|nomor|no|nmr)$/.test(before));
};

const secretKind = (lexed: Lexed, candidate: Candidate): SensitiveKind | null => {
  const { digits, hint } = candidate;
  if (digits.length < 4 || digits.length > 8) return null;
  if (!isSecretTopic(hint) && !isUnnamedCode(lexed, candidate)) return null;
  if (isNoSecret(lexed, candidate)) return null;
  return hint?.topic === 'pin' ? 'password' : 'otp';
};

const isIdentifierTopic = (hint: Hint | null): boolean =>
  hint?.topic === 'account' || hint?.topic === 'kpj' || hint?.topic === 'phone' || hint?.topic === 'nik';

/** Eight and more digits that say of themselves, or by the words around them, that they identify nobody. */
const isHarmless = (lexed: Lexed, { groups, digits, hint }: Candidate): boolean => {
  const last = groups.at(-1);
  if (groups.length > 1 || last === undefined) return false;
  if (digits.length <= 10 && (hint?.topic === 'money' || hasUnit(lexed, last))) return true;
  if (hint?.topic === 'error' && hint.distance <= 1) return true;
  const isNamed = isIdentifierTopic(hint);
  return isRoundSum(digits) ? !isNamed || (hint?.distance ?? 0) > 1 : isCompactDate(digits) && !isNamed;
};

/** Whether several groups are so written that they are one long number, and no list of years, days and counts. */
const isOneNumber = ({ groups, digits, hint }: Candidate): boolean => {
  const [, second, ...rest] = groups;
  if (second === undefined) return true;
  if (groups.some((group, index) => index > 0 && !/^[ .\-_/()\n,:*']*$/.test(group.before ?? ''))) return false;
  if (groups.some((group) => isYear(group.digits))) return false;
  if (isIdentifierTopic(hint) && hint?.side === 'left') return true;
  if (phone.test(digits) || (second.before === '-' && rest.every((group) => group.before === '-'))) return true;
  if (groups.every((group) => group.digits.length === groups[0]?.digits.length)) return isJoinedTightly(groups);
  return groups.filter((group) => group.digits.length >= 3).length * 2 >= groups.length;
};

const longKind = (lexed: Lexed, candidate: Candidate): SensitiveKind | null => {
  const { digits, hint } = candidate;
  if (digits.length < 8 || !isOneNumber(candidate)) return null;
  if (isPhone(candidate)) return 'phone';
  if (hint?.topic === 'kpj' || hint?.topic === 'nik') return hint.topic;
  if (isHarmless(lexed, candidate)) return null;
  if (hint?.topic === 'account') return 'account';
  if (digits.length === 11) return 'kpj';
  return digits.length >= 17 && digits.length <= 19 ? 'account' : 'number';
};

/** What some groups are when they are read as one number, or null when they may stay. */
export const kindOf = (lexed: Lexed, candidate: Candidate): SensitiveKind | null =>
  secretKind(lexed, candidate) ?? longKind(lexed, candidate);
