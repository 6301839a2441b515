import type { SensitiveKind } from './message.ts';
import { hintFor, wordBefore } from './redact-context.ts';
import type { Finding } from './redact-fold.ts';
import {
  type Groups,
  isJoinedTightly,
  isSecretTopic,
  joined,
  kindOf,
  livenessError,
  publicNumbers,
} from './redact-kinds.ts';
import type { Group, Lexed } from './redact-lex.ts';
import { isCompactDate, isNikLike, isYear, shapeAt } from './redact-shapes.ts';

const finding = (kind: SensitiveKind, groups: Groups): Finding[] => {
  const [first] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return [];
  return [{ kind, start: first.start, end: last.end, value: joined(groups) }];
};

const shapeIn = (lexed: Lexed, groups: Groups, at: number): number => {
  const group = groups[at];
  if (group === undefined) return 0;
  const hint = hintFor(lexed, group, group, 6);
  const version = /^(?:v|ver|versi|versinya|version|android|ios|coloros|ip)$/;
  const length = shapeAt(groups, at, {
    hint,
    version: version.test(wordBefore(lexed, group, 0)) || version.test(wordBefore(lexed, group, 1)),
  });
  const digits = joined(groups.slice(at, at + length));
  const longHint = hintFor(lexed, group, group, digits.length)?.topic;
  const isSum = groups[at + 1]?.digits.length === 3;
  // An identifier written in thousands: only names of secrets and accounts tell it from a sum of money.
  if (isSum && !digits.endsWith('000') && (isSecretTopic(hint) || (longHint === 'account' && digits.length > 8)))
    return 0;
  return length;
};

const isAllShapes = (lexed: Lexed, groups: Groups): boolean => {
  let at = 0;
  while (at < groups.length) {
    const length = shapeIn(lexed, groups, at);
    if (length === 0) break;
    at += length;
  }
  return at === groups.length || groups.every((group) => isYear(group.digits));
};

const isEvenlySplit = (groups: Groups): boolean =>
  groups.slice(2).every((group) => group.before === groups[1]?.before) &&
  groups.every((group) => group.digits.length <= 6);

/** How many groups from `at` on make sixteen digits that are an identity or family card number; 0 when none. */
const nikAt = (lexed: Lexed, groups: Groups, at: number): number => {
  let digits = '';
  let next = at;
  while (next < groups.length && digits.length < 16) {
    digits += groups[next]?.digits ?? '';
    next += 1;
  }
  if (digits.length !== 16) return 0;
  const window = groups.slice(at, next);
  if (window.length === 1) return 1;
  if (isAllShapes(lexed, window)) return 0;
  return isNikLike(digits) || isEvenlySplit(window) ? window.length : 0;
};

const sixteenDigits = (lexed: Lexed, groups: Groups): SensitiveKind => {
  const [first] = groups;
  const hint = first && hintFor(lexed, first, groups.at(-1) ?? first, 16);
  return hint?.topic === 'account' && (hint.side === 'left' || !isNikLike(joined(groups))) ? 'account' : 'nik';
};

const longestCandidate = 19;

