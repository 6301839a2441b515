import { describe, expect, test } from 'vitest';
import { redact } from '../../bot/core/redact.ts';

/** What is written, and what is kept of it. */
type Case = readonly [written: string, kept: string];

const niks: readonly Case[] = [
  ['3271041203950001', '⟨nik⟩'],
  ['nik saya 3271041203950001', 'nik saya ⟨nik⟩'],
  ['nik: 3271 0412 0395 0001', 'nik: ⟨nik⟩'],
  ['3271-0412-0395-0001', '⟨nik⟩'],
  ['3271.0412.0395.0001', '⟨nik⟩'],
  ['32.71.04.120395.0001', '⟨nik⟩'],
  ['327104 120395 0001', '⟨nik⟩'],
  ['32 71 04 12 03 95 00 01', '⟨nik⟩'],
  ['3 2 7 1 0 4 1 2 0 3 9 5 0 0 0 1', '⟨nik⟩'],
  ['3.271.041.203.950.001', '⟨nik⟩'],
  ['3271_0412_0395_0001', '⟨nik⟩'],
  ['nik3271041203950001', 'nik⟨nik⟩'],
  ['3271041203950001ya kak', '⟨nik⟩ya kak'],
  ['NIKnya:3271041203950001,tolong dicek', 'NIKnya:⟨nik⟩,tolong dicek'],
  ['3271041203950001 3271041203950002', '⟨nik⟩ ⟨nik⟩'],
  ['3271-0412-0395-0001 3271-0412-0395-0002', '⟨nik⟩ ⟨nik⟩'],
  ['32710412039500013271041203950002', '⟨nik⟩⟨nik⟩'],
  ['no kk 3271041203950001', 'no kk ⟨nik⟩'],
  ['327lO412O395OOO1', '⟨nik⟩'],
  ['327l O4l2 O395 OOOl', '⟨nik⟩'],
  ['３２７１０４１２０３９５０００１', '⟨nik⟩'],
  ['٣٢٧١٠٤١٢٠٣٩٥٠٠٠١', '⟨nik⟩'],
  ['𝟑𝟐𝟕𝟏𝟎𝟒𝟏𝟐𝟎𝟑𝟗𝟓𝟎𝟎𝟎𝟏', '⟨nik⟩'],
  [
    '3\u200b2\u200b7\u200b1\u200b0\u200b4\u200b1\u200b2\u200b0\u200b3\u200b9\u200b5\u200b0\u200b0\u200b0\u200b1',
    '⟨nik⟩',
  ],
  ['3271\u200f0412\u202e0395\u20660001', '⟨nik⟩'],
  ['3️⃣2️⃣7️⃣1️⃣0️⃣4️⃣1️⃣2️⃣0️⃣3️⃣9️⃣5️⃣0️⃣0️⃣0️⃣1️⃣', '⟨nik⟩'],
  ['327104120395\n0001', '⟨nik⟩'],
  ['3271\n0412\r\n0395\n0001', '⟨nik⟩'],
  ['KTP_3271041203950001.jpg', 'KTP_⟨nik⟩.jpg'],
  ['nik saya kurang satu 327104120395001', 'nik saya kurang satu ⟨nik⟩'],
  ['saldo 3271041203950001 berapa', 'saldo ⟨nik⟩ berapa'],
  ['lahir 12-03-1995 nik 3271045203950001', 'lahir 12-03-1995 nik ⟨nik⟩'],
  ['tiga dua tujuh satu nol empat satu dua nol tiga sembilan lima nol nol nol satu', '⟨nik⟩'],
];

