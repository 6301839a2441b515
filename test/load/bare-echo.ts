import { Bot } from 'grammy';

/** The least that a bot can do, for comparison: nothing durable, grammY's own long polling. Arguments: API root, token. */
const [apiRoot = '', token = ''] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot } });
bot.on('message:text', (context) => context.reply(`text: ${context.message.text}`));
process.once('SIGTERM', () => void bot.stop());
await bot.start();
