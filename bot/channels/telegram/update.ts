import { z } from 'zod';

const id = z.number().int();
const chat = z.object({ id, type: z.string() });
const person = z.object({ id, is_bot: z.boolean().default(false) });

/** A message with whatever it carries; only what every message has is checked. */
export const telegramMessage = z.looseObject({
  message_id: id,
  /** Seconds; 0 for a message that the bot may no longer see. */
  date: id,
  chat,
  from: person.optional(),
  edit_date: id.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
});
export type TelegramMessage = z.infer<typeof telegramMessage>;

const button = z.object({ text: z.string(), callback_data: z.string().optional() });
const keyboard = z.object({ inline_keyboard: z.array(z.array(button)) });

/** A press on a button below a message. */
export const telegramPress = z.object({
  id: z.string().min(1).max(100),
  from: person,
  data: z.string().optional(),
  message: z.object({ chat, reply_markup: keyboard.optional().catch(undefined) }).optional(),
});
export type TelegramPress = z.infer<typeof telegramPress>;

/** Source: https://core.telegram.org/bots/api#update. Exactly one of the optional fields is present. */
export const telegramUpdate = z.object({
  update_id: id,
  message: telegramMessage.optional(),
  edited_message: telegramMessage.optional(),
  callback_query: telegramPress.optional(),
});

/** The kinds of updates that Telegram is asked for. */
export const wantedUpdates = ['message', 'edited_message', 'callback_query'] as const;
