import { InlineKeyboard } from 'grammy';
import type { Reply, ReplyOption } from '../../core/message.ts';
import { numbered } from '../channel.ts';
import { splitText } from '../split-text.ts';

/** One Telegram message. */
export type Part = { readonly text: string; readonly keyboard?: InlineKeyboard };

/** Telegram's limit counts characters; UTF-16 units are never fewer. */
const textLimit = 4096;
/** Telegram's limit of callback_data. */
const dataBytes = 64;
/** Two labels of this length stand beside each other on a small phone without being cut. */
const shortLabel = 14;

const fits = ({ id, label }: ReplyOption) => id !== '' && label !== '' && Buffer.byteLength(id) <= dataBytes;

function keyboardOf(options: readonly ReplyOption[]): InlineKeyboard {
  const columns = options.every(({ label }) => label.length <= shortLabel) ? 2 : 1;
  const buttons = options.map(({ id, label }) => InlineKeyboard.text(label, id));
  return InlineKeyboard.from([buttons]).toFlowed(columns);
}

/**
 * A reply as messages of Telegram, the buttons below the last one. Options whose ids do not fit into a button become a numbered list,
 * because numbers can be answered too. `choose` stands above buttons without a text.
 */
export function render(reply: Reply, choose: string): readonly Part[] {
  if (reply.options.length === 0) return splitText(reply.text, textLimit).map((text) => ({ text }));
  if (!reply.options.every(fits)) return splitText(numbered(reply), textLimit).map((text) => ({ text }));
  const texts = splitText(reply.text.trim() === '' ? choose : reply.text, textLimit);
  return texts.map((text, index) =>
    index === texts.length - 1 ? { text, keyboard: keyboardOf(reply.options) } : { text },
  );
}
