import { z } from 'zod';
import { type Reply, type ReplyOption, replyOption } from '../../core/message.ts';
import { numbered } from '../channel.ts';
import { splitText } from '../split-text.ts';
import type { Template } from './options.ts';
import type { WhatsAppCloudTexts } from './texts.ts';

/** One message of WhatsApp. */
export const part = z.object({
  form: z.enum(['text', 'buttons', 'list']),
  text: z.string(),
  options: z.array(replyOption),
});
export type Part = z.infer<typeof part>;

/** Limits of the Cloud API, in characters; UTF-16 units are never fewer. Source: its reference of interactive messages. */
const textLimit = 4096;
const buttons = { count: 3, label: 20, body: 1024, id: 256 };
const list = { count: 10, label: 24, id: 200 };
/** Of a template's variable; the sentence around it counts as well. */
const variableLimit = 900;

const distinct = (values: readonly string[]) => new Set(values).size === values.length;

function fits(options: readonly ReplyOption[], limit: { count: number; label: number; id: number }): boolean {
  return (
    options.length <= limit.count &&
    options.every(
      ({ id, label }) => id !== '' && id.length <= limit.id && label !== '' && label.length <= limit.label,
    ) &&
    distinct(options.map(({ id }) => id)) &&
    distinct(options.map(({ label }) => label))
  );
}

/** A list takes a longer text than buttons do. */
function formOf(text: string, options: readonly ReplyOption[]): Part['form'] {
  if (fits(options, buttons) && text.length <= buttons.body) return 'buttons';
  return fits(options, list) ? 'list' : 'text';
}

const plain = (text: string): readonly Part[] =>
  splitText(text, textLimit).map((each) => ({ form: 'text', text: each, options: [] }));

/**
 * A reply as messages of WhatsApp: up to three short options as buttons, up to ten as a list, below the last part of the text. Others
 * become a numbered list, because numbers can be answered too.
 */
export function render(reply: Reply, texts: WhatsAppCloudTexts): readonly Part[] {
  if (reply.options.length === 0) return plain(reply.text);
  const whole = reply.text.trim() === '' ? texts.choose : reply.text;
  if (formOf(whole, reply.options) === 'text') return plain(numbered({ ...reply, text: whole }));
  const pieces = splitText(whole, textLimit);
  return pieces.map((text, index) =>
    index < pieces.length - 1
      ? { form: 'text', text, options: [] }
      : { form: formOf(text, reply.options), text, options: reply.options },
  );
}

/** What the messages endpoint is given beside the recipient. */
export function contentOf({ form, text, options }: Part, texts: WhatsAppCloudTexts): object {
  if (form === 'text') return { type: 'text', text: { body: text, preview_url: false } };
  const action =
    form === 'buttons'
      ? { buttons: options.map(({ id, label }) => ({ type: 'reply', reply: { id, title: label } })) }
      : { button: texts.open, sections: [{ rows: options.map(({ id, label }) => ({ id, title: label })) }] };
  return { type: 'interactive', interactive: { type: form === 'buttons' ? 'button' : 'list', body: { text }, action } };
}

/** The reply as the variable of a template, which takes no line breaks. */
export function templateOf({ text, options }: Part, { name, language }: Template): object {
  const oneLine = numbered({ text, options })
    .replace(/\s*\n\s*/g, ' · ')
    .replace(/\s+/g, ' ')
    .trim();
  const [said = ''] = splitText(oneLine, variableLimit);
  return {
    type: 'template',
    template: {
      name,
      language: { code: language },
      components: [{ type: 'body', parameters: [{ type: 'text', text: said }] }],
    },
  };
}
