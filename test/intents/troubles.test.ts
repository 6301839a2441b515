import { describe, expect, test } from 'vitest';
import { parts, withoutDenied } from '../../intents/troubles.ts';
import { clauses } from '../../intents/words.ts';

const meant = (text: string): string => withoutDenied(clauses(text)).flat().join(' ');

describe('denial', () => {
  test.each([
    ['bukan lupa password, tapi OTP ga masuk', 'tetapi otp tidak masuk'],
    ['bukan mau klaim cuma mau cek saldo', 'mau cek saldo'],
    ['min saya bukan mau klaim, mau cek saldo', 'admin saya mau cek saldo'],
    ['otp ga masuk, bukan lupa password', 'otp tidak masuk'],
    ['saya ga lupa sandi tapi akun keblokir', 'saya akun blokir'],
    ['akun saya ga keblokir, cuma otp ga masuk', 'akun saya cuma otp tidak masuk'],
    ['ga ada masalah login, cuma wajahnya gagal', 'cuma wajah gagal'],
    ['login ditolak padahal email ga pernah diganti', 'login ditolak padahal email'],
  ])('of "%s" leaves "%s"', (text, left) => {
    expect(meant(text)).toBe(left);
  });

  test.each([
    'bukan',
    'kartu bukan milik saya',
    'aplikasi tidak mau dibuka',
    'kapan jmo tidak error lagi',
    'supaya akun tidak terblokir gimana',
    'ga pernah ganti email',
  ])('leaves "%s" whole', (text) => {
    expect(meant(text)).toBe(clauses(text).flat().join(' '));
  });
});

test('parts end at stops and at joining words', () => {
  expect(parts(clauses('otp ga masuk dan saldo kosong, wajah gagal'))).toHaveLength(3);
});
