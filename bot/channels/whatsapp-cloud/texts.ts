import { parse } from 'yaml';
import { z } from 'zod';

const line = z.string().trim().min(1);

/** What the channel says by itself: the key `whatsappCloud` of `content/channels.yml`. Limits are those of the Cloud API. */
export const whatsAppCloudTexts = z.strictObject({
  /** On the button that opens a list of options. */
  open: line.max(20),
  /** Above options when the reply has no sentence. */
  choose: line.max(1024),
});
export type WhatsAppCloudTexts = z.infer<typeof whatsAppCloudTexts>;

const file = z.object({ whatsappCloud: whatsAppCloudTexts });

/** Reads the YAML of `content/channels.yml`. Throws one error that names every field that is wrong. */
export function readWhatsAppCloudTexts(yaml: string): WhatsAppCloudTexts {
  const result = file.safeParse(parse(yaml));
  if (result.success) return result.data.whatsappCloud;
  throw new Error(`content/channels.yml is not complete. Correct these fields:\n${z.prettifyError(result.error)}`, {
    cause: result.error,
  });
}