const numbers: readonly Case[] = [
  ['12345678901', '⟨kpj⟩'],
  ['kpj saya 12345678901', 'kpj saya ⟨kpj⟩'],
  ['KPJ:12345678901', 'KPJ:⟨kpj⟩'],
  ['kpj 123-4567-8901', 'kpj ⟨kpj⟩'],
  ['kpj 123 4567 8901', 'kpj ⟨kpj⟩'],
  ['kpj 08123456789', 'kpj ⟨kpj⟩'],
  ['kpj 1234567890', 'kpj ⟨kpj⟩'],
  ['no peserta 12345678901', 'no peserta ⟨kpj⟩'],
  ['nomor bpjs saya 12345678901', 'nomor bpjs saya ⟨kpj⟩'],
  ['saldo kpj 12345678901', 'saldo kpj ⟨kpj⟩'],
  ['kpj saya 12A45678901', 'kpj saya ⟨kpj⟩'],
  ['kartu peserta no: JK123456789', 'kartu peserta no: ⟨kpj⟩'],
  ['081234567890', '⟨phone⟩'],
  ['0812-3456-7890', '⟨phone⟩'],
  ['0812 3456 789', '⟨phone⟩'],
  ['0812.3456.7890', '⟨phone⟩'],
  ['08 12 34 56 78 90', '⟨phone⟩'],
  ['81234567890', '⟨phone⟩'],
  ['6281234567890', '⟨phone⟩'],
  ['+62 812-3456-7890', '⟨phone⟩'],
  ['+62 (812) 3456-7890', '⟨phone⟩'],
  ['wa.me/6281234567890', 'wa.me/⟨phone⟩'],
  ['(021) 1234567', '⟨phone⟩'],
  ['wa saya o81234567890 ya', 'wa saya ⟨phone⟩ ya'],
  ['nol delapan satu dua tiga empat lima enam tujuh delapan', '⟨phone⟩'],
  ['3271041203950001 081234567890', '⟨nik⟩ ⟨phone⟩'],
  ['rekening 12345678', 'rekening ⟨account⟩'],
  ['norek bca saya 1234567890', 'norek bca saya ⟨account⟩'],
  ['1234567890 bca', '⟨account⟩ bca'],
  ['rek bri 1234-01-012345-53-0', 'rek bri ⟨account⟩'],
  ['rekening mandiri 123 00 1234567 8', 'rekening mandiri ⟨account⟩'],
  ['rekening 123.456.789.123', 'rekening ⟨account⟩'],
  ['rekening bca 0812345678 atas nama saya', 'rekening bca ⟨account⟩ atas nama saya'],
  ['transfer ke seabank 901234567890', 'transfer ke seabank ⟨account⟩'],
  ['kartu atm 5221 8412 3456 7890', 'kartu atm ⟨account⟩'],
  ['1234567890123456789', '⟨account⟩'],
  ['budi@gmail.com', '⟨email⟩'],
  ['email saya Budi.S+jmo@Yahoo.co.id.', 'email saya ⟨email⟩.'],
  ['budi @ gmail . com', '⟨email⟩'],
  ['budi@gmail', '⟨email⟩'],
  ['budi[at]gmail.com', '⟨email⟩'],
  ['no urut 123456789', 'no urut ⟨number⟩'],
  ['123456789', '⟨number⟩'],
  ['1234 5678 9', '⟨number⟩'],
  ['123456789012345678901', '⟨number⟩'],
  ['ktp 3271041203950001, kpj 12345678901, otp 482913', 'ktp ⟨nik⟩, kpj ⟨kpj⟩, otp ⟨otp⟩'],
];

const codes: readonly Case[] = [
  ['482913', '⟨otp⟩'],
  ['4829', '⟨otp⟩'],
  ['48291', '⟨otp⟩'],
  ['482-913', '⟨otp⟩'],
  ['482 913', '⟨otp⟩'],
  ['482.913', '⟨otp⟩'],
  ['4 8 2 9 1 3', '⟨otp⟩'],
  ['482913 pak', '⟨otp⟩ pak'],
  ['ini kak 482913', 'ini kak ⟨otp⟩'],
  ['kode otp 482913', 'kode otp ⟨otp⟩'],
  ['otp: 4829', 'otp: ⟨otp⟩'],
  ['otp4829', 'otp⟨otp⟩'],
  ['OTP saya 2024', 'OTP saya ⟨otp⟩'],
  ['kodenya 482913', 'kodenya ⟨otp⟩'],
  ['kodenya482913', 'kodenya⟨otp⟩'],
  ['kode: 482 913', 'kode: ⟨otp⟩'],
  ['otp nya 4-8-2-9-1-3', 'otp nya ⟨otp⟩'],
  ['482913 itu kode otp nya', '⟨otp⟩ itu kode otp nya'],
  ['G-482913 is your verification code', 'G-⟨otp⟩ is your verification code'],
  ['kode saya 482913 error terus', 'kode saya ⟨otp⟩ error terus'],
  ['sms dari 3355 isinya 482913', 'sms dari 3355 isinya ⟨otp⟩'],
  ['kode verifikasi yang masuk 12345678', 'kode verifikasi yang masuk ⟨otp⟩'],
  ['kode saya empat delapan dua sembilan satu tiga', 'kode saya ⟨otp⟩'],
  ['otp empat 8 dua sembilan', 'otp ⟨otp⟩'],
  ['kode ４８２９１３', 'kode ⟨otp⟩'],
  ['kode kasus JM-4F7K2 otp 482913', 'kode kasus JM-4F7K2 otp ⟨otp⟩'],
];

