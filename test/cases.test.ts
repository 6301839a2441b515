import { describe, expect, it } from 'vitest';
import { caseLines } from '../bot/cases.ts';
import type { HandoverCase } from '../bot/core/conversation.ts';
import { phoneOf } from '../bot/store/store.ts';
import { vault } from '../bot/vault.ts';
import { realBook } from './world.ts';

const safe = vault(new Uint8Array(32));
const filed: HandoverCase = {
  code: 'JM-23456',
  category: 'otp',
  obstacle: 'kegagalan-login',
  openedAt: Date.parse('2026-11-23T03:00:00Z'),
  step: 'P1-35',
  tried: [{ step: 'P1-30', answer: 'Email' }],
  slots: { contact: { text: '⟨phone⟩', sealed: [{ kind: 'phone', sealed: safe.seal('081234567890') }] } },
  others: [],
  status: 'open',
};
const printed = (channel: string, address: string, one = filed) =>
  caseLines({ filed: one, party: { id: 'x', channel, address } }, realBook, safe).join('\n');

describe('what officers read of a case', () => {
  it('names the channel and the address by which the participant is reached', () => {
    expect(printed('whatsapp', '6281234567890@s.whatsapp.net')).toContain('saluran: WhatsApp, +6281234567890');
    expect(printed('whatsapp-cloud', '6281234567890')).toContain('saluran: WhatsApp, +6281234567890');
    expect(printed('telegram', '77')).toContain('saluran: Telegram, 77');
  });

  it('says that nobody can be called in the web chat', () => {
    expect(printed('web', 'web:secret')).toContain('hanya terjangkau');
    expect(printed('web', 'web:secret')).not.toContain('secret');
  });

  it('opens the number that was left', () => expect(printed('web', 'x')).toContain('contact: 081234567890'));

  it('marks what was taken back', () => {
    expect(printed('web', 'x', { ...filed, status: 'withdrawn' })).toContain('DIBATALKAN');
    expect(printed('web', 'x')).not.toContain('DIBATALKAN');
  });
});

it.each([
  ['whatsapp', '6281234567890@s.whatsapp.net', '+6281234567890'],
  ['whatsapp', '123456789012345@lid', undefined],
  ['whatsapp-cloud', '6281234567890', '+6281234567890'],
  ['telegram', '6281234567890', undefined],
  ['web', '6281234567890', undefined],
])('the phone number of %s %s is %s', (channel, address, phone) =>
  expect(phoneOf({ id: 'x', channel, address })).toBe(phone),
);
