import type { Calendar } from './book.ts';

const DAY = 86_400_000;

type LocalTime = { date: string; weekday: number; time: string };

/** The wall clock in the calendar's zone: date as YYYY-MM-DD, weekday 1 (Monday) to 7, time as HH:MM. Indonesia knows no summer time. */
export function localTime(now: number, zone: Calendar['zone']): LocalTime {
  const shifted = new Date(now + offset(zone));
  return {
    date: shifted.toISOString().slice(0, 10),
    weekday: shifted.getUTCDay() || 7,
    time: shifted.toISOString().slice(11, 16),
  };
}

function offset(zone: Calendar['zone']): number {
  const hours = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };
  return hours[zone] * 3_600_000;
}

/** Whether the offices work on that day (YYYY-MM-DD). */
export function isWorkingDay(date: string, calendar: Calendar): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return calendar.hours.days.includes(weekday) && !calendar.holidays[date] && !calendar.collectiveLeave[date];
}

/** How many working days have passed after `date` until and with `today`, counted to 400 at most. Both dates are YYYY-MM-DD. */
export function workingDaysSince(date: string, today: string, calendar: Calendar): number {
  let passed = 0;
  for (let day = next(date); day <= today && passed < 400; day = next(day)) if (isWorkingDay(day, calendar)) passed++;
  return passed;
}

/** The date on which `days` working days will have passed since `date`. */
export function addWorkingDays(date: string, days: number, calendar: Calendar): string {
  let day = date;
  for (let left = days; left > 0; ) {
    day = next(day);
    if (isWorkingDay(day, calendar)) left--;
  }
  return day;
}

const next = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

const months = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'];

/** "jam 10.05" looks like the tenth of May. */
const clockTime = /\b(?:jam|jm|pukul|pkl)\.?\s*\d{1,2}(?:[.:]\d\d)?\b/g;

/**
 * Reads a date as participants write it: 12-03-2026, 12/3/26, 12 maret 2026, tiga maret, "tgl 3", kemarin, tadi, senin kemarin, "3 hari lalu",
 * "sudah seminggu". A date without a year or a month is the last such day that is not in the future. Undefined when there is none, or it lies ahead.
 */
export function readDate(text: string, today: string): string | undefined {
  const said = inDigits(text.replace(clockTime, ' '));
  const found = absoluteDate(said, today) ?? dayOfMonth(said, today) ?? relativeDate(said, today);
  return found && found <= today ? found : undefined;
}

const ones = ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];
const one = `(${ones.join('|')})`;
const unitOf = (word: string | undefined): number => ones.indexOf(word ?? '') + 1;

/** "tiga belas maret" becomes "13 maret". */
function inDigits(text: string): string {
  return text
    .replace(
      new RegExp(`\\b${one} puluh(?: ${one})?\\b`, 'g'),
      (_, tens, rest) => `${unitOf(tens) * 10 + unitOf(rest)}`,
    )
    .replace(new RegExp(`\\b${one} ?belas\\b`, 'g'), (_, unit) => `${10 + unitOf(unit)}`)
    .replace(/\bsepuluh\b/g, '10')
    .replace(/\bsebelas\b/g, '11')
    .replace(new RegExp(`\\b${one}\\b`, 'g'), (word) => `${unitOf(word)}`);
}

const yesterday = '(?:kemarin|kemaren|kmrn|kmren|kmrin|kmarin|kemarn|wingi)';

/** "tgl 3", "tanggal 3 kemarin", "tanggal 3 bulan lalu", "tgl 3 bulan 10": the last such day. */
function dayOfMonth(text: string, today: string): string | undefined {
  const found =
    /\b(?:tgl|tanggal|tggl|tgal)\.? ?(\d{1,2})\b(?: bulan (\d{1,2}|lalu|kemar[ei]n|kmrn)\b)?/.exec(text) ??
    new RegExp(`\\b(\\d{1,2}) ${yesterday}\\b`).exec(text);
  if (!found) return undefined;
  const [day, month] = [Number(found[1]), found[2]];
  if (month && /\d/.test(month)) return dated(day, Number(month), undefined, today);
  const [year, present] = today.split('-').map(Number);
  const begin = month ? 1 : 0;
  const months = Array.from(
    { length: 12 },
    (_, back) => new Date(Date.UTC(year ?? 0, (present ?? 1) - 1 - begin - back, 1)),
  );
  const days = months.map((first) => checked(first.getUTCFullYear(), first.getUTCMonth() + 1, day));
  return days.find((date) => date !== undefined && date <= today);
}

