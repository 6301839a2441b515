import { expect, test } from 'vitest';
import { render } from '../../../bot/channels/telegram/render.ts';

const option = (id: string, label: string) => ({ id, label });
const rows = (parts: ReturnType<typeof render>) => parts.at(-1)?.keyboard?.inline_keyboard;

test('options become buttons that carry their ids', () => {
  const parts = render({ text: 'Sudah?', options: [option('P1-30#1', 'Sudah'), option('P1-30#2', 'Belum')] }, 'Pilih');
  expect(parts).toHaveLength(1);
  expect(rows(parts)).toEqual([
    [
      { text: 'Sudah', callback_data: 'P1-30#1' },
      { text: 'Belum', callback_data: 'P1-30#2' },
    ],
  ]);
});

test('long labels each have a row of their own, so that a small phone shows them whole', () => {
  const parts = render(
    { text: 'Apa?', options: [option('a', 'Verifikasi wajah gagal'), option('b', 'Lain')] },
    'Pilih',
  );
  expect(rows(parts)?.map((row) => row.length)).toEqual([1, 1]);
});

test('ids of 64 bytes fit into a button; with a longer one the options become numbers', () => {
  const fits = render({ text: 'Apa?', options: [option('é'.repeat(32), 'A')] }, 'Pilih');
  expect(rows(fits)).toHaveLength(1);
  const long = render({ text: 'Apa?', options: [option(`${'é'.repeat(32)}x`, 'A'), option('b', 'B')] }, 'Pilih');
  expect(long).toEqual([{ text: 'Apa?\n\n1. A\n2. B' }]);
});

test('buttons without a text stand below a sentence', () => {
  expect(render({ text: ' ', options: [option('a', 'A')] }, 'Pilih')[0]?.text).toBe('Pilih');
});

test('an empty reply has no parts', () => {
  expect(render({ text: ' \n', options: [] }, 'Pilih')).toEqual([]);
});
