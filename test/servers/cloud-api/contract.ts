import { z } from 'zod';

/** What the messages endpoint accepts. Source: the Cloud API's reference of messages; its limits count characters. */
const text = (most: number) =>
  z.string().refine((value) => value.trim() !== '' && [...value].length <= most, `1 to ${most} characters`);
const distinct = (values: readonly string[]) => new Set(values).size === values.length;

const button = z.strictObject({ type: z.literal('reply'), reply: z.strictObject({ id: text(256), title: text(20) }) });
const row = z.strictObject({ id: text(200), title: text(24), description: text(72).optional() });
const section = z.strictObject({ title: text(24).optional(), rows: z.array(row).min(1) });

const interactive = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('button'),
    body: z.strictObject({ text: text(1024) }),
    action: z.strictObject({
      buttons: z
        .array(button)
        .min(1)
        .max(3)
        .refine((all) => distinct(all.map(({ reply }) => reply.id)), 'ids must differ')
        .refine((all) => distinct(all.map(({ reply }) => reply.title)), 'titles must differ'),
    }),
  }),
  z.strictObject({
    type: z.literal('list'),
    body: z.strictObject({ text: text(4096) }),
    action: z.strictObject({
      button: text(20),
      sections: z
        .array(section)
        .min(1)
        .max(10)
        .refine((all) => all.reduce((sum, { rows }) => sum + rows.length, 0) <= 10, 'at most 10 rows')
        .refine((all) => distinct(all.flatMap(({ rows }) => rows.map(({ id }) => id))), 'ids must differ'),
    }),
  }),
]);

const variable = z.strictObject({
  type: z.literal('text'),
  text: z
    .string()
    .regex(/^(?!.* {5})[^\n\t]+$/)
    .max(1024),
});
const template = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]+$/),
  language: z.strictObject({ code: z.string() }),
  components: z.array(z.strictObject({ type: z.literal('body'), parameters: z.array(variable).length(1) })),
});

const toSomebody = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual'),
  to: z
    .string()
    .regex(/^\+?\d+$/)
    .optional(),
  recipient: z
    .string()
    .regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/)
    .optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
};

export const message = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...toSomebody,
      type: z.literal('text'),
      text: z.strictObject({ body: text(4096), preview_url: z.boolean().optional() }),
    }),
    z.strictObject({ ...toSomebody, type: z.literal('interactive'), interactive }),
    z.strictObject({ ...toSomebody, type: z.literal('template'), template }),
  ])
  .refine(({ to, recipient }) => to !== undefined || recipient !== undefined, 'nobody to send to');
export type Message = z.infer<typeof message>;

export const reading = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string(),
  typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
});

/** Either something to send or a message that was read. */
export const call = z.union([reading, message]);

/** The words of a message as the participant sees them, without options. */
export function wordsOf(sent: Message): string {
  if (sent.type === 'text') return sent.text.body;
  if (sent.type === 'template')
    return `[${sent.template.name}] ${sent.template.components[0]?.parameters[0]?.text ?? ''}`;
  return sent.interactive.body.text;
}

export function optionsOf(sent: Message): readonly { readonly id: string; readonly title: string }[] {
  if (sent.type !== 'interactive') return [];
  const { interactive: shown } = sent;
  return shown.type === 'button'
    ? shown.action.buttons.map(({ reply }) => reply)
    : shown.action.sections.flatMap(({ rows }) => rows);
}
