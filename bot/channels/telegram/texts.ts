import { parse } from 'yaml';
import { z } from 'zod';

const line = z.string().trim().min(1);

/** `says` is what the participant counts as having written; without it the command is passed on as it was typed. */
const command = z.strictObject({
  command: z.string().regex(/^[a-z0-9_]{1,32}$/, 'lower-case letters, digits and _ only, at most 32'),
  description: line.max(256),
  says: line.max(200).optional(),
});

/** What the Telegram channel says by itself: the key `telegram` of `content/channels.yml`. Limits are those of the Bot API. */
export const telegramTexts = z.strictObject({
  description: line.max(512),
  shortDescription: line.max(120),
  commands: z
    .array(command)
    .min(1)
    .max(100)
    .refine((all) => new Set(all.map((one) => one.command)).size === all.length, 'a command stands there twice'),
  /** Deep links `t.me/<bot>?start=<word>`: word → what the participant counts as having written. */
  links: z.record(z.string().regex(/^[a-z0-9_-]{1,64}$/, 'lower-case letters, digits, _ and - only, at most 64'), line),
  /** Shown for a moment after a press; `{label}` is the button's label. */
  pressed: line.max(100),
  notYetKept: line.max(200),
  notKept: line,
  choose: line,
});
export type TelegramTexts = z.infer<typeof telegramTexts>;

const file = z.object({ telegram: telegramTexts });

/** Reads the YAML of `content/channels.yml`. Throws one error that names every field that is wrong. */
export function readTelegramTexts(yaml: string): TelegramTexts {
  const result = file.safeParse(parse(yaml));
  if (result.success) return result.data.telegram;
  throw new Error(`content/channels.yml is not complete. Correct these fields:\n${z.prettifyError(result.error)}`, {
    cause: result.error,
  });
}
