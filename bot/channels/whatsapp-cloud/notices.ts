import { z } from 'zod';
import { contact, type Translated, translate } from './translate.ts';

/** What WhatsApp tells about a message of ours. `name` is what we gave along with it, `code` why it failed. */
export type Status = {
  readonly type: 'status';
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly code?: number;
};

/** One thing that a webhook tells. `error`: something is wrong with the whole account. */
export type Notice = Translated | Status | { readonly type: 'error'; readonly code: number };

const errors = z.array(z.object({ code: z.number() })).catch([]);
const listed = z.array(z.unknown()).catch([]);

const status = z.object({
  id: z.string(),
  status: z.string(),
  biz_opaque_callback_data: z.string().catch(''),
  errors,
});

const value = z.object({
  metadata: z.object({ phone_number_id: z.string().optional() }).catch({}),
  contacts: listed,
  messages: listed,
  statuses: listed,
  errors,
});

const change = z.object({ field: z.string(), value: z.unknown() });
const webhook = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(z.object({ changes: listed })),
});

const ignored = (reason: string): Notice => ({ type: 'ignored', reason });

function statusOf(raw: unknown): Notice {
  const { data } = status.safeParse(raw);
  if (!data) return ignored('a status that is not what the Cloud API describes');
  const [error] = data.errors;
  const why = error ? { code: error.code } : {};
  return { type: 'status', id: data.id, name: data.biz_opaque_callback_data, status: data.status, ...why };
}

type Reading = { readonly phoneNumberId: string; readonly now: number };

function ofChange(raw: unknown, { phoneNumberId, now }: Reading): readonly Notice[] {
  const { data } = change.safeParse(raw);
  if (!data) return [ignored('a change that is not what the Cloud API describes')];
  if (data.field !== 'messages') return [ignored(`a change of ${data.field.slice(0, 60)}`)];
  const read = value.safeParse(data.value);
  if (!read.success) return [ignored('a change that is not what the Cloud API describes')];
  const { metadata, messages, statuses, errors: wrong } = read.data;
  // One Meta app may serve several numbers, each with a bot of its own.
  if (metadata.phone_number_id !== undefined && metadata.phone_number_id !== phoneNumberId)
    return [ignored('it was sent to another number of the account')];
  const contacts = read.data.contacts.flatMap((one) => contact.safeParse(one).data ?? []);
  return [
    ...statuses.map(statusOf),
    ...messages.map((message) => translate(message, contacts, now)),
    ...wrong.map(({ code }): Notice => ({ type: 'error', code })),
  ];
}

/** Everything that a webhook tells, every change of every entry, in its order. Total: anything may come in. */
export function noticesOf(body: unknown, reading: Reading): readonly Notice[] {
  const { data } = webhook.safeParse(body);
  if (!data) return [ignored('a webhook that is not about WhatsApp')];
  return data.entry.flatMap(({ changes }) => changes.flatMap((one) => ofChange(one, reading)));
}
