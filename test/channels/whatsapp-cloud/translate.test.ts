import { expect, test } from 'vitest';
import { noticesOf } from '../../../bot/channels/whatsapp-cloud/notices.ts';
import { translate } from '../../../bot/channels/whatsapp-cloud/translate.ts';

const now = 1_800_000_000_000;
const common = { from: '6281234567890', id: 'wamid.A', timestamp: '1790000000' };
const at = 1_790_000_000_000;

/** Payloads as the reference shows them, with fields that we do not know. */
test.each([
  ['a text', { type: 'text', text: { body: 'halo' } }, { type: 'text', text: 'halo' }],
  [
    'a forwarded text',
    { type: 'text', text: { body: 'a' }, context: { forwarded: true } },
    { type: 'text', text: 'a' },
  ],
  [
    'a button',
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'P1-30#2', title: 'Sudah' } } },
    { type: 'choice', option: 'P1-30#2', text: 'Sudah' },
  ],
  [
    'a row of a list',
    {
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: { id: 'M#4', title: 'Klaim', description: 'x' } },
    },
    { type: 'choice', option: 'M#4', text: 'Klaim' },
  ],
  ['the button of a template', { type: 'button', button: { payload: 'x', text: 'Ya' } }, { type: 'text', text: 'Ya' }],
  [
    'a photo',
    { type: 'image', image: { caption: 'layar error', id: '1', mime_type: 'image/jpeg', sha256: 'x' } },
    { type: 'photo', text: 'layar error' },
  ],
  ['a photo without words', { type: 'image', image: { id: '1' } }, { type: 'photo', text: '' }],
  ['a voice note', { type: 'audio', audio: { id: '1', voice: true } }, { type: 'voice', text: '' }],
  ['a video', { type: 'video', video: { id: '1', caption: 'ini' } }, { type: 'unsupported', text: 'ini' }],
  ['a document', { type: 'document', document: { id: '1', filename: 'kk.pdf' } }, { type: 'document', text: '' }],
  ['a sticker', { type: 'sticker', sticker: { id: '1', animated: false } }, { type: 'sticker', text: '' }],
  ['a place', { type: 'location', location: { latitude: 1, longitude: 2 } }, { type: 'location', text: '' }],
  ['a contact', { type: 'contacts', contacts: [{ name: {} }] }, { type: 'contact', text: '' }],
  ['a poll', { type: 'unsupported', errors: [{ code: 131051 }] }, { type: 'unsupported', text: '' }],
  ['an order', { type: 'order', order: { catalog_id: 'x' } }, { type: 'unsupported', text: '' }],
  [
    'a form',
    { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: {} } },
    { type: 'unsupported', text: '' },
  ],
  ['a kind of next year', { type: 'hologram', hologram: 1 }, { type: 'unsupported', text: '' }],
  ['a text of another form', { type: 'text', text: 'halo' }, { type: 'unsupported', text: '' }],
  [
    'a correction',
    { type: 'edit', edit: { original_message_id: 'x', message: { type: 'text', text: { body: 'maksudku ini' } } } },
    { type: 'text', text: 'maksudku ini' },
  ],
] as const)('understands %s', (_, content, expected) => {
  expect(translate({ ...common, ...content }, [], now)).toEqual({
    type: 'message',
    address: common.from,
    messageId: common.id,
    message: { id: 'wamid.A', at, ...expected },
  });
});

test.each([
  ['a reaction', { ...common, type: 'reaction', reaction: { message_id: 'x', emoji: '👍' } }],
  ['a removed reaction', { ...common, type: 'reaction', reaction: { message_id: 'x' } }],
  ['a changed number', { ...common, type: 'system', system: { type: 'user_changed_number', wa_id: '62' } }],
  ['a message taken back', { ...common, type: 'revoke', revoke: {} }],
  ['a correction of a picture', { ...common, type: 'edit', edit: { message: { type: 'image', image: {} } } }],
  ['a message in a group', { ...common, type: 'text', group_id: 'g', text: { body: 'halo' } }],
  ['a message of nobody', { id: 'wamid.A', type: 'text', text: { body: 'halo' } }],
  ['a message without an id', { ...common, id: '', type: 'text' }],
  ['a number', 7],
  ['nothing', null],
])('ignores %s', (_, message) => {
  expect(translate(message, [], now).type).toBe('ignored');
});

