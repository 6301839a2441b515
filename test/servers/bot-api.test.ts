import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { loadContract } from './bot-api/contract.ts';
import { type BotApi, startBotApi } from './bot-api.ts';

const contract = loadContract();
const button = (content: object) => ({ inline_keyboard: [[{ text: 'a', ...content }]] });

test.each([
  [
    'callback_data of 65 bytes',
    'sendMessage',
    { chat_id: 1, text: 'x', reply_markup: button({ callback_data: 'y'.repeat(65) }) },
    '65 bytes',
  ],
  [
    'a button that does two things',
    'sendMessage',
    { chat_id: 1, text: 'x', reply_markup: button({ callback_data: 'a', url: 'https://x' }) },
    'exactly one thing',
  ],
  ['a text of 4,097 characters', 'sendMessage', { chat_id: 1, text: 'x'.repeat(4097) }, '4097 characters'],
  ['a field that does not exist', 'sendMessage', { chat_id: 1, text: 'x', messageThreadId: 3 }, 'unknown'],
  ['a field that is missing', 'sendMessage', { chat_id: 1 }, 'missing'],
  ['a field of the wrong type', 'sendMessage', { chat_id: 1, text: 5 }, 'expected String'],
  [
    'a toast of 201 characters',
    'answerCallbackQuery',
    { callback_query_id: '1', text: 'x'.repeat(201) },
    '201 characters',
  ],
  ['a method that does not exist', 'sendMesage', {}, 'no such method'],
])('the contract does not allow %s', (_, method, parameters, problem) => {
  expect(contract.checkCall(method, parameters).join()).toContain(problem);
});

test('the contract allows what is documented', () => {
  expect(
    contract.checkCall('sendMessage', { chat_id: 1, text: 'x', reply_markup: button({ callback_data: 'a' }) }),
  ).toEqual([]);
  expect(contract.checkResult('getUpdates', [])).toEqual([]);
});

let api: BotApi | undefined;
afterEach(async () => await api?.stop());

const updates = z.object({ result: z.array(z.object({ update_id: z.number() })) });

const call = async (method: string, parameters: object) => {
  const response = await fetch(`${api?.url}/bot${api?.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  return { status: response.status, body: await response.json() };
};

test('the server refuses and remembers a call against the contract', async () => {
  api = await startBotApi();
  api.says(7, 'halo');
  expect((await call('sendMessage', { chat_id: 7, text: '' })).status).toBe(400);
  expect(api.violations).toHaveLength(1);
  expect(api.read(7)).toEqual([]);
});

test('updates come until they are confirmed, and a second poller displaces the first', async () => {
  api = await startBotApi();
  api.says(7, 'halo');
  const first = updates.parse((await call('getUpdates', {})).body).result;
  expect(first).toHaveLength(1);
  expect(updates.parse((await call('getUpdates', {})).body).result).toEqual(first);
  const waiting = call('getUpdates', { offset: (first[0]?.update_id ?? 0) + 1, timeout: 5 });
  await api.until('it is confirmed', () => api?.unconfirmed() === 0);
  expect(updates.parse((await call('getUpdates', { timeout: 0 })).body).result).toEqual([]);
  expect((await waiting).status).toBe(409);
});

test('a press can be answered once', async () => {
  api = await startBotApi();
  api.says(7, 'halo');
  await call('sendMessage', { chat_id: 7, text: 'apa?', reply_markup: button({ callback_data: 'a#1' }) });
  const query = api.presses(7, 'a');
  expect((await call('answerCallbackQuery', { callback_query_id: query })).status).toBe(200);
  expect((await call('answerCallbackQuery', { callback_query_id: query })).status).toBe(400);
});
