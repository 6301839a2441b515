import { afterEach, beforeEach, expect, test } from 'vitest';
import { node, seconds } from '../../servers/whatsapp-web/nodes.ts';
import { type Office, office } from './office.ts';

let world: Office;
beforeEach(async () => {
  world = await office();
});
afterEach(() => world.close());

test('a phone is linked by QR, the connection begins anew, and a participant is answered', async () => {
  await world.pair();
  expect(world.server.seen.counts).toEqual({ logins: 1, pairings: 1 });
  expect(world.printed.join('')).toContain('▄▄▄▄▄');
  await world.server.say(world.budi, 'JMO saya error');
  await world.heard(1);
  expect(world.accepted[0]).toMatchObject({
    from: { channel: 'whatsapp', address: '6281234567890@s.whatsapp.net' },
    message: { type: 'text', text: 'JMO saya error' },
  });
  expect(await world.reply('Baik, saya bantu.')).toEqual({ type: 'sent' });
  await world.server.until('Budi sees the answer', () => world.budi.shown.length === 1);
  expect(world.budi.shown[0]?.text).toBe('Baik, saya bantu.');
});

test('a phone is linked by a code that the operator types', async () => {
  const bot = world.bot();
  bot.start();
  await world.server.until('a QR code is shown', () => bot.status().state === 'pairing');
  const code = await bot.requestPairingCode?.('0811-0000-0000');
  expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  expect(bot.status().pairingCode).toBe(code);
  await world.server.typeCode(code ?? '');
  await world.connected();
  expect(bot.status()).not.toHaveProperty('pairingCode');
});

test('the session outlives a restart without a new QR code', async () => {
  await world.pair();
  await world.server.say(world.budi, 'satu');
  await world.heard(1);
  await world.restart();
  await world.connected();
  await world.server.say(world.budi, 'dua');
  await world.heard(2);
  expect(world.texts()).toEqual(['satu', 'dua']);
  expect(world.server.seen.counts.pairings).toBe(1);
});

test('a participant known only by LID is answered there, without a phone number anywhere', async () => {
  await world.pair();
  await world.server.say(world.sari, 'halo', { as: 'lid', alone: true });
  await world.heard(1);
  expect(JSON.stringify(world.accepted[0]?.from)).not.toContain(world.sari.pn);
  expect(world.accepted[0]?.from.address).toBe(`${world.sari.lid}@lid`);
  await world.reply('Halo juga');
  await world.server.until('Sari sees the answer', () => world.sari.shown.length === 1);
});

test('a participant who is named by phone number first and by LID later stays in one conversation', async () => {
  await world.pair();
  await world.server.say(world.budi, 'satu');
  await world.heard(1);
  await world.server.say(world.budi, 'dua', { as: 'lid' });
  await world.server.say(world.budi, 'tiga', { as: 'lid', alone: true });
  await world.heard(3);
  expect(new Set(world.accepted.map(({ from }) => from.id)).size).toBe(1);
});

test('what is said while the bot is away arrives after it is back, once and in order', async () => {
  await world.pair();
  await world.server.say(world.budi, 'sebelum');
  await world.heard(1);
  await world.bot().channel.stop();
  for (const text of ['satu', 'dua', 'tiga']) await world.server.say(world.budi, text);
  await world.restart();
  await world.heard(4);
  expect(world.texts()).toEqual(['sebelum', 'satu', 'dua', 'tiga']);
  await world.server.until('everything is confirmed', () => world.server.queued().length === 0);
});

test('a message that is delivered twice counts once', async () => {
  await world.pair();
  world.server.faults.delivery.copies = 2;
  await world.server.say(world.budi, 'sekali');
  await world.server.say(world.budi, 'lagi');
  await world.heard(2);
  await world.server.until('everything is confirmed', () => world.server.queued().length === 0);
  expect(world.texts()).toEqual(['sekali', 'lagi']);
});

test('messages that were held up on the way arrive when they come', async () => {
  await world.pair();
  world.server.faults.delivery.isHeld = true;
  await world.server.say(world.budi, 'lambat');
  await world.server.say(world.sari, 'juga lambat');
  world.server.release();
  await world.heard(2);
  expect(world.texts()).toEqual(['lambat', 'juga lambat']);
});

