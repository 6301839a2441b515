import { z } from 'zod';
import { defaultApiRoot, type WhatsAppCloudOptions } from './options.ts';
import { type Trouble, troubleOf, troubleOfCode, troubleOfConnection } from './trouble.ts';

/** `id` is WhatsApp's id of the message. */
export type Posted =
  | { readonly type: 'accepted'; readonly id: string }
  | { readonly type: 'failed'; readonly trouble: Trouble };

/** The messages endpoint of the office's number. No call rejects. */
export type Api = {
  /** Sends a message to an address; `opaque` comes back with every status of it. */
  readonly message: (address: string, content: object, opaque: string) => Promise<Posted>;
  /** Sets the blue ticks of this message and the ones before it, and shows for up to 25 seconds that somebody is typing. */
  readonly read: (messageId: string, isTyping: boolean) => Promise<Posted>;
};

/** Milliseconds after which a call counts as unanswered. Nothing hangs on a typing sign but the reply behind it. */
const patience = { message: 15_000, read: 3_000 };

const answer = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });
const done = z.object({ success: z.literal(true) });
const failure = z.object({ error: z.object({ code: z.number(), is_transient: z.boolean().optional() }) });

/** Numbers go to `to`, ids of participants without a number to `recipient`. */
const recipientOf = (address: string) => (/^\+?\d+$/.test(address) ? { to: address } : { recipient: address });

function meaningOf(httpStatus: number, body: unknown): Posted {
  const { data } = answer.safeParse(body);
  const [first] = data?.messages ?? [];
  if (httpStatus < 300 && first) return { type: 'accepted', id: first.id };
  if (httpStatus < 300 && done.safeParse(body).success) return { type: 'accepted', id: '' };
  const { error } = failure.safeParse(body).data ?? {};
  if (error?.is_transient) return { type: 'failed', trouble: troubleOf('temporary', `code ${error.code}`) };
  if (error) return { type: 'failed', trouble: troubleOfCode(error.code, httpStatus) };
  // A gateway's page says nothing about what happened behind it.
  if (httpStatus >= 500 || httpStatus < 300)
    return { type: 'failed', trouble: troubleOf('doubt', `HTTP ${httpStatus}`) };
  return { type: 'failed', trouble: troubleOfCode(-1, httpStatus) };
}

type Setting = Pick<WhatsAppCloudOptions, 'apiRoot' | 'phoneNumberId' | 'token' | 'fetch'>;

export function cloudApi({ apiRoot = defaultApiRoot, phoneNumberId, token, fetch = globalThis.fetch }: Setting): Api {
  const url = `${apiRoot}/${encodeURIComponent(phoneNumberId)}/messages`;
  const post = async (body: object, milliseconds: number): Promise<Posted> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ messaging_product: 'whatsapp', ...body }),
        signal: AbortSignal.timeout(milliseconds),
      });
      const text = await response.text();
      return meaningOf(response.status, parsed(text));
    } catch (error) {
      return { type: 'failed', trouble: troubleOfConnection(error) };
    }
  };
  return {
    message: (address, content, opaque) =>
      post(
        { recipient_type: 'individual', ...recipientOf(address), ...content, biz_opaque_callback_data: opaque },
        patience.message,
      ),
    read: (messageId, isTyping) =>
      post(
        { status: 'read', message_id: messageId, ...(isTyping ? { typing_indicator: { type: 'text' } } : {}) },
        patience.read,
      ),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of a gateway instead of an answer: its HTTP status says what is known.
    return undefined;
  }
}
