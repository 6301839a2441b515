import { expect, it } from 'vitest';
import { terminalQr } from '../../bot/channels/whatsapp/qr.ts';
import { readTerminalQr } from './qr-reader.ts';

it.each([1, 40, 90, 180])('reads what the bot draws in a terminal, with %i times three letters', async (count) => {
  const text = `https://wa.me/#2@${'aZ/'.repeat(count)},0123456789,ABCDEFGH`;
  expect(readTerminalQr(`Scan this:\n${await terminalQr(text)}\nand more\n`)).toBe(text);
});
