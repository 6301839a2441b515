import type { IncomingMessage, ServerResponse } from 'node:http';
import { emptyChats } from './cloud-api/chats.ts';
import { type DeliveryFaults, delivery, type Json } from './cloud-api/delivery.ts';
import { type Fault, noFaults } from './cloud-api/faults.ts';
import { carryOut, failed, type Options, type Running } from './cloud-api/messages.ts';
import { participants } from './cloud-api/participants.ts';
import { listening } from './listening.ts';
import { watching } from './watching.ts';

const version = 'v26.0';

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString());
};

type Account = {
  readonly token: string;
  readonly phoneNumberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
};

export const account: Account = {
  token: 'EAAtesttoken',
  phoneNumberId: '106540352242922',
  appSecret: 'app secret of the test',
  verifyToken: 'word for the test',
};

/** What the API tells of a number: the form of a known answer, shortened. */
function tellNumber({ url, headers }: IncomingMessage, response: ServerResponse): void {
  const isKnown = headers.authorization === `Bearer ${account.token}`;
  const isOurs = new URL(url ?? '', 'http://localhost').pathname === `/${version}/${account.phoneNumberId}`;
  const known = { status: 200, body: { id: account.phoneNumberId, quality_rating: 'GREEN' } };
  const unknown = isKnown ? failed(100, 400) : failed(190, 401);
  const answer = isKnown && isOurs ? known : unknown;
  if (answer !== 'cut') response.writeHead(answer.status).end(JSON.stringify(answer.body));
}

async function handle(api: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  api.calls += 1;
  if (api.isDown) return void request.socket.destroy();
  if (request.method === 'GET') return tellNumber(request, response);
  const body = await bodyOf(request);
  const isOurs = request.url === `/${version}/${account.phoneNumberId}/messages` && request.method === 'POST';
  if (!isOurs) api.violations.push(`a call to ${request.method} ${request.url}`);
  const isKnown = request.headers.authorization === `Bearer ${account.token}`;
  const answer = isKnown ? carryOut(api, body) : failed(190, 401);
  if (answer === 'cut') request.socket.destroy();
  else {
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  }
  api.changed();
}

/** Asks whether the address is the bot's, as Meta does when a webhook is set. */
async function verified(url: string, verifyToken: string): Promise<void> {
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': verifyToken,
    'hub.challenge': '42',
  });
  const response = await fetch(`${url}?${query}`);
  if (response.status !== 200 || (await response.text()) !== '42')
    throw new Error(`${url} is not the webhook of the bot.`);
}

/**
 * A Cloud API on a free loopback port: it keeps chats, checks every call against the documented limits, and posts signed webhooks until
 * they are answered with 200.
 */
export async function startCloudApi(options: Options = {}) {
  const watch = watching();
  const { now = Date.now, random = Math.random, againAfter = 50 } = options;
  const ways = delivery({ ...account, againAfter, random, changed: watch.look });
  const unlimited = Number.POSITIVE_INFINITY;
  const defaults = {
    pairBurst: unlimited,
    perSecond: unlimited,
    windowError: 'at-once' as const,
    templates: [],
    shown: () => {},
  };
  const api: Running = {
    ...defaults,
    ...options,
    now,
    chats: emptyChats(),
    ways,
    faults: noFaults(),
    violations: [],
    reads: [],
    incoming: new Map(),
    recent: [],
    changed: watch.look,
    calls: 0,
    isDown: false,
  };
  const listener = await listening(
    (request, response) => handle(api, request, response),
    (text) => api.violations.push(text),
  );
  const url = `${listener.url}/${version}`;
  const deliveryFaults: DeliveryFaults = ways.faults;
  return {
    ...participants(api),
    account,
    url,
    violations: api.violations,
    reads: api.reads,
    calls: () => api.calls,
    deliveryFaults,
    release: ways.wake,
    unconfirmed: ways.unconfirmed,
    fault: (fault: Fault) => api.faults.add(fault),
    clearFaults: api.faults.clear,
    /** While down, every connection is cut at once. */
    setDown: (isDown: boolean) => {
      api.isDown = isDown;
    },
    /** Posts webhooks to this address from now on, after having verified it; undefined for nowhere. */
    setHook: async (hook: string | undefined) => {
      if (hook !== undefined) await verified(hook, account.verifyToken);
      ways.setHook(hook);
    },
    /** Tells what is no message, such as a change of the account. */
    pushes: (value: Json) => ways.push({ key: 'others', value }),
    until: watch.until,
    stop: async () => {
      ways.stop();
      await listener.close();
    },
  };
}

export type CloudApi = Awaited<ReturnType<typeof startCloudApi>>;
