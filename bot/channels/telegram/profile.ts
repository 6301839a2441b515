import { createHash } from 'node:crypto';
import type { Api } from 'grammy';
import type { TelegramOptions } from './options.ts';

const noted = 'profile';

/**
 * Shows commands and descriptions in every participant's Telegram, whatever its language. Only when they have changed, because
 * Telegram allows few such changes a day. Rejects with the error of the call.
 */
export async function showProfile(api: Api, { token, texts, state }: TelegramOptions): Promise<void> {
  const commands = texts.commands.map(({ command, description }) => ({ command, description }));
  const all = [token, commands, texts.description, texts.shortDescription];
  const digest = createHash('sha256').update(JSON.stringify(all)).digest('hex');
  if ((await state.get(noted)) === digest) return;
  await api.setMyCommands(commands);
  await api.setMyDescription(texts.description);
  await api.setMyShortDescription(texts.shortDescription);
  await state.set(noted, digest);
}
