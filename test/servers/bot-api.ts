import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Chats, emptyChats, type Json, type Message } from './bot-api/chats.ts';
import { type Contract, loadContract } from './bot-api/contract.ts';
import { type Delivery, delivery } from './bot-api/delivery.ts';
import { type Fault, type FaultAct, type Faults, noFaults } from './bot-api/faults.ts';
import { type Answer, failed, methods, type Profile } from './bot-api/methods.ts';
import { type Participants, participants } from './bot-api/participants.ts';
import { listening } from './listening.ts';
import { watching } from './watching.ts';

export type Call = {
  readonly method: string;
  readonly parameters: Json;
  readonly at: number;
  /** The HTTP-like code of the answer; 0 while it is under way or when the connection was cut. */
  code: number;
};

/** A Bot API on a loopback port that keeps chats and checks every call, answer and update against the documented contract. */
export type BotApi = Participants & {
  readonly url: string;
  readonly token: string;
  readonly profile: Profile;
  /** Every call but `getUpdates`, in order. */
  readonly calls: readonly Call[];
  readonly callsOf: (method: string) => readonly Call[];
  /** Calls by the bot, and answers and updates by this server, that the contract does not allow. */
  readonly violations: readonly string[];
  readonly unconfirmed: () => number;
  readonly emptyPolls: () => number;
  /** The next update gets the id after this one, as after a quiet week. */
  readonly countFrom: (id: number) => void;
  readonly fault: (fault: Fault) => void;
  readonly clearFaults: () => void;
  /** While down, every connection is cut at once. */
  readonly setDown: (down: boolean) => void;
  /** Resolves when the condition holds; rejects after some seconds, naming what was waited for. */
  readonly until: (what: string, condition: () => boolean, milliseconds?: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly token?: string;
  readonly now?: () => number;
  readonly webhookAgainAfter?: number;
  /** Messages a second beyond which sendMessage answers 429, as Telegram does at about 30. */
  readonly perSecond?: number;
  /** Called when the bot wrote into a chat. */
  readonly shown?: (chat: number, message: Message) => void;
};

type Running = {
  readonly token: string;
  readonly chats: Chats;
  readonly contract: Contract;
  readonly profile: Profile;
  readonly faults: Faults;
  readonly ways: Delivery;
  readonly calls: Call[];
  readonly violations: string[];
  readonly overLimit: (method: string) => boolean;
  readonly changed: () => void;
  down: boolean;
};

const bodyOf = async (request: IncomingMessage): Promise<Json> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : JSON.parse(text);
};

const carryOut = async (api: Running, method: string, parameters: Json, gone: AbortSignal) => {
  const wrong = api.contract.checkCall(method, parameters);
  if (wrong.length > 0) {
    api.violations.push(...wrong);
    return failed(400, `Bad Request: ${wrong[0]}`);
  }
  if (method === 'getUpdates') return await api.ways.poll(parameters, gone);
  if (api.overLimit(method))
    return { ...failed(429, 'Too Many Requests: retry after 1'), parameters: { retry_after: 1 } };
  const act = methods[method];
  return act ? act(parameters, api) : failed(404, `Not Found: the test server does not know ${method}`);
};

const answer = (api: Running, method: string, response: ServerResponse, given: Answer) => {
  if (given.ok) api.violations.push(...api.contract.checkResult(method, given.result));
  response.writeHead(given.ok ? 200 : given.error_code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(given));
};

const record = (api: Running, method: string, parameters: Json): Call => {
  const call: Call = { method, parameters, at: Date.now(), code: 0 };
  if (method !== 'getUpdates') api.calls.push(call);
  return call;
};

const errorOf = ({ code, description, retryAfter }: Extract<FaultAct, { type: 'error' }>): Answer => ({
  ok: false,
  error_code: code,
  description,
  ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }),
});

/** The answer to a call, spoiled by the fault that meets it; `cut` when there is none. */
const answerOf = async (api: Running, call: Call, gone: AbortSignal): Promise<Answer | 'cut' | 'not-json'> => {
  const { method, parameters } = call;
  const fault = api.faults.take({ method, chat: parameters.chat_id });
  if (fault?.type === 'not-json') return 'not-json';
  if (fault?.type === 'error') return errorOf(fault);
  if (fault?.type === 'drop' && fault.when === 'before') return 'cut';
  if (fault?.type === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
  const given = await carryOut(api, method, parameters, gone);
  return fault?.type === 'drop' || api.down ? 'cut' : (given ?? 'cut');
};

const handle = async (api: Running, request: IncomingMessage, response: ServerResponse) => {
  const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
  if (api.down) return request.socket.destroy();
  const parameters = await bodyOf(request);
  if (token !== api.token) return answer(api, method, response, failed(401, 'Unauthorized'));
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const call = record(api, method, parameters);
  const given = await answerOf(api, call, gone.signal);
  if (given === 'cut') return request.socket.destroy();
  if (given === 'not-json') return response.writeHead(502).end('<html>Bad Gateway</html>');
  call.code = given.ok ? 200 : given.error_code;
  answer(api, method, response, given);
  return api.changed();
};

const limiter = (perSecond: number) => {
  let sent: number[] = [];
  return (method: string) => {
    if (method !== 'sendMessage' || perSecond === Number.POSITIVE_INFINITY) return false;
    sent = sent.filter((at) => at > Date.now() - 1000);
    sent.push(Date.now());
    return sent.length > perSecond;
  };
};

/** Starts the server on a free port. */
export const startBotApi = async (options: Options = {}): Promise<BotApi> => {
  const contract = loadContract();
  const watch = watching();
  const profile: Profile = { commands: [], description: '', shortDescription: '', webhook: { url: '', secret: '' } };
  const changed = () => {
    ways.wake();
    watch.look();
  };
  const chats = emptyChats({ contract, now: options.now ?? Date.now, changed, shown: options.shown ?? (() => {}) });
  const ways = delivery(chats, profile, options.webhookAgainAfter ?? 50);
  const api: Running = {
    token: options.token ?? '1:TEST',
    chats,
    contract,
    profile,
    faults: noFaults(),
    ways,
    calls: [],
    violations: chats.violations,
    overLimit: limiter(options.perSecond ?? Number.POSITIVE_INFINITY),
    changed,
    down: false,
  };
  const { url, close } = await listening(
    (request, response) => handle(api, request, response),
    (text) => api.violations.push(text),
  );
  return {
    ...participants(chats, options.now ?? Date.now),
    url,
    token: api.token,
    profile,
    calls: api.calls,
    callsOf: (method) => api.calls.filter((call) => call.method === method),
    violations: api.violations,
    unconfirmed: () => chats.waiting().length,
    emptyPolls: ways.emptyPolls,
    countFrom: chats.countFrom,
    fault: api.faults.add,
    clearFaults: api.faults.clear,
    setDown: (down) => {
      api.down = down;
      // Those who wait must feel it too.
      if (down) ways.wake();
    },
    until: watch.until,
    stop: async () => {
      ways.stop();
      await close();
    },
  };
};