test('groups, status, broadcasts and the own phone are ignored', async () => {
  await world.pair();
  const plain = node('plaintext', {}, Buffer.from([10, 2, 104, 105]));
  const from = (jid: string) => ({ from: jid, id: `X${jid}`, t: seconds(), type: 'text' });
  const participant = `${world.budi.pn}@s.whatsapp.net`;
  for (const jid of ['628123-1@g.us', 'status@broadcast', '99@broadcast']) {
    world.server.deliver(node('message', { ...from(jid), participant }, [plain]));
  }
  world.server.deliver(node('message', { ...from('120363@newsletter'), server_id: '1' }, [plain]));
  world.server.deliver(node('message', from('6281100000000@s.whatsapp.net'), [plain]));
  await world.server.say(world.budi, 'saya');
  await world.heard(1);
  expect(world.texts()).toEqual(['saya']);
});

test('the first message from an advertisement comes unencrypted and counts as well', async () => {
  await world.pair();
  await world.server.say(world.budi, 'dari iklan', { isPlain: true });
  await world.heard(1);
  expect(world.texts()).toEqual(['dari iklan']);
});

test('an image, a voice note and a document are told by their kind and caption', async () => {
  await world.pair();
  await world.server.say(world.budi, { imageMessage: { caption: 'ini layarnya', mimetype: 'image/jpeg' } });
  await world.server.say(world.budi, { audioMessage: { ptt: true } });
  await world.server.say(world.budi, {
    documentWithCaptionMessage: { message: { documentMessage: { fileName: 'paklaring.pdf', caption: 'surat' } } },
  });
  await world.heard(3);
  expect(world.accepted.map(({ message }) => [message.type, message.text])).toEqual([
    ['photo', 'ini layarnya'],
    ['voice', ''],
    ['document', 'surat'],
  ]);
});

test('the bot shows that it types and marks what it has read', async () => {
  await world.pair();
  const id = await world.server.say(world.budi, 'halo');
  await world.heard(1);
  world.bot().channel.typing(world.accepted[0]?.from.address ?? '');
  const { typing, receipts } = world.server.seen;
  await world.server.until('Budi sees it', () => typing.length === 1 && receipts.some(({ type }) => type === 'read'));
  expect(receipts.filter(({ type }) => type === 'read')).toMatchObject([{ ids: [id] }]);
  expect(typing).toEqual([`${world.budi.pn}@s.whatsapp.net`]);
});

test('options are numbered, and a long reply comes in parts of which the last one holds them', async () => {
  await world.pair();
  await world.server.say(world.budi, 'menu');
  await world.heard(1);
  const text = Array.from({ length: 300 }, (_, index) => `Baris ke-${index} dari jawaban.`).join('\n');
  const options = [
    { id: 'a#1', label: 'Login' },
    { id: 'a#2', label: 'Klaim' },
  ];
  const address = world.accepted[0]?.from.address ?? '';
  await world.bot().channel.send(address, { seq: 1, reply: { text, options }, attempts: 0 }, 'panjang');
  await world.server.until('Budi sees it all', () => world.budi.shown.length === 3);
  const lines = world.budi.shown.flatMap((shown) => shown.text.split('\n'));
  expect(lines).toEqual([...text.split('\n'), '1. Login', '2. Klaim']);
  expect(world.budi.shown.every((shown) => shown.text.length <= 4000)).toBe(true);
});

test('a phone that cannot read a reply gets it again, also from a bot that was restarted', async () => {
  await world.pair();
  await world.server.say(world.budi, 'halo');
  await world.heard(1);
  await world.reply('pertama');
  await world.server.until('Budi sees it', () => world.budi.shown.length === 1);
  const address = world.accepted[0]?.from.address ?? '';
  await world.restart();
  await world.connected();
  await world.budi.forget(world.server.botAddress);
  await world.reply('kedua', address);
  await world.server.until('Budi sees it', () => world.budi.shown.length === 2);
  expect(world.budi.shown[1]?.text).toBe('kedua');
});

test('replies that begin while messages are still being received leave the keys of both sides in step', async () => {
  await world.pair();
  world.inbox.isEchoing = true;
  const people = [world.budi, world.sari];
  for (let round = 1; round <= 3; round += 1) {
    for (const person of people) {
      await world.server.say(person, `${round}a`);
      await world.server.say(person, `${round}b`);
    }
    await world.server.until('all is answered', () => people.every(({ shown }) => shown.length === 2 * round));
  }
  const answers = ['1a', '1b', '2a', '2b', '3a', '3b'].map((text) => `balas: ${text}`);
  for (const { shown } of people) expect(shown.map(({ text }) => text)).toEqual(answers);
  expect(world.server.seen.receipts.filter(({ type }) => type === 'retry')).toEqual([]);
  expect(world.server.seen.outgoing).toHaveLength(12);
});
