import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spoken, translate } from '../../../bot/channels/telegram/translate.ts';
import { incomingMessage } from '../../../bot/core/message.ts';
import { texts } from './world.ts';

const now = 1_790_000_000_000;
const person = { id: 7, is_bot: false, first_name: 'Budi' };
const chat = { id: 7, type: 'private', first_name: 'Budi' };
const common = { message_id: 42, date: 1_789_999_000, chat, from: person };
const message = (content: object) => ({ update_id: 1, message: { ...common, ...content } });
const edit = (content: object) => ({ update_id: 1, edited_message: { ...common, ...content } });
const press = (content: object) => ({
  update_id: 1,
  callback_query: { id: '99', from: person, chat_instance: '1', ...content },
});
const keyboard = {
  inline_keyboard: [[{ text: 'Sudah', callback_data: 'P1-30#1' }], [{ text: 'Situs', url: 'https://x' }]],
};
const file = { file_id: 'f', file_unique_id: 'u' };

test('a text keeps its words, its time in milliseconds, and whom it is from', () => {
  expect(translate(message({ text: 'halo' }), texts, now)).toEqual({
    type: 'message',
    from: { id: 'telegram:7', channel: 'telegram', address: '7' },
    message: { id: '42.1789999000', at: 1_789_999_000_000, type: 'text', text: 'halo' },
  });
});

test.each([
  ['photo', { photo: [file], caption: 'ini' }, 'ini'],
  ['photo', { live_photo: file, photo: [file] }, ''],
  ['voice', { voice: file }, ''],
  ['voice', { audio: file }, ''],
  ['document', { document: file, caption: 'ktp' }, 'ktp'],
  ['sticker', { sticker: file }, ''],
  ['location', { venue: {}, location: {} }, ''],
  ['contact', { contact: { phone_number: '0812' } }, ''],
  ['unsupported', { animation: file, document: file }, ''],
  ['unsupported', { video: file, caption: 'lihat' }, 'lihat'],
  ['unsupported', { video_note: file }, ''],
  ['unsupported', { poll: {} }, ''],
  ['unsupported', { dice: {} }, ''],
  ['unsupported', { something_of_next_year: {} }, ''],
])('a message of kind %s with %o', (type, content, text) => {
  expect(translate(message(content), texts, now)).toMatchObject({ type: 'message', message: { type, text } });
});

test.each([
  ['a group', message({ text: 'halo', chat: { id: -1, type: 'supergroup' } }), 'it was written in a supergroup'],
  ['a channel', message({ text: 'halo', chat: { id: -1, type: 'channel' } }), 'it was written in a channel'],
  ['a bot', message({ text: 'halo', from: { id: 8, is_bot: true } }), 'a bot wrote it'],
  ['a pinned message', message({ pinned_message: {} }), 'Telegram itself wrote it'],
  [
    'an edit after three minutes',
    edit({ text: 'x', edit_date: common.date + 180 }),
    'an edit more than 120 seconds after writing',
  ],
  ['a location that moves', edit({ location: {}, edit_date: common.date + 10 }), 'an edit that changed no text'],
  ['a kind not asked for', { update_id: 1, poll: {} }, 'a kind of update that was not asked for'],
  ['nonsense', { hello: 1 }, 'it is not what the Bot API describes'],
  ['nothing', undefined, 'it is not what the Bot API describes'],
  ['a press without data', press({ message: common, game_short_name: 'x' }), 'a press that does not say where or what'],
  [
    'a press below an inline message',
    press({ inline_message_id: 'x', data: 'a' }),
    'a press that does not say where or what',
  ],
  [
    'a press with foreign data',
    press({ message: common, data: 'x'.repeat(101) }),
    'a press with data that no button of ours has',
  ],
])('%s is ignored with the reason', (_, update, reason) => {
  expect(translate(update, texts, now)).toMatchObject({ type: 'ignored', reason });
});

test('an edit within two minutes is a text with an id of its own', () => {
  expect(translate(edit({ text: 'saldo', edit_date: common.date + 120 }), texts, now)).toMatchObject({
    message: { id: '42.1789999000:e1789999120', type: 'text', text: 'saldo', at: 1_789_999_120_000 },
  });
  expect(translate(edit({ photo: [file], caption: 'saldo', edit_date: common.date + 9 }), texts, now)).toMatchObject({
    message: { type: 'text', text: 'saldo' },
  });
});

test('a press carries the id of the option and the label that was read', () => {
  expect(translate(press({ message: { ...common, reply_markup: keyboard }, data: 'P1-30#1' }), texts, now)).toEqual({
    type: 'message',
    from: { id: 'telegram:7', channel: 'telegram', address: '7' },
    message: { id: 'p99', at: now, type: 'choice', option: 'P1-30#1', text: 'Sudah' },
    press: { query: '99', label: 'Sudah' },
  });
});

test('a press below a message that is too old to be seen keeps its option', () => {
  expect(translate(press({ message: { ...common, date: 0 }, data: 'P1-30#1' }), texts, now)).toMatchObject({
    message: { type: 'choice', option: 'P1-30#1', text: '' },
  });
});

test.each([
  ['/menu', 'menu'],
  ['/menu@bantuan_bot', 'menu'],
  ['/MENU', 'menu'],
  ['/petugas tolong cepat', 'petugas tolong cepat'],
  ['/start', 'halo'],
  ['/start wajah', 'verifikasi wajah gagal'],
  ['/start WAJAH', 'verifikasi wajah gagal'],
  ['/start entah', 'halo'],
  ['/start lanjut-K7PX', '/lanjut K7PX'],
  ['/lanjut   K7PX ', '/lanjut K7PX'],
  ['/lanjut', '/lanjut'],
  ['/lainnya', '/lainnya'],
  ['a /menu', 'a /menu'],
  ['/', '/'],
])('the command %s counts as “%s”', (typed, said) => {
  expect(spoken(typed, texts)).toBe(said);
});

test('anything that comes in is translated or ignored, never thrown at, and every message is well formed', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record({
      update_id: fc.integer(),
      message: fc.record({
        message_id: fc.integer(),
        date: fc.integer(),
        chat: fc.constant(chat),
        from: fc.constant(person),
        text: fc.string({ unit: 'binary' }),
      }),
    }),
    fc.record({
      update_id: fc.integer(),
      callback_query: fc.record({
        id: fc.string(),
        from: fc.constant(person),
        data: fc.string(),
        message: fc.record({ message_id: fc.integer(), chat: fc.constant(chat), reply_markup: fc.anything() }),
      }),
    }),
  );
  fc.assert(
    fc.property(anything, (update) => {
      const translated = translate(update, texts, now);
      if (translated.type === 'message') incomingMessage.parse(translated.message);
    }),
    { numRuns: 500 },
  );
});