test.each([
  ['the id that stays comes before the number', { from: '62', from_user_id: 'ID.1' }, [], 'ID.1'],
  ['the id stands beside the message', { from: '62' }, [{ wa_id: '62', user_id: 'ID.1' }], 'ID.1'],
  ['a username without a number', {}, [{ user_id: 'ID.1' }], 'ID.1'],
  ['only a number', { from: '62' }, [{ wa_id: '62' }], '62'],
  [
    'two senders in one change',
    { from: '62' },
    [
      { wa_id: '63', user_id: 'ID.3' },
      { wa_id: '62', user_id: 'ID.2' },
    ],
    'ID.2',
  ],
] as const)('knows who wrote: %s', (_, from, contacts, address) => {
  const read = translate({ id: 'a', type: 'text', text: { body: 'halo' }, ...from }, contacts, now);
  expect(read).toMatchObject({ type: 'message', address, message: { at: now } });
});

test('a long id and long options stay within the limits of a message', () => {
  const option = { id: 'x'.repeat(300), title: 'y'.repeat(300) };
  const raw = { ...common, id: 'w'.repeat(300), type: 'interactive', interactive: { list_reply: option } };
  const read = translate(raw, [], now);
  expect(read).toMatchObject({ message: { option: 'x'.repeat(100), text: 'y'.repeat(200) } });
  expect(read.type === 'message' ? read.message.id : '').toHaveLength(64);
});

const metadata = { phone_number_id: '1' };
const text = (id: string) => ({ ...common, id, type: 'text', text: { body: id } });
const webhook = (...entry: unknown[]) => ({ object: 'whatsapp_business_account', entry });
const change = (value: object) => ({ field: 'messages', value: { metadata, ...value } });
const reading = { phoneNumberId: '1', now };

test('every change of every entry is read, statuses with our name and the reason of a failure', () => {
  const failed = { id: 'w1', status: 'failed', biz_opaque_callback_data: 'n', errors: [{ code: 131047, title: 'x' }] };
  const body = webhook(
    { id: '1', changes: [change({ messages: [text('a'), text('b')] }), change({ statuses: [failed] })] },
    { id: '2', changes: [change({ messages: [text('c')] }), change({ errors: [{ code: 130429 }] })] },
  );
  expect(noticesOf(body, reading)).toMatchObject([
    { type: 'message', message: { text: 'a' } },
    { type: 'message', message: { text: 'b' } },
    { type: 'status', id: 'w1', name: 'n', status: 'failed', code: 131047 },
    { type: 'message', message: { text: 'c' } },
    { type: 'error', code: 130429 },
  ]);
});

test.each([
  ['nothing', undefined],
  ['a webhook of another product', { object: 'page', entry: [] }],
  [
    'a change of another number',
    webhook({ changes: [{ field: 'messages', value: { metadata: { phone_number_id: '2' }, messages: [text('a')] } }] }),
  ],
  ['a change of a template', webhook({ changes: [{ field: 'message_template_status_update', value: {} }] })],
  ['broken changes', webhook({ changes: [7, { field: 'messages', value: 7 }, null] })],
  ['a broken status', webhook({ changes: [change({ statuses: [{ status: 7 }] })] })],
])('ignores %s', (_, body) => {
  const notices = noticesOf(body, reading);
  expect(notices.length).toBeGreaterThan(0);
  expect(notices.every(({ type }) => type === 'ignored')).toBe(true);
});

test('one broken message does not take the others of the batch with it', () => {
  const body = webhook({ changes: [change({ messages: [7, text('a')], statuses: [null], contacts: [3] })] });
  expect(noticesOf(body, reading).map(({ type }) => type)).toEqual(['ignored', 'ignored', 'message']);
});
