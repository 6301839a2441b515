import { expect, it } from 'vitest';
import { readPageTexts } from '../../../bot/channels/web/page-texts.ts';
import { realTexts } from './chat-world.ts';

it('reads the texts that participants see, with the facts filled in', async () => {
  expect((await realTexts()).noscript).toContain('175');
});

it('names every fact that is not known', () => {
  expect(() => readPageTexts('noscript: "{fact.phone} {fact.mail}"', {})).toThrow(/phone, mail/);
});

it('names every field that is missing', () => {
  expect(() => readPageTexts('title: Bantuan', {})).toThrow(/subtitle[\s\S]*intro/);
});
