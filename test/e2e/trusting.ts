/** Loaded before the bot in a child process: Baileys trusts WhatsApp's own root, and in a test it must trust the server's. */
import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';

WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(process.env.WHATSAPP_TEST_ROOT ?? '', 'hex');
