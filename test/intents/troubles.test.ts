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
  ])('of "%s" leaves "%s"', (text, left) => {
    expect(meant(text)).toBe(left);
  });

  test.each(['bukan', 'kartu bukan milik saya', 'aplikasi tidak mau dibuka'])('leaves "%s" whole', (text) => {
    expect(meant(text)).toBe(clauses(text).flat().join(' '));
  });
});

test('parts end at stops and at joining words', () => {
  expect(parts(clauses('otp ga masuk dan saldo kosong, wajah gagal'))).toHaveLength(3);
});
