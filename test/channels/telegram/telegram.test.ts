import { afterEach, expect, test } from 'vitest';
import { memoryState } from '../../../bot/channels/channel-state.ts';
import type { World, WorldOptions } from './world.ts';
import { menu, texts, world } from './world.ts';

let open: World[] = [];
afterEach(async () => {
  await Promise.all(open.map(({ end }) => end()));
  open = [];
});

const started = async (options: WorldOptions = {}): Promise<World> => {
  const here = await world(options);
  open.push(here);
  here.telegram.start();
  return here;
};

test('a participant writes and reads the answer, and nothing breaks the contract of the Bot API', async () => {
  const { api, reads } = await started();
  api.says(7, 'saldo saya kosong');
  expect(await reads(7, 1)).toEqual(['text: saldo saya kosong']);
  await api.until('the update is confirmed', () => api.unconfirmed() === 0);
  expect(api.violations).toEqual([]);
});

test('a press is kept as a choice with the id of the option, and answered at once with its label', async () => {
  const { api, reads, accepted } = await started();
  api.says(7, '/menu');
  await reads(7, 1);
  api.presses(7, 'Verifikasi wajah gagal');
  expect(await reads(7, 2)).toEqual([menu.text, 'choice: W-00#2 Verifikasi wajah gagal']);
  await api.until('the press is answered', () => api.unanswered() === 0);
  expect(api.callsOf('answerCallbackQuery')[0]?.parameters.text).toBe('✓ Verifikasi wajah gagal');
  expect(accepted[1]?.message).toMatchObject({ type: 'choice', option: 'W-00#2' });
});

test('an old button still says what it said', async () => {
  const { api, reads } = await started();
  api.says(7, '/menu');
  await reads(7, 1);
  for (let more = 0; more < 3; more += 1) api.says(7, `lagi ${more}`);
  await reads(7, 4);
  api.presses(7, 'Tidak bisa login');
  expect((await reads(7, 5)).at(-1)).toBe('choice: P1-00#1 Tidak bisa login');
});

test('commands count as the words that the content gives them', async () => {
  const { api, reads } = await started();
  for (const command of [
    '/start',
    '/start login',
    '/start lanjut_AB12',
    '/status',
    '/petugas',
    '/hapus',
    '/lanjut AB12',
  ])
    api.says(7, command);
  expect(await reads(7, 7)).toEqual([
    'text: halo',
    'text: tidak bisa login jmo',
    'text: /lanjut AB12',
    'text: status klaim',
    'text: petugas',
    'text: hapus data saya',
    'text: /lanjut AB12',
  ]);
});

test('commands and descriptions are shown at the first start, and not again while they stay the same', async () => {
  const state = memoryState();
  const first = await started({ state });
  await first.api.until('the profile is shown', () => first.api.profile.shortDescription === texts.shortDescription);
  expect(first.api.profile.commands).toEqual(
    texts.commands.map(({ command, description }) => ({ command, description })),
  );
  expect(first.api.profile.description).toBe(texts.description);
  const second = await started({ state });
  second.api.says(7, 'halo');
  await second.reads(7, 1);
  expect(second.api.callsOf('setMyCommands')).toEqual([]);
});

const file = (id: string) => ({ file_id: id, file_unique_id: id });
test.each([
  ['photo', { photo: [{ ...file('f'), width: 1, height: 1 }], caption: 'layar saya' }, 'photo: layar saya'],
  ['voice', { voice: { ...file('f'), duration: 3 } }, 'voice:'],
  ['document', { document: file('f') }, 'document:'],
  [
    'sticker',
    { sticker: { ...file('f'), type: 'regular', width: 1, height: 1, is_animated: false, is_video: false } },
    'sticker:',
  ],
  ['contact', { contact: { phone_number: '081234567890', first_name: 'Budi' } }, 'contact:'],
  ['location', { location: { latitude: -6.2, longitude: 106.8 } }, 'location:'],
  ['video', { video: { ...file('f'), width: 1, height: 1, duration: 1 } }, 'unsupported:'],
])('a %s reaches the bot as its kind with its caption alone', async (_, content, expected) => {
  const { api, reads } = await started();
  api.sends(7, content);
  expect(await reads(7, 1)).toEqual([expected]);
});

