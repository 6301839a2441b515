import { describe, expect, it } from 'vitest';
import { loadBook } from '../../bot/content/load.ts';
import type { Category } from '../../bot/core/book.ts';
import { caseAfter } from '../../bot/core/case.ts';
import { type Conversation, newConversation } from '../../bot/core/conversation.ts';

const moment = { now: 1_000, board: { type: 'clear' as const }, caseCode: 'JM-AAAAA', transferCode: 'AAAA-AAAA' };
const scene = { book: await loadBook(), moment };

function handedOver(categories: readonly Category[], start: Conversation = newConversation()): Conversation['case'] {
  const [first, ...later] = categories;
  return first ? handedOver(later, { ...start, case: caseAfter(start, first, scene) }) : start.case;
}

describe('the case of a conversation', () => {
  it.each<[Category[], Category, Category[]]>([
    [['darurat', 'otp'], 'darurat', ['otp']],
    [['otp', 'darurat'], 'darurat', ['otp']],
    [['keamanan', 'rekening', 'darurat', 'umum'], 'darurat', ['rekening', 'keamanan', 'umum']],
    [['privasi', 'keamanan'], 'keamanan', ['privasi']],
    [['keamanan', 'privasi'], 'keamanan', ['privasi']],
    [['otp', 'blokir'], 'blokir', ['otp']],
    [['otp', 'otp'], 'otp', []],
    [['darurat', 'darurat'], 'darurat', []],
  ])('after %j is %s and keeps %j beside it', (categories, category, others) => {
    const found = handedOver(categories);
    expect(found?.category).toBe(category);
    expect(found?.others.map((other) => other.category)).toEqual(others);
  });

  it('keeps an earlier complaint beside a later one', () => {
    const told = (text: string): Conversation => ({ ...newConversation(), slots: { complaint: { text, sealed: [] } } });
    const first = { ...told('otp'), case: handedOver(['umum'], told('otp')) };
    const second = { ...first, slots: told('uang dibawa calo').slots };
    expect(handedOver(['keamanan'], second)?.slots.complaint?.text).toBe('otp\nuang dibawa calo');
    expect(handedOver(['otp'], { ...first, slots: {} })?.slots.complaint?.text).toBe('otp');
  });
});
