import { parse } from 'yaml';
import { z } from 'zod';
import { sensitiveKinds } from '../../core/message.ts';

const line = z.string().trim().min(1);

/** What the page's script needs to say by itself; `tooLong` may hold `{length}` and `{limit}`. */
const scriptTexts = z.strictObject({
  bot: line,
  you: line,
  sending: line,
  sent: line,
  unsent: line,
  retry: line,
  offline: line,
  typing: line,
  older: line,
  /** The button to the end of the conversation, and what it says when the bot has written there. */
  newest: line,
  fresh: line,
  tooLong: line,
  cookies: line,
  replaced: line,
  today: line,
  yesterday: line,
  zone: line,
  /** Shown where a secret or an identifier was taken out of the participant's message. */
  hidden: z.record(z.enum(sensitiveKinds), line),
});

/** Every sentence of the web page, in Indonesian: `content/web.yml`. */
export const pageTexts = z.strictObject({
  title: line,
  subtitle: line,
  description: line,
  intro: z.array(line).min(1),
  /** At most nine, because each can also be given by typing its number. */
  quickReplies: z.array(line.max(200)).max(9),
  quickRepliesLabel: line,
  noscript: line,
  /** Shown when the script has not come after six seconds. */
  slow: line,
  skip: line,
  conversation: line,
  input: line,
  placeholder: line,
  send: line,
  largeText: line,
  theme: line,
  /** What the server answers when it does not take a message. */
  errors: z.strictObject({ tooLong: line, malformed: line, foreign: line, session: line, busy: line }),
  script: scriptTexts,
});
export type PageTexts = z.infer<typeof pageTexts>;

/**
 * The texts of the page from the YAML of `content/web.yml`, with `{fact.name}` filled in from `facts` (name → what is shown).
 * Throws one error that names every unknown fact, or every field that is wrong.
 */
export function readPageTexts(yaml: string, facts: Readonly<Record<string, string>>): PageTexts {
  const unknownFacts = new Set<string>();
  const fill = (text: string): string =>
    text.replace(/\{fact\.(\w+)\}/g, (whole, name: string) => {
      const value = facts[name];
      if (value === undefined) unknownFacts.add(name);
      return value ?? whole;
    });
  const filled: unknown = parse(yaml, (_, value: unknown) => (typeof value === 'string' ? fill(value) : value));
  if (unknownFacts.size > 0) {
    throw new Error(
      `content/web.yml uses facts that content/facts.yml does not have: ${[...unknownFacts].join(', ')}. Add them there, or correct their names.`,
    );
  }
  const result = pageTexts.safeParse(filled);
  if (result.success) return result.data;
  throw new Error(`content/web.yml is not complete. Correct these fields:\n${z.prettifyError(result.error)}`, {
    cause: result.error,
  });
}