test('a correction within two minutes counts as one more message, a later one is ignored', async () => {
  const { api, reads, accepted } = await started();
  const { message_id: id } = api.says(7, 'saldoo');
  api.edits(7, id, 'saldo', 30);
  api.edits(7, id, 'saldo saya', 500);
  api.says(7, 'akhir');
  expect(await reads(7, 3)).toEqual(['text: saldoo', 'text: saldo', 'text: akhir']);
  expect(accepted[1]?.message.id).toMatch(new RegExp(`^${id}\\.\\d+:e\\d+$`));
});

test('groups are ignored', async () => {
  const { api, reads, accepted, log } = await started();
  api.saysInGroup(-100, 'halo bot');
  api.says(7, 'halo');
  await reads(7, 1);
  await api.until('all is confirmed', () => api.unconfirmed() === 0);
  expect(accepted).toHaveLength(1);
  expect(api.read(-100)).toEqual([]);
  expect(log.join('\n')).toContain('it was written in a group');
});

test('a reply of 9,000 characters comes in parts, the buttons below the last', async () => {
  const sentence = 'Satu kalimat yang cukup panjang untuk dibaca. ';
  const long = { text: sentence.repeat(200).trim(), options: menu.options };
  const { api, reads } = await started({ answer: () => [long] });
  api.says(7, 'panjang');
  const parts = await reads(7, 3);
  expect(parts.join(' ')).toBe(long.text);
  const shown = api.messages(7).slice(1);
  expect(shown.map((message) => 'reply_markup' in message)).toEqual([false, false, true]);
});

test('a participant who waits longer than a moment sees that somebody is typing', async () => {
  const { api, telegram, reads } = await started();
  api.says(7, 'halo');
  await reads(7, 1);
  telegram.channel.typing('7');
  await api.until('the typing sign', () => api.callsOf('sendChatAction').length > 0);
  expect(api.callsOf('sendChatAction')[0]?.parameters).toMatchObject({ chat_id: 7, action: 'typing' });
});

test('a stop confirms what was kept, and the next start brings nothing twice', async () => {
  const first = await world();
  first.telegram.start();
  first.api.says(7, 'halo');
  await first.reads(7, 1);
  await first.telegram.channel.stop();
  expect(first.api.unconfirmed()).toBe(0);
  const second = await started({ api: first.api });
  first.api.says(7, 'lagi');
  expect(await second.reads(7, 2)).toEqual(['text: halo', 'text: lagi']);
});

test('a stop keeps replies that wait for their turn for the next start', async () => {
  const here = await started({ perSecond: 0.01 });
  here.api.says(7, 'halo');
  await here.reads(7, 1);
  const entry = { seq: 9, reply: { text: 'nanti', options: [] }, attempts: 0 };
  const waiting = here.telegram.channel.send('7', entry, 'k');
  await here.telegram.channel.stop();
  expect(await waiting).toEqual({ type: 'retry', reason: 'The bot is stopping.' });
  expect(here.api.read(7)).toHaveLength(1);
});

test('after a quiet week Telegram may count updates from a lower number, and they still come', async () => {
  const here = await started({ pollSeconds: 1 });
  here.api.says(7, 'halo');
  await here.reads(7, 1);
  await here.api.until('an empty answer', () => here.api.emptyPolls() > 1);
  here.api.countFrom(5);
  here.api.says(7, 'lagi');
  expect(await here.reads(7, 2)).toEqual(['text: halo', 'text: lagi']);
});

test('two hundred chats at once each keep their order', async () => {
  const { api } = await started({ perSecond: Number.POSITIVE_INFINITY });
  const chats = Array.from({ length: 200 }, (_, chat) => chat + 1);
  for (const text of ['satu', 'dua', 'tiga']) for (const chat of chats) api.says(chat, text);
  await api.until('every chat read three answers', () => chats.every((chat) => api.read(chat).length === 3), 20_000);
  for (const chat of chats) expect(api.read(chat)).toEqual(['text: satu', 'text: dua', 'text: tiga']);
  expect(api.violations).toEqual([]);
}, 30_000);
