import { proto } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translate } from '../../../bot/channels/whatsapp/translate.ts';

const envelope = { id: '3A01', at: 1_763_800_000_000 };
const shown = (content: unknown) => {
  const { type, ...rest } = translate(content, envelope);
  return [type, 'text' in rest ? rest.text : ''];
};

describe('what a participant may send', () => {
  test.each([
    ['a text', { conversation: 'halo' }, ['text', 'halo']],
    ['a text with a quote', { extendedTextMessage: { text: 'ya', contextInfo: {} } }, ['text', 'ya']],
    ['a disappearing text', { ephemeralMessage: { message: { conversation: 'sst' } } }, ['text', 'sst']],
    ['an image', { imageMessage: { caption: 'layar' } }, ['photo', 'layar']],
    ['an image to be seen once', { viewOnceMessageV2: { message: { imageMessage: {} } } }, ['photo', '']],
    ['a document', { documentMessage: { fileName: 'a.pdf' } }, ['document', '']],
    [
      'a document with caption',
      { documentWithCaptionMessage: { message: { documentMessage: { caption: 'KTP' } } } },
      ['document', 'KTP'],
    ],
    ['a voice note', { audioMessage: { ptt: true } }, ['voice', '']],
    ['a place', { locationMessage: { degreesLatitude: -6 } }, ['location', '']],
    ['a moving place', { liveLocationMessage: { caption: 'di jalan' } }, ['location', 'di jalan']],
    ['a contact', { contactMessage: { displayName: 'Sari' } }, ['contact', '']],
    ['contacts', { contactsArrayMessage: { contacts: [] } }, ['contact', '']],
    ['a sticker', { stickerMessage: {} }, ['sticker', '']],
    ['a video', { videoMessage: { caption: 'errornya' } }, ['unsupported', 'errornya']],
    ['a poll', { pollCreationMessageV3: { name: 'Puas?' } }, ['unsupported', '']],
    ['something of next year', { hologramMessage: { x: 1 } }, ['unsupported', '']],
    [
      'an edit',
      { protocolMessage: { type: 14, editedMessage: { conversation: 'maksud saya' } } },
      ['text', 'maksud saya'],
    ],
    [
      'a wrapped edit',
      { editedMessage: { message: { protocolMessage: { type: 14, editedMessage: { conversation: 'b' } } } } },
      ['text', 'b'],
    ],
    [
      'a pressed button of others',
      { buttonsResponseMessage: { selectedButtonId: 'x', selectedDisplayText: 'Ya' } },
      ['choice', 'Ya'],
    ],
    [
      'a chosen row of others',
      { listResponseMessage: { title: 'Klaim', singleSelectReply: { selectedRowId: 'r' } } },
      ['choice', 'Klaim'],
    ],
    ['a text with keys beside it', { messageContextInfo: {}, conversation: 'halo' }, ['text', 'halo']],
    ['a reaction', { reactionMessage: { text: '👍' } }, ['ignored', '']],
    ['a deletion', { protocolMessage: { type: 0 } }, ['ignored', '']],
    ['a vote', { pollUpdateMessage: {} }, ['ignored', '']],
    ['keys of a group', { senderKeyDistributionMessage: { groupId: 'x' } }, ['ignored', '']],
    ['nothing', {}, ['ignored', '']],
    ['a wrong shape', { conversation: 5 }, ['unsupported', '']],
    ['no object', 'halo', ['ignored', '']],
  ])('%s', (_, content, expected) => {
    expect(shown(content)).toEqual(expected);
  });
});

test('a message as Baileys decodes it is read like its JSON', () => {
  const message = proto.Message.decode(proto.Message.encode({ imageMessage: { caption: 'layar' } }).finish());
  expect(translate(message, envelope)).toEqual({ ...envelope, type: 'photo', text: 'layar' });
});

test('an id that is too long is kept apart by its hash', () => {
  const long = translate({ conversation: 'a' }, { ...envelope, id: 'x'.repeat(5000) });
  const other = translate({ conversation: 'a' }, { ...envelope, id: 'x'.repeat(5001) });
  expect(long).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(long).not.toEqual(other);
});

test('no content makes it fail', () => {
  fc.assert(fc.property(fc.anything(), (content) => typeof translate(content, envelope).type === 'string'));
});
