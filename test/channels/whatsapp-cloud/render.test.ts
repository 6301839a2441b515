import { expect, test } from 'vitest';
import { contentOf, render, templateOf } from '../../../bot/channels/whatsapp-cloud/render.ts';
import { message } from '../../servers/cloud-api/contract.ts';
import { texts } from './office.ts';

const options = (count: number, label: (place: number) => string = (place) => `Pilihan ${place}`) =>
  Array.from({ length: count }, (_, place) => ({ id: `Q#${place + 1}`, label: label(place + 1) }));
const long = (length: number) => 'kata '.repeat(length / 5).trim();

test.each([
  ['no options', 'halo', options(0), ['text']],
  ['three short options', 'halo', options(3), ['buttons']],
  ['a label of 20', 'halo', options(1, () => 'x'.repeat(20)), ['buttons']],
  ['a label of 21', 'halo', options(1, () => 'x'.repeat(21)), ['list']],
  ['a label of 24', 'halo', options(1, () => 'x'.repeat(24)), ['list']],
  ['a label of 25', 'halo', options(1, () => 'x'.repeat(25)), ['text']],
  ['four options', 'halo', options(4), ['list']],
  ['ten options', 'halo', options(10), ['list']],
  ['eleven options', 'halo', options(11), ['text']],
  ['two options of the same name', 'halo', options(2, () => 'Sama'), ['text']],
  ['a text too long for buttons', long(2_000), options(2), ['list']],
  ['a text too long for a list', long(9_000), options(2), ['text', 'text', 'buttons']],
  ['options without a text', '', options(2), ['buttons']],
  ['a very long text', long(9_000), options(0), ['text', 'text', 'text']],
  ['nothing', '  ', options(0), []],
])('%s', (_, text, offered, forms) => {
  const parts = render({ text, options: offered }, texts);
  expect(parts.map(({ form }) => form)).toEqual(forms);
  for (const part of parts) {
    const call = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '62', ...contentOf(part, texts) };
    expect(message.safeParse(call).error).toBeUndefined();
  }
});

test('options that do not fit are numbered', () => {
  const [part] = render({ text: 'Yang mana?', options: options(11) }, texts);
  expect(part?.text).toContain('Yang mana?\n\n1. Pilihan 1\n2. Pilihan 2');
});

test('a template says everything in one line within its limit', () => {
  const template = { name: 'kabar', language: 'id' };
  const part = { form: 'buttons' as const, text: `satu\n\n${long(3_000)}`, options: options(2) };
  const call = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '62', ...templateOf(part, template) };
  expect(message.safeParse(call).error).toBeUndefined();
});
