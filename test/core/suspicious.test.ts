import { describe, expect, it } from 'vitest';
import { loadBook } from '../../bot/content/load.ts';
import { hasForeignLink } from '../../bot/core/suspicious.ts';

const { trusted } = (await loadBook()).texts.links;

describe('a foreign address', () => {
  it.each([
    'disuruh klik link bit.ly/abc',
    'https://klaim-jht.example/login',
    'www.bpjs-klaim.com',
    'https://bpjsketenagakerjaan.go.id.klaim.xyz',
    'bpjs-go.id itu resmi?',
    'lapakasik.org',
    'cs di wa.me/628123',
    'buka s.id/jht.',
  ])('is found in “%s”', (text) => expect(hasForeignLink(text, trusted)).toBe(true));

  it.each([
    'https://lapakasik.bpjsketenagakerjaan.go.id/ error',
    'buka www.bpjsketenagakerjaan.go.id.',
    'dukcapil.klaten.go.id',
    'play.google.com/store/apps',
    'email saya budi@contoh.com',
    'pakai gmail.com',
    'jmo.tidak bisa min.tolong',
    'file ktp.jpg max 6mb.pdf',
    'versi 2.5.1, saldo 15.000.000',
  ])('is not found in “%s”', (text) => expect(hasForeignLink(text, trusted)).toBe(false));
});