const passwords: readonly Case[] = [
  ['password saya Budi1990', 'password saya ⟨password⟩'],
  ['passwordnya: rahasia', 'passwordnya: ⟨password⟩'],
  ['password:\nrahasia', 'password:\n⟨password⟩'],
  ['sandi=budi2020', 'sandi=⟨password⟩'],
  ['pw:kucing123', 'pw:⟨password⟩'],
  ['paswod saya kucing', 'paswod saya ⟨password⟩'],
  ['kata sandi saya adalah kucing hitam', 'kata sandi saya adalah ⟨password⟩'],
  ['password saya "kucing manis"', 'password saya "⟨password⟩"'],
  ['pswd Budi#Sayang', 'pswd ⟨password⟩'],
  ['pass budi123 ga bisa', 'pass ⟨password⟩ ga bisa'],
  ['password salah terus Budi1990', 'password salah terus ⟨password⟩'],
  ['password jmo saya: Budi1990.', 'password jmo saya: ⟨password⟩.'],
  ['Admin123@ itu password saya', '⟨password⟩ itu password saya'],
  ['user: budi99 password: abc', 'user: budi99 password: ⟨password⟩'],
  ['sandi lama Rahasia99 yang baru Rahasia100', 'sandi lama ⟨password⟩ yang baru ⟨password⟩'],
  ['p\u200bassword: kucing', 'p\u200bassword: ⟨password⟩'],
  ['pin saya 123456', 'pin saya ⟨password⟩'],
  ['pin atm saya 1234', 'pin atm saya ⟨password⟩'],
  ['pin saya 1 2 3 4 5 6', 'pin saya ⟨password⟩'],
  ['123456 pin saya', '⟨password⟩ pin saya'],
  ['ibu kandung saya siti aminah', 'ibu kandung saya ⟨password⟩'],
  ['nama ibu kandung: Siti', 'nama ibu kandung: ⟨password⟩'],
  ['nama ibu kandung Siti Aminah', 'nama ibu kandung ⟨password⟩'],
  ['Ibu kandung saya bernama Sri Wahyuni, lahir di Solo', 'Ibu kandung saya bernama ⟨password⟩, lahir di Solo'],
  ['nama ibu: sulastri', 'nama ibu: ⟨password⟩'],
];

test.each([...niks, ...numbers, ...codes, ...passwords])('hides in %j and keeps %j', (written, kept) => {
  expect(redact(written).text).toBe(kept);
});

describe('what is cut out', () => {
  test('identifiers are handed over as plain digits in the order of the text', () => {
    expect(redact('nik 3271-0412-0395-000l, hp +62 812-3456-7890')).toEqual({
      text: 'nik ⟨nik⟩, hp ⟨phone⟩',
      found: ['nik', 'phone'],
      values: [
        { kind: 'nik', value: '3271041203950001' },
        { kind: 'phone', value: '6281234567890' },
      ],
    });
  });
  test('e-mail addresses are handed over in lower case without blanks', () => {
    expect(redact('Budi @ Gmail.com').values).toEqual([{ kind: 'email', value: 'budi@gmail.com' }]);
  });
  test('a lettered card number is handed over in capitals', () => {
    expect(redact('kpj 12a45678901').values).toEqual([{ kind: 'kpj', value: '12A45678901' }]);
  });
  test('secrets are named but never handed over', () => {
    expect(redact('otp 482913, password: Budi1990, nama ibu kandung: Siti')).toMatchObject({
      found: ['password', 'otp'],
      values: [],
    });
  });
  test('a kind that is found twice is named once', () => {
    expect(redact('3271041203950001 dan 3271041203950002').found).toEqual(['nik']);
  });
});
