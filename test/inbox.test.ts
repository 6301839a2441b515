import { describe, expect, it } from 'vitest';
import type { Understanding } from '../bot/core/event.ts';
import type { IncomingMessage } from '../bot/core/message.ts';
import { inbox } from '../bot/inbox.ts';
import { vault } from '../bot/vault.ts';
import { testClock } from './clock.ts';
import { faultyStore } from './faulty-store.ts';
import { book, NOON, partyOf } from './phone-bot.ts';

const one = partyOf('one');
const safe = vault(new Uint8Array(32).fill(7));
const text = (said: string, id = said): IncomingMessage => ({ type: 'text', id, at: NOON, text: said });

/** An inbox, and when which conversation was woken. */
function opened(quietMs = 0, understand: () => Understanding | null = () => null) {
  const store = faultyStore();
  const clock = testClock(NOON);
  const woken: { id: string; ms: number }[] = [];
  const wake = (id: string, ms: number) => woken.push({ id, ms });
  const accept = inbox({ store, clock, vault: safe, book, understand, quietMs, wake });
  return { store, clock, woken, accept };
}

describe('the inbox', () => {
  it('stores a message and wakes its conversation', async () => {
    const { store, woken, accept } = opened();
    expect(await accept(one, text('halo'))).toBe('stored');
    expect((await store.load(one.id))?.inbox).toMatchObject([{ message: { text: 'halo' }, receivedAt: NOON }]);
    expect(woken).toEqual([{ id: one.id, ms: 0 }]);
  });

  it('takes the same id once', async () => {
    const { store, woken, accept } = opened();
    await accept(one, text('halo', 'm1'));
    expect(await accept(one, text('halo', 'm1'))).toBe('duplicate');
    expect((await store.load(one.id))?.inbox).toHaveLength(1);
    expect(woken).toHaveLength(1);
  });

  it('rejects what the store could not keep, and takes it when it is sent again', async () => {
    const { store, woken, accept } = opened();
    store.fail('receive');
    await expect(accept(one, text('halo'))).rejects.toThrow();
    expect(woken).toEqual([]);
    store.fail();
    expect(await accept(one, text('halo'))).toBe('stored');
    expect(woken).toHaveLength(1);
  });

  it('keeps the label of a button short though redaction made it longer, and no half placeholder', async () => {
    const { store, accept } = opened();
    const label = 'a@b.co '.repeat(28).trim();
    await accept(one, { type: 'choice', id: 'm1', at: NOON, option: 'x#1', text: label });
    const kept = (await store.load(one.id))?.inbox[0]?.message.text ?? '';
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept).toMatch(/^(⟨email⟩ )+$/);
  });

  it('confirms and wakes what was kept, even if looking at it fails afterwards', async () => {
    const { store, woken, accept } = opened(2_500, () => {
      throw new Error('The classifier is broken.');
    });
    expect(await accept(one, text('halo kak'))).toBe('stored');
    store.fail('load');
    expect(await accept(one, text('halo lagi'))).toBe('stored');
    expect(woken).toEqual([
      { id: one.id, ms: 0 },
      { id: one.id, ms: 0 },
    ]);
  });

  it('lets a fragment wait for the rest, and a complete message not', async () => {
    const { woken, accept } = opened(2_500);
    await accept(one, text('min'));
    await accept(one, text('menu'));
    expect(woken.map(({ ms }) => ms)).toEqual([2_500, 0]);
  });

  it('lets the first of many fragments wait for ten seconds at most', async () => {
    const { clock, woken, accept } = opened(2_500);
    for (const said of ['min', 'anu', 'itu', 'eh', 'gimana', 'ya', 'tadi']) {
      await accept(one, text(said));
      clock.pass(2_000);
    }
    expect(woken.map(({ ms }) => ms)).toEqual([2_500, 2_500, 2_500, 2_500, 2_000, 0, 0]);
  });
});

describe('what is kept of a message', () => {
  const nik = '3171234567890123';

  it('holds no identifier but the sealed one', async () => {
    const { store, accept } = opened();
    await accept(one, text(`NIK saya ${nik}`, 'm1'));
    const stored = await store.load(one.id);
    expect(JSON.stringify(stored)).not.toContain(nik);
    expect(stored?.inbox[0]).toMatchObject({ message: { text: 'NIK saya ⟨nik⟩' }, found: ['nik'] });
    expect(safe.open(stored?.inbox[0]?.sealed[0]?.sealed ?? '')).toBe(nik);
  });

  it.each([
    ['kode otp saya 482913', '482913'],
    ['482913', '482913'],
    ['password saya Bunga2024!', 'Bunga2024'],
    ['pin atm saya 118822', '118822'],
  ])('has no trace of the secret in %j', async (said, secret) => {
    const { store, accept } = opened();
    await accept(one, text(said, 'm1'));
    const stored = await store.load(one.id);
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect(stored?.inbox[0]?.sealed).toEqual([]);
  });

  it('is redacted in captions and on labels of buttons too', async () => {
    const { store, accept } = opened();
    await accept(one, { type: 'photo', id: 'p', at: NOON, text: `KTP ${nik}` });
    await accept(one, { type: 'choice', id: 'c', at: NOON, option: 'G-10#1', text: `Ya ${nik}` });
    expect(JSON.stringify(await store.load(one.id))).not.toContain(nik);
  });

  it('is clean: no control characters, no marks that turn the writing, at most ten thousand units', async () => {
    const { store, accept } = opened();
    await accept(one, text(`\u0000\u202ehalo\u200b\u0007${'a'.repeat(20_000)}`, 'm1'));
    const kept = (await store.load(one.id))?.inbox[0]?.message.text ?? '';
    expect(kept.startsWith('haloaaa')).toBe(true);
    expect(kept).toHaveLength(10_000);
  });
});