/** What lies ahead, has not come yet, or is counted in working days tells no date. */
const ahead =
  /\b(?:depan|besok|hari kerja|kurang dari|(?:belum|blm|blom)(?: ada| sampai| genap)? (?:\d+|se)|(?:hari|minggu|bulan) lagi)/;

function relativeDate(text: string, today: string): string | undefined {
  const ago = (days: number) => new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);
  const day = weekdayIn(text, today);
  if (day !== undefined) return ago(day);
  if (/\b(hari ini|tadi|barusan)\b/.test(text)) return ago(0);
  if (/\b(kemar[ei]n|kmrn) (lusa|dulu)\b|\blusa kemar[ei]n\b/.test(text)) return ago(2);
  const counted = countedDays(text);
  if (counted !== undefined) return ahead.test(text) ? undefined : ago(counted);
  return new RegExp(`\\b${yesterday}\\b`).test(text) ? ago(1) : undefined;
}

/** "3 hari", "dua minggu", "sebulanan", "minggu lalu" in days. */
function countedDays(text: string): number | undefined {
  const counted =
    /\b(\d{1,3}|se)\s*(hari|minggu|bulan)(?:an)?\b/.exec(text) ??
    /\b()(minggu|bulan)\b.{0,12}\b(?:lalu|kemarin|kemaren|kmrn|yll)\b/.exec(text);
  if (!counted) return undefined;
  const units: Record<string, number> = { hari: 1, minggu: 7, bulan: 30 };
  return (/^\d/.test(counted[1] ?? '') ? Number(counted[1]) : 1) * (units[counted[2] ?? ''] ?? 1);
}

/** How many days ago "senin kemarin", "hari jumat" or "rabu minggu lalu" was; a weekday alone is the last one before today. */
function weekdayIn(text: string, today: string): number | undefined {
  const found = /\b(?:(senin|selasa|rabu|kamis|jum'?at|sabtu|ahad)|hari (minggu))\b(.*)/.exec(text);
  if (!found || ahead.test(text)) return undefined;
  const named = ['senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu', 'minggu'];
  const wanted = named.indexOf((found[1] ?? found[2] ?? '').replace("'", '').replace('ahad', 'minggu')) + 1;
  const present = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
  if (/\bminggu (?:lalu|yang lalu|yg lalu|kemar[ei]n|kmrn)\b/.test(found[3] ?? '')) return present - wanted + 7;
  return (present - wanted + 7) % 7 || 7;
}

function absoluteDate(text: string, today: string): string | undefined {
  const iso = /\b(20\d\d)-(\d{1,2})-(\d{1,2})\b/.exec(text);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /\b(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](20\d\d|\d\d))?\b/.exec(text);
  if (numeric) return dated(Number(numeric[1]), Number(numeric[2]), numeric[3], today);
  const named =
    /\b(\d{1,2})\s*(?:-|\/)?\s*(jan|feb|peb|mar|apr|mei|may|jun|jul|agu|agt|ags|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*\.?(?:\s*-?\s*(20\d\d|\d\d))?\b/.exec(
      text,
    );
  if (!named) return undefined;
  const short: Record<string, string> = {
    peb: 'feb',
    may: 'mei',
    agt: 'agu',
    ags: 'agu',
    aug: 'agu',
    oct: 'okt',
    nop: 'nov',
    dec: 'des',
  };
  const name = short[named[2] ?? ''] ?? named[2] ?? '';
  return dated(Number(named[1]), months.indexOf(name) + 1, named[3], today);
}

function dated(day: number, month: number, year: string | undefined, today: string): string | undefined {
  if (year) return checked(Number(year) % 2000 ? 2000 + (Number(year) % 1000) : 2000, month, day);
  const thisYear = Number(today.slice(0, 4));
  const date = checked(thisYear, month, day);
  return date && date > today ? checked(thisYear - 1, month, day) : date;
}

function checked(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}

const weekdays = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'];
const longMonths = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

/** "Senin, 2 Maret 2026" for a date as YYYY-MM-DD. */
export function spokenDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return `${weekdays[weekday - 1]}, ${day} ${longMonths[(month ?? 1) - 1]} ${year}`;
}
