/** What an operator sets for each channel, with a test server in the place of the real one. */
import { fileURLToPath } from 'node:url';
import { account } from '../servers/cloud-api.ts';
import { watching } from '../servers/watching.ts';
import type { WhatsAppWeb } from '../servers/whatsapp-web.ts';
import type { Operator } from './operator.ts';
import { readTerminalQr } from './qr-reader.ts';

const trusting = fileURLToPath(new URL('./trusting.ts', import.meta.url));
const patience = 45_000;
const { until } = watching();

export const cloudVariables = (url: string) => ({
  WHATSAPP_CLOUD_PHONE_ID: account.phoneNumberId,
  WHATSAPP_CLOUD_TOKEN: account.token,
  WHATSAPP_CLOUD_APP_SECRET: account.appSecret,
  WHATSAPP_CLOUD_VERIFY_TOKEN: account.verifyToken,
  WHATSAPP_CLOUD_API_ROOT: url,
});

export const whatsAppVariables = ({ url, root }: Pick<WhatsAppWeb, 'url' | 'root'>) => ({
  WHATSAPP: 'on',
  WHATSAPP_SERVER_URL: url,
  WHATSAPP_TEST_ROOT: root.toString('hex'),
  NODE_OPTIONS: `--import=${trusting}`,
});

/** Links the phone by scanning what the bot draws in the terminal, and waits until it is connected. */
export async function linked(server: WhatsAppWeb, bot: Operator): Promise<void> {
  const drawn = () => /Scan this with WhatsApp.*\n([\s\S]*?)\n\s*\n/.exec(bot.printed())?.[1];
  await until('the QR code is drawn', () => drawn() !== undefined, patience);
  server.scan(readTerminalQr(drawn() ?? ''));
  // The server ends the connection of the pairing with 515, so this is the one after it.
  await until('the bot is connected', () => bot.printed().includes('"state":"connected"'), patience);
}
