import { parse } from 'yaml';
import { z } from 'zod';

const line = z.string().trim().min(1);

/** Every sentence of the operator's page: the key `operatorPage` of `content/channels.yml`. */
export const operatorTexts = z.strictObject({
  title: line,
  intro: line,
  /** Names of the channels as people know them, by the name in the program. */
  channels: z.record(z.string(), line),
  states: z.strictObject({ connecting: line, pairing: line, connected: line, waiting: line, stopped: line }),
  since: line,
  pairing: line,
  steps: z.array(line).min(1),
  qr: line,
  code: z.strictObject({ heading: line, explanation: line, phone: line, example: line, ask: line, shown: line }),
  connectAgain: line,
  alarms: line,
  noAlarms: line,
  zone: line,
  noscript: line,
  /** Shown while the bot does not answer; `{time}` is since when. */
  silent: line,
  closed: z.strictObject({ title: line, text: line }),
});
export type OperatorTexts = z.infer<typeof operatorTexts>;

/** Reads the texts from the YAML of `content/channels.yml`. Throws one error that names every field that is wrong. */
export function readOperatorTexts(yaml: string): OperatorTexts {
  const result = z.looseObject({ operatorPage: operatorTexts }).safeParse(parse(yaml));
  if (result.success) return result.data.operatorPage;
  throw new Error(`content/channels.yml is not complete. Correct these fields:\n${z.prettifyError(result.error)}`, {
    cause: result.error,
  });
}
