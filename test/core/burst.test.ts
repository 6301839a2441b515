import { describe, expect, it } from 'vitest';
import { loadBook } from '../../bot/content/load.ts';
import { anchors } from '../../bot/core/book.ts';
import { combine, isFragment } from '../../bot/core/burst.ts';
import { newConversation } from '../../bot/core/conversation.ts';
import type { Understanding } from '../../bot/core/event.ts';
import type { ReceivedMessage } from '../../bot/core/message.ts';

const book = await loadBook();
let count = 0;
const text = (said: string, receivedAt = 0): ReceivedMessage => ({
  message: { type: 'text', id: `m${++count}`, at: receivedAt, text: said },
  found: [],
  sealed: [],
  receivedAt,
});
const press = (option: string, receivedAt = 0): ReceivedMessage => ({
  message: { type: 'choice', id: `m${++count}`, at: receivedAt, option, text: 'Ya' },
  found: [],
  sealed: [],
  receivedAt,
});
const texts = (messages: readonly ReceivedMessage[]) => combine(messages, book).map(({ message }) => message.text);
const vague: Understanding = { ranking: [{ intent: 'complaint', score: 0.1 }], outOfScope: 0 };
const clear: Understanding = { ranking: [{ intent: 'login_failed', score: 0.99 }], outOfScope: 0 };
const idle = newConversation();
const atMenu = { ...idle, question: { type: 'step' as const }, position: { step: anchors.menu, part: 0 } };

describe('a fragment', () => {
  it.each([['min'], ['halo kak'], ['saya mau'], ['ini'], ['👋'], ['?'], ['…'], ['']])('%j waits for the rest', (said) =>
    expect(isFragment(text(said), idle, vague, book)).toBe(true),
  );

  it.each([
    ['menu'],
    ['batal'],
    ['petugas dong'],
    ['ini kenapa ya?'],
    ['dari tadi saya coba masuk ke aplikasi tapi tidak mau terbuka juga sampai sekarang'],
  ])('%j is complete', (said) => expect(isFragment(text(said), idle, vague, book)).toBe(false));

  it('is none when the text is understood', () => {
    expect(isFragment(text('gagal login'), idle, clear, book)).toBe(false);
    expect(isFragment(text('login'), idle, clear, book)).toBe(true);
  });

  it('is none when it answers the open question', () => {
    expect(isFragment(text('1'), atMenu, null, book)).toBe(false);
    expect(isFragment(text('99'), atMenu, null, book)).toBe(false);
    expect(isFragment(text('1'), idle, null, book)).toBe(true);
  });

  it('is never a pressed button', () => {
    expect(isFragment(press('G-10#1'), atMenu, null, book)).toBe(false);
  });
});

describe('messages that came together', () => {
  it('are joined line by line', () => {
    expect(texts([text('min'), text('saya gak', 1_000), text('bisa login', 3_000)])).toEqual([
      'min\nsaya gak\nbisa login',
    ]);
  });

  it('are taken on their own when they lie half a minute apart', () => {
    expect(texts([text('min', 0), text('halo', 31_000)])).toEqual(['min', 'halo']);
  });

  it('keep commands and numbers apart', () => {
    expect(texts([text('saya bingung'), text('menu'), text('2')])).toEqual(['saya bingung', 'menu', '2']);
  });

  it('are two commands when they are two', () => {
    expect(texts([text('menu'), text('batal', 900)])).toEqual(['menu', 'batal']);
  });

  it('count once when the same was said twice', () => {
    expect(texts([text('gak bisa login'), text('Gak bisa login!', 900)])).toEqual(['Gak bisa login!']);
  });

  it('count once when they are nothing but marks', () => {
    expect(texts([text('!'), text('?', 100), text('!!', 200)])).toEqual(['!!']);
  });

  it('let the last of several numbers stand', () => {
    expect(texts([text('1'), text('2', 800)])).toEqual(['2']);
  });

  it('let the last press on one question stand, and keep presses on two', () => {
    expect(combine([press('A#1'), press('A#2')], book).map(({ message }) => message)).toMatchObject([
      { option: 'A#2' },
    ]);
    expect(combine([press('A#1'), press('B#1')], book)).toHaveLength(2);
  });

  it('keep the order of what cannot be joined', () => {
    const photo: ReceivedMessage = { ...text('x'), message: { type: 'photo', id: 'p', at: 0, text: '' } };
    expect(combine([text('ini'), photo, text('fotonya')], book).map(({ message }) => message.type)).toEqual([
      'text',
      'photo',
      'text',
    ]);
  });

  it('hand on what was found and sealed in each of them', () => {
    const nik: ReceivedMessage = { ...text('nik saya ⟨nik⟩'), found: ['nik'], sealed: [{ kind: 'nik', sealed: 'a' }] };
    const phone: ReceivedMessage = {
      ...text('hp ⟨phone⟩'),
      found: ['phone'],
      sealed: [{ kind: 'phone', sealed: 'b' }],
    };
    expect(combine([nik, phone], book)).toMatchObject([
      { found: ['nik', 'phone'], sealed: [{ sealed: 'a' }, { sealed: 'b' }] },
    ]);
  });

  it('never grow beyond what is read', () => {
    const long = 'a'.repeat(6_000);
    expect(texts([text(long), text(`${long}b`)])).toHaveLength(2);
  });
});
