import { describe, expect, it } from 'vitest';
import type { SlotName } from '../../bot/core/book.ts';
import { hearSlot } from '../../bot/core/form.ts';
import type { SensitiveKind } from '../../bot/core/message.ts';
import { realBook } from '../world.ts';

/** What is heard at a step that asks for `slot`: the value, or the type of what it is instead. */
function heard(slot: SlotName, text: string, ...kinds: readonly SensitiveKind[]): string {
  const sealed = kinds.map((kind) => ({ kind, sealed: 'x' }));
  const received = { message: { type: 'text' as const, id: 'm', at: 0, text }, found: [], sealed, receivedAt: 0 };
  const step = { type: 'ask' as const, slot, say: ['?'], optional: slot === 'kpj' || slot === 'contact', next: 'H-00' };
  const found = hearSlot(step, received, realBook.texts, '2026-11-23');
  return found.type === 'value' ? found.text : `(${found.type})`;
}

describe('a name', () => {
  it.each([
    ['Siti', 'Siti'],
    ['pak joko', 'pak joko'],
    ['H. Muhammad Yusuf bin Ali', 'H. Muhammad Yusuf bin Ali'],
    ['nama saya Andi', 'Andi'],
    ['saya Dewi Lestari', 'Dewi Lestari'],
    ['eh salah, nama saya Andi', 'Andi'],
    ['Budi\nSantoso', 'Budi Santoso'],
    ['Budi ⟨nik⟩', 'Budi'],
    ['Bagus', 'Bagus'],
  ])('is told by %j', (text, name) => expect(heard('name', text)).toBe(name));

  it.each([
    ['iya'],
    ['oke'],
    ['👍'],
    ['saya mau tanya dulu jam buka kantor'],
    ['nama siapa?'],
    ['kartu saya hilang'],
    ['belum'],
    ['lanjut'],
    ['tunggu'],
  ])('is not told by %j', (text) => expect(heard('name', text)).toBe('(unclear)'));

  it.each([['gak usah nama lah'], ['lewati'], ['anonim aja']])('is left out by %j', (text) =>
    expect(heard('name', text)).toBe('(skip)'),
  );
});

describe('a number', () => {
  it('is the text that holds one, cut out or not', () => {
    expect(heard('kpj', 'KPJ saya ⟨kpj⟩ ya', 'kpj')).toBe('KPJ saya ⟨kpj⟩ ya');
    expect(heard('contact', 'nomor lama mati, ini baru ⟨phone⟩', 'phone')).toContain('⟨phone⟩');
    expect(heard('kpj', '1234567')).toBe('1234567');
  });

  it.each([
    ['kpj', 'kartunya hilang'],
    ['kpj', 'ga pegang'],
    ['kpj', 'ga hafal kak'],
    ['contact', 'ga usah'],
    ['contact', 'ga punya hp'],
    ['filed-on', 'ga inget'],
    ['filed-on', 'bener2 ga inget'],
  ] as const)('is left out at %s by %j', (slot, text) => expect(heard(slot, text)).toBe('(skip)'));

  it.each([
    ['kpj', 'halo'],
    ['kpj', 'lanjut'],
    ['kpj', 'Santoso'],
    ['contact', 'oke'],
    ['filed-on', 'kapan ya'],
  ] as const)('cannot be read at %s from %j', (slot, text) => expect(heard(slot, text)).toBe('(unclear)'));

  it.each([['nomor ini aja min'], ['wa ini'], ['yang ini aja']])('is that of the chat for %j', (text) =>
    expect(heard('contact', text)).toBe('(here)'),
  );

  it('is the date that was meant', () => expect(heard('filed-on', 'Tanggal 3 kemarin')).toBe('2026-11-03'));
});

describe('a story', () => {
  it.each([['saldo nol'], ['kartu saya hilang'], ['ga bisa login'], ['tidak dapat kode']])('is %j', (text) =>
    expect(heard('complaint', text)).toBe(text),
  );
  it.each([['iya'], ['👍'], ['...']])('is not %j', (text) => expect(heard('complaint', text)).toBe('(unclear)'));
});
