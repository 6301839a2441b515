import type { Hint } from './redact-context.ts';
import type { Group } from './redact-lex.ts';

/** Groups of one run of digits, and where in it to look. */
type Groups = readonly Group[];

/** Whether four digits are a year that participants speak of. */
export const isYear = (digits: string): boolean =>
  digits.length === 4 && Number(digits) >= 1940 && Number(digits) <= 2035;

const isDay = (digits: string): boolean => digits.length <= 2 && Number(digits) >= 1 && Number(digits) <= 31;
const isMonth = (digits: string): boolean => digits.length <= 2 && Number(digits) >= 1 && Number(digits) <= 12;
const isAnyYear = (digits: string): boolean => isYear(digits) || digits.length === 2;

const isDate = (first: string, second: string, third: string): boolean =>
  (isDay(first) && isMonth(second) && isAnyYear(third)) || (isYear(first) && isMonth(second) && isDay(third));

/** Eight digits written as one that are a date: 12031995 or 19950312. */
export const isCompactDate = (digits: string): boolean =>
  /^\d{8}$/.test(digits) &&
  (isDate(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)) ||
    isDate(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)));

/** Province, then from the seventh digit the birth date (women: day + 40), PP 40/2019 and the civil registry's format. */
export const isNikLike = (digits: string): boolean =>
  /^[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}$/.test(digits);

const dateAt = (groups: Groups, at: number): number => {
  const [first, second, third] = groups.slice(at, at + 3);
  if (first === undefined || second === undefined || third === undefined) return 0;
  const gap = second.before ?? '';
  if (!/^(?:[-/.]| [-/] | )$/.test(gap) || third.before !== gap) return 0;
  if (gap === ' ' && groups.length !== 3) return 0;
  // A date that goes on with its own separator is a piece of a longer number, such as 32-71-04-12-03-95.
  if (at > 0 && first.before === gap) return 0;
  if (groups[at + 3]?.before === gap) return 0;
  return isDate(first.digits, second.digits, third.digits) ? 3 : 0;
};

const timeAt = (groups: Groups, at: number): number => {
  const [hour, minute, second] = groups.slice(at, at + 3);
  if (hour === undefined || minute === undefined) return 0;
  const gap = minute.before ?? '';
  const isTime = hour.digits.length <= 2 && Number(hour.digits) < 25 && /^[0-5]\d$/.test(minute.digits);
  if (!isTime || !/^[:.]$/.test(gap) || (at > 0 && hour.before === gap)) return 0;
  if (second?.before !== gap) return 2;
  return /^[0-5]\d$/.test(second.digits) && groups[at + 3]?.before !== gap ? 3 : 0;
};

/** Sums are at most twelve digits here: what is longer is no sum of a participant but an identifier in thousands. */
const longestSum = 12;

const isSumGap = (gap: string, hint: Hint | null): boolean =>
  gap === '.' || gap === ',' || (gap === ' ' && hint?.topic === 'money' && hint.distance === 0);

/** How many groups of three digits follow a place with the same separator. */
const thousandsAfter = (groups: Groups, at: number, gap: string): number => {
  const most = Math.ceil(longestSum / 3);
  let next = at + 1;
  while (next - at <= most && groups[next]?.digits.length === 3 && groups[next]?.before === gap) next += 1;
  return next - at - 1;
};

const moneyAt = (groups: Groups, at: number, hint: Hint | null): number => {
  const first = groups[at];
  const gap = groups[at + 1]?.before ?? '';
  if (first === undefined || !isSumGap(gap, hint) || !/^[1-9]\d{0,2}$/.test(first.digits)) return 0;
  if (at > 0 && first.before === gap) return 0;
  const thousands = thousandsAfter(groups, at, gap);
  const rest = groups[at + 1 + thousands];
  if (thousands === 0 || rest?.before === gap || first.digits.length + thousands * 3 > longestSum) return 0;
  const cents = rest !== undefined && /^[.,]$/.test(rest.before ?? '') && rest.digits.length === 2;
  return 1 + thousands + (cents ? 1 : 0);
};

const versionAt = (groups: Groups, at: number, named: boolean): number => {
  let next = at + 1;
  while (groups[next]?.before === '.' && next - at < 7) next += 1;
  const parts = groups.slice(at, next);
  if (parts.length < 2 || parts.some((part) => part.digits.length > 4)) return 0;
  const length = parts.reduce((sum, part) => sum + part.digits.length, 0);
  const isVersion = named ? parts.length <= 5 && length <= 10 : parts.length > 2 && parts.length <= 4 && length <= 7;
  return isVersion ? parts.length : 0;
};

/** What is known of a place in a run when its shape is read. */
export type Surroundings = { readonly hint: Hint | null; readonly version: boolean };

/** How many groups from `at` on are a date, a time, a sum of money or a version, and so no identifier; 0 when none. */
export const shapeAt = (groups: Groups, at: number, around: Surroundings): number => {
  if (groups[at]?.spelled !== false) return 0;
  return (
    dateAt(groups, at) ||
    timeAt(groups, at) ||
    moneyAt(groups, at, around.hint) ||
    versionAt(groups, at, around.version)
  );
};
