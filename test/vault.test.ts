import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vault } from '../bot/vault.ts';

describe('the vault', () => {
  const safe = vault(randomBytes(32));

  it('gives back what was sealed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (value) => safe.open(safe.seal(value)) === value));
  });

  it('never seals the same value twice to the same text, and never shows it', () => {
    const nik = '3171234567890123';
    expect(safe.seal(nik)).not.toBe(safe.seal(nik));
    expect(Buffer.from(safe.seal(nik), 'base64url').toString('latin1')).not.toContain(nik);
  });

  it('refuses what was sealed with another key', () => {
    expect(() => vault(randomBytes(32)).open(safe.seal('3171234567890123'))).toThrow();
  });

  it('refuses what was changed or cut', () => {
    const sealed = safe.seal('3171234567890123');
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => safe.open(bytes.toString('base64url'))).toThrow();
    expect(() => safe.open(sealed.slice(0, 10))).toThrow();
    expect(() => safe.open('')).toThrow();
  });
});