/** A phone number with its plus sign or opening bracket. */
const withSign = (folded: string, found: Finding): Finding => {
  const sign =
    found.kind === 'phone' ? /[+(]{1,2}$/.exec(folded.slice(Math.max(0, found.start - 2), found.start)) : null;
  return sign === null ? found : { ...found, start: found.start - sign[0].length };
};

const candidateFindings = (lexed: Lexed, groups: Groups): Finding[] => {
  const [first] = groups;
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return [];
  const digits = joined(groups);
  const hint = hintFor(lexed, first, last, digits.length);
  const candidate = { groups, digits, hint };
  const kind = kindOf(lexed, candidate);
  return kind === null ? [] : finding(kind, groups);
};

/** The longest reading as one number that starts at a place, with how many groups it takes. */
const longestAt = (lexed: Lexed, groups: Groups, at: number): { findings: Finding[]; length: number } => {
  let next = at;
  let total = 0;
  while (next < groups.length && total + (groups[next]?.digits.length ?? 0) <= longestCandidate) {
    total += groups[next]?.digits.length ?? 0;
    next += 1;
  }
  for (let end = Math.max(next, at + 1); end > at; end -= 1) {
    const findings = candidateFindings(lexed, groups.slice(at, end));
    if (findings.length > 0) return { findings, length: end - at };
  }
  return { findings: [], length: 1 };
};

/** How many groups hold an identity number to which other digits are glued, as in "tahun 20193271 0412 0395 0001"; 0 when none. */
const blurredNikAt = (lexed: Lexed, groups: Groups, at: number): number => {
  const first = groups[at]?.digits.length ?? 0;
  const near = groups.slice(at, at + 16);
  const digits = joined(near);
  const offset = Array.from({ length: Math.min(first, 16) }, (_, index) => index).find((index) =>
    isNikLike(digits.slice(index, index + 16)),
  );
  if (offset === undefined) return 0;
  let covered = 0;
  const length = near.findIndex((group) => {
    covered += group.digits.length;
    return covered >= offset + 16;
  });
  return isAllShapes(lexed, near.slice(0, length + 1)) ? 0 : length + 1;
};

/** What starts at a place of a segment, and how many groups it takes. */
const readAt = (lexed: Lexed, groups: Groups, at: number): { findings: Finding[]; length: number } => {
  const shape = shapeIn(lexed, groups, at);
  if (shape > 0) return { findings: [], length: shape };
  const longest = longestAt(lexed, groups, at);
  const blurred = longest.findings.length > 0 ? 0 : blurredNikAt(lexed, groups, at);
  return blurred > 0 ? { findings: finding('number', groups.slice(at, at + blurred)), length: blurred } : longest;
};

const findInSegment = (lexed: Lexed, groups: Groups): Finding[] => {
  const findings: Finding[] = [];
  let at = 0;
  while (at < groups.length) {
    const read = readAt(lexed, groups, at);
    findings.push(...read.findings);
    at += read.length;
  }
  return findings;
};

/** Several sixteen-digit numbers written without a break. */
const gluedNiks = (group: Group): Finding[] =>
  Array.from({ length: group.digits.length / 16 }, (_, index) => ({
    kind: 'nik',
    start: group.start + index * 16,
    end: group.start + (index + 1) * 16,
    value: group.digits.slice(index * 16, (index + 1) * 16),
  }));

/** The sixteen-digit numbers that start at a place of a run, and how many groups they take (0 when there are none). */
const niksAt = (lexed: Lexed, run: Groups, at: number): { findings: Finding[]; length: number } => {
  const group = run[at];
  if (group !== undefined && group.digits.length > 16 && group.digits.length % 16 === 0) {
    return { findings: gluedNiks(group), length: 1 };
  }
  const length = nikAt(lexed, run, at);
  const groups = run.slice(at, at + length);
  return { findings: length === 0 ? [] : finding(sixteenDigits(lexed, groups), groups), length };
};

/** Identity numbers come first, since pieces of them look like dates and sums; the rest is read between them. */
const findInRun = (lexed: Lexed, run: Groups): Finding[] => {
  const findings: Finding[] = [];
  let rest = 0;
  let at = 0;
  while (at < run.length) {
    const niks = niksAt(lexed, run, at);
    if (niks.length > 0) {
      findings.push(...findInSegment(lexed, run.slice(rest, at)), ...niks.findings);
      rest = at + niks.length;
    }
    at += Math.max(niks.length, 1);
  }
  findings.push(...findInSegment(lexed, run.slice(rest)));
  return findings;
};

const fillers = new Set(
  'ini itu nih ya iya yaa kak ka pak bu bang gan min admin mas mba mbak kakak bapak ibu nomornya adalah tadi oke ok'.split(
    ' ',
  ),
);

/** Whether a message is nothing but one number with at most a courtesy around it. */
const isBare = ({ groups, words }: Lexed, folded: string): boolean =>
  groups.length > 0 &&
  groups.length <= 8 &&
  words.length <= 3 &&
  words.every((word) => fillers.has(word)) &&
  groups.every((group, index) => index === 0 || group.before !== null) &&
  !/[⟨⟩/,%:+]/.test(folded);

const isSplitLikeCode = (groups: Groups, digits: string): boolean =>
  (groups.every((group) => group.digits.length === 1) || groups.every((group) => group.digits.length === 3)) &&
  isJoinedTightly(groups) &&
  !(digits.length === 6 && digits.endsWith('000'));

/** A short number alone is what comes of being asked for a code: six digits, or four or five that are no year. */
const bareCode = (lexed: Lexed, folded: string): Finding[] => {
  if (!isBare(lexed, folded)) return [];
  const { groups, words } = lexed;
  const digits = joined(groups);
  if (lexed.codes) return isAwaitedCode(groups, digits) ? finding('otp', groups) : [];
  if (digits.length < 4 || digits.length > 6 || digits === livenessError) return [];
  if (groups.length > 1) return isSplitLikeCode(groups, digits) ? finding('otp', groups) : [];
  return isYear(digits) || (words.length > 0 && digits.length < 6) ? [] : finding('otp', groups);
};

/** Where a code is awaited every bare number is one, also half of one; menus have no three-digit answers. */
const isAwaitedCode = (groups: Groups, digits: string): boolean => {
  if (digits.length > 8 || publicNumbers.has(digits)) return false;
  if (groups.length > 1) return digits.length >= 4 && isJoinedTightly(groups);
  return digits.length >= 3 && !isCompactDate(digits) && !/^[1-9]\d{2,}000$/.test(digits);
};

/** Everything in a folded, lexed text that is a number of somebody's, in the order of the text; they never overlap. */
export const findNumbers = (lexed: Lexed, folded: string): Finding[] => {
  const bare = bareCode(lexed, folded);
  if (bare.length > 0) return bare;
  const findings: Finding[] = [];
  let run: Group[] = [];
  const flush = () => {
    for (const found of findInRun(lexed, run)) findings.push(found);
    run = [];
  };
  for (const group of lexed.groups) {
    if (group.before === null) flush();
    run.push(group);
  }
  flush();
  return findings.map((found) => withSign(folded, found));
};
