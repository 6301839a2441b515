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
 * Reads a date as participants write it: 12-03-2026, 12/3/26, 12 maret 2026, 12 maret, kemarin, tadi, "3 hari lalu", "2 minggu yang lalu".
 * A date without a year is the last such day that is not in the future. Undefined when there is none, or it lies ahead.
 */
export function readDate(text: string, today: string): string | undefined {
  const said = text.replace(clockTime, ' ');
  const found = absoluteDate(said, today) ?? relativeDate(said, today);
  return found && found <= today ? found : undefined;
}

function relativeDate(text: string, today: string): string | undefined {
  const ago = (days: number) => new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);
  if (/\b(hari ini|tadi|barusan)\b/.test(text)) return ago(0);
  if (/\b(kemarin lusa|kemaren lusa)\b/.test(text)) return ago(2);
  const counted =
    /\b(\d{1,3}|se|satu|dua|tiga|empat)?\s*(hari|minggu|bulan)\b.{0,12}\b(lalu|kemarin|kemaren|kmrn|yll)\b/.exec(text);
  if (counted) {
    const units: Record<string, number> = { hari: 1, minggu: 7, bulan: 30 };
    return ago(countOf(counted[1]) * (units[counted[2] ?? ''] ?? 1));
  }
  return /\b(kemarin|kemaren|kmrn|kmren|wingi)\b/.test(text) ? ago(1) : undefined;
}

/** "3 hari", "dua minggu", "sebulan", "minggu lalu". */
function countOf(said = 'se'): number {
  const named = ['', 'satu', 'dua', 'tiga', 'empat'].indexOf(said);
  return said === 'se' ? 1 : named > 0 ? named : Number(said);
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
