import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../bot/core/book.ts';
import {
  addWorkingDays,
  isWorkingDay,
  localTime,
  readDate,
  spokenDate,
  workingDaysSince,
} from '../../bot/core/calendar.ts';

const calendar: Calendar = {
  zone: 'Asia/Jakarta',
  hours: { days: [1, 2, 3, 4, 5], opens: '08:00', closes: '16:00' },
  holidays: { '2026-12-25': 'Hari Natal', '2027-01-01': 'Tahun Baru' },
  collectiveLeave: { '2026-12-24': 'Cuti bersama Natal' },
};
/** A Monday. */
const today = '2026-11-23';

describe('a date as participants write it', () => {
  it.each([
    ['12-03-2026', '2026-03-12'],
    ['12/3/26', '2026-03-12'],
    ['12.03.2026', '2026-03-12'],
    ['12 3 2026', '2026-03-12'],
    ['2026-03-12', '2026-03-12'],
    ['12 maret 2026', '2026-03-12'],
    ['tgl 12 maret', '2026-03-12'],
    ['12 mar', '2026-03-12'],
    ['12-mar-26', '2026-03-12'],
    ['5 nopember', '2026-11-05'],
    ['3 pebruari', '2026-02-03'],
    ['17 agt 2026', '2026-08-17'],
    ['17 agustus', '2026-08-17'],
    ['12 desember', '2025-12-12'],
    ['23 november', '2026-11-23'],
    ['29-02-2024', '2024-02-29'],
    ['saya ajukan tanggal 12 maret 2026 jam 10.05', '2026-03-12'],
    ['tanggal 12 maret kemarin', '2026-03-12'],
    ['tadi pagi', '2026-11-23'],
    ['hari ini', '2026-11-23'],
    ['kemarin', '2026-11-22'],
    ['kmrn jam 10.05', '2026-11-22'],
    ['wingi', '2026-11-22'],
    ['kemarin lusa', '2026-11-21'],
    ['3 hari lalu', '2026-11-20'],
    ['3 hari yang lalu', '2026-11-20'],
    ['3 hari kemarin', '2026-11-20'],
    ['2 minggu yang lalu', '2026-11-09'],
    ['dua minggu lalu', '2026-11-09'],
    ['seminggu yang lalu', '2026-11-16'],
    ['minggu lalu', '2026-11-16'],
    ['minggu kemarin', '2026-11-16'],
    ['sebulan yang lalu', '2026-10-24'],
    ['tanggal 3 kemarin', '2026-11-03'],
    ['tgl 3', '2026-11-03'],
    ['tgl 23', '2026-11-23'],
    ['tgl 24', '2026-10-24'],
    ['tanggal 31', '2026-10-31'],
    ['tanggal 3 bulan lalu', '2026-10-03'],
    ['tgl 5 bulan 10', '2026-10-05'],
    ['tanggal tiga', '2026-11-03'],
    ['3 kemarin', '2026-11-03'],
    ['jam 3 kemarin', '2026-11-22'],
    ['tiga november', '2026-11-03'],
    ['tiga belas oktober', '2026-10-13'],
    ['dua puluh lima oktober', '2026-10-25'],
    ['sudah seminggu', '2026-11-16'],
    ['udah 2 minggu belum masuk', '2026-11-09'],
    ['seminggu lebih', '2026-11-16'],
    ['senin kemarin', '2026-11-16'],
    ['jumat kemarin', '2026-11-20'],
    ['hari jumat', '2026-11-20'],
    ['rabu minggu lalu', '2026-11-18'],
    ['hari minggu kemarin', '2026-11-22'],
  ])('%j on a 23 November 2026 is %s', (text, date) => expect(readDate(text, today)).toBe(date));

  it.each([
    ['lupa'],
    [''],
    ['31-02-2026'],
    ['12-13-2026'],
    ['29 feb'],
    ['24 november 2026'],
    ['1 januari 2027'],
    ['3171234567890123'],
    ['saldo 23 juta'],
    ['jam 10.05'],
    ['tanggal 35'],
    ['belum seminggu'],
    ['belum ada 3 hari'],
    ['3 hari lagi'],
    ['senin depan'],
    ['5 hari kerja'],
    ['ga inget'],
    ['udah lama banget'],
  ])('%j is none that has passed', (text) => expect(readDate(text, today)).toBeUndefined());
});

describe('working days', () => {
  it.each([
    ['2026-11-23', true, 'a Monday'],
    ['2026-11-28', false, 'a Saturday'],
    ['2026-11-29', false, 'a Sunday'],
    ['2026-12-24', false, 'cuti bersama'],
    ['2026-12-25', false, 'a holiday'],
    ['2026-12-26', false, 'a Saturday between'],
    ['2026-12-28', true, 'the Monday after'],
  ])('%s: %s (%s)', (date, expected) => expect(isWorkingDay(date, calendar)).toBe(expected));

  it.each([
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-28', 1, '2026-11-30'],
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-12-18', 5, '2026-12-29'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('from %s, %d of them have passed on %s', (date, days, expected) => {
    expect(addWorkingDays(date, days, calendar)).toBe(expected);
    expect(workingDaysSince(date, expected, calendar)).toBe(days);
  });

  it('are not counted before the day itself, and end somewhere for a date of long ago', () => {
    expect(workingDaysSince('2026-11-23', '2026-11-23', calendar)).toBe(0);
    expect(workingDaysSince('2026-11-23', '2026-11-20', calendar)).toBe(0);
    expect(workingDaysSince('1990-01-01', '2026-11-23', calendar)).toBe(400);
  });
});

describe('the wall clock', () => {
  const midnight = Date.parse('2026-11-22T17:00:00Z');
  it.each([
    ['Asia/Jakarta', { date: '2026-11-23', weekday: 1, time: '00:00' }],
    ['Asia/Makassar', { date: '2026-11-23', weekday: 1, time: '01:00' }],
    ['Asia/Jayapura', { date: '2026-11-23', weekday: 1, time: '02:00' }],
  ] as const)('in %s', (zone, expected) => expect(localTime(midnight, zone)).toEqual(expected));

  it('is still Sunday a second before midnight', () => {
    expect(localTime(midnight - 1_000, 'Asia/Jakarta')).toEqual({ date: '2026-11-22', weekday: 7, time: '23:59' });
  });
});

it('says a date in words', () => {
  expect(spokenDate('2026-03-02')).toBe('Senin, 2 Maret 2026');
  expect(spokenDate('2026-12-27')).toBe('Minggu, 27 Desember 2026');
});
