import type { Chats } from './chats.ts';
import { call, type Message } from './contract.ts';
import type { Delivery } from './delivery.ts';
import type { FaultAct, Faults } from './faults.ts';

const day = 24 * 60 * 60_000;

export type Options = {
  readonly now?: () => number;
  readonly random?: () => number;
  /** Milliseconds until a webhook that was refused is posted again. */
  readonly againAfter?: number;
  /** How many messages a participant may be sent at once before 131056; one comes back every six seconds. */
  readonly pairBurst?: number;
  /** Messages a second beyond which 130429 is answered. */
  readonly perSecond?: number;
  /** Outside the 24 hours: an error of the call, or a message that is taken and fails later. */
  readonly windowError?: 'at-once' | 'later';
  /** Names of templates that are approved. */
  readonly templates?: readonly string[];
  /** Told when a participant's phone shows a message. */
  readonly shown?: (address: string) => void;
};

type Taken = { readonly address: string; readonly message: Message; readonly id: string };

export type Running = Required<
  Pick<Options, 'now' | 'pairBurst' | 'perSecond' | 'windowError' | 'templates' | 'shown'>
> & {
  readonly chats: Chats;
  readonly ways: Delivery;
  readonly faults: Faults;
  readonly violations: string[];
  readonly reads: { readonly id: string; readonly isTyping: boolean }[];
  readonly incoming: Map<string, string>;
  readonly recent: number[];
  readonly changed: () => void;
  calls: number;
  isDown: boolean;
};

/** The answer to a call; `cut` closes the connection without one. */
export type Answer = { readonly status: number; readonly body: unknown } | 'cut';

export const failed = (code: number, status: number): Answer => ({
  status,
  body: { error: { message: `(#${code}) test`, type: 'OAuthException', code, fbtrace_id: 'x' } },
});

const addressOf = ({ to, recipient }: Message) => (to ?? recipient ?? '').replace('+', '');

function tellStatus(api: Running, taken: Taken, status: string, code?: number): void {
  const errors = code === undefined ? {} : { errors: [{ code, title: 'test' }] };
  const { biz_opaque_callback_data: opaque } = taken.message;
  const timestamp = String(Math.floor(api.now() / 1000));
  const one = { id: taken.id, status, timestamp, recipient_id: taken.address, ...errors };
  const statuses = [opaque === undefined ? one : { ...one, biz_opaque_callback_data: opaque }];
  api.ways.push({ key: `${taken.address} statuses`, value: { statuses } });
}

/** WhatsApp has taken the message: it appears in the chat, or fails. */
function take(api: Running, message: Message, failsWith: number | undefined): Answer {
  const address = addressOf(message);
  const id = api.chats.newId();
  const taken = { address, message, id };
  if (failsWith === undefined) {
    api.chats.show(address, id, message);
    api.shown(address);
    api.chats.open(address).isTyping = false;
    for (const status of ['sent', 'delivered', 'read']) tellStatus(api, taken, status);
  } else {
    tellStatus(api, taken, 'failed', failsWith);
  }
  return { status: 200, body: { messaging_product: 'whatsapp', contacts: [{ input: address }], messages: [{ id }] } };
}

/** The code with which a limit is met, if it is. */
function limit(api: Running, message: Message): number | undefined {
  const now = api.now();
  api.recent.push(now);
  while ((api.recent[0] ?? now) <= now - 1000) api.recent.shift();
  if (api.recent.length > api.perSecond) return 130429;
  const { sentAt } = api.chats.open(addressOf(message));
  const owed = sentAt.reduce((until, at) => Math.max(until, at) + 6_000, 0);
  if (owed > now + (api.pairBurst - 1) * 6_000) return 131056;
  sentAt.push(now);
  return undefined;
}

function isClosed(api: Running, message: Message): boolean {
  return message.type !== 'template' && api.now() - api.chats.open(addressOf(message)).wroteAt > day;
}

function spoiled(api: Running, message: Message, act: FaultAct): Answer {
  if (act.type === 'error') return failed(act.code, act.status);
  if (act.type === 'fails-later') return take(api, message, act.code);
  const isTaken = act.type === 'gateway' ? act.isTaken : act.when === 'after';
  if (isTaken) take(api, message, undefined);
  return act.type === 'drop' ? 'cut' : { status: 502, body: '<html>Bad Gateway</html>' };
}

function send(api: Running, message: Message): Answer {
  const act = api.faults.take(addressOf(message));
  if (act) return spoiled(api, message, act);
  if (message.type === 'template' && !api.templates.includes(message.template.name)) return failed(132001, 404);
  const code = limit(api, message);
  if (code !== undefined) return failed(code, code === 130429 ? 429 : 400);
  if (!isClosed(api, message)) return take(api, message, undefined);
  return api.windowError === 'later' ? take(api, message, 131047) : failed(131047, 400);
}

/** Does what a call asks for, and checks that it may be asked. */
export function carryOut(api: Running, body: unknown): Answer {
  const read = call.safeParse(body);
  if (!read.success) {
    api.violations.push(`a call that the Cloud API does not allow: ${read.error.message}`);
    return failed(100, 400);
  }
  if (!('status' in read.data)) return send(api, read.data);
  const { message_id: id, typing_indicator: typing } = read.data;
  const address = api.incoming.get(id);
  if (address === undefined) api.violations.push('a message was marked as read that nobody wrote');
  else api.chats.open(address).isTyping = typing !== undefined;
  api.reads.push({ id, isTyping: typing !== undefined });
  return { status: 200, body: { success: true } };
}
