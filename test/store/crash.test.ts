import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import type { Store, StoredConversation } from '../../bot/store/store.ts';
import { withDataFolders } from './data-folders.ts';

const folders = withDataFolders();
const kills = 15;

/** Lets a process work on the folder, kills it after some confirmations, and returns all lines it printed. */
const workUntilKilled = async (folder: string): Promise<readonly string[]> => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'crash-worker.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const lines: string[] = [];
  const enough = 1 + Math.floor(Math.random() * 150);
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (lines.length === enough) child.kill('SIGKILL');
  }
  expect(await exit).toEqual([null, 'SIGKILL']);
  return lines;
};

const said = ({ transcript }: StoredConversation, from: 'participant' | 'bot') =>
  transcript.filter((line) => line.from === from).map(({ reply }) => reply.text.replace('text ', ''));

/** The numbers 1, 2, 3 … as words: every message once, in the order of sending. */
const upTo = (count: number) => Array.from({ length: count }, (_, number) => String(number + 1));

const checkOrder = (document: StoredConversation) => {
  const received = said(document, 'participant');
  const answered = said(document, 'bot');
  expect(received).toEqual(upTo(received.length));
  expect([...answered, ...document.inbox.map(({ message }) => message.id)]).toEqual(received);
  expect(document.transcript.map(({ seq }) => String(seq))).toEqual(upTo(document.lastSeq));
};

/** The highest number confirmed for every conversation; `what` is `received` or `answered`. */
const confirmed = (lines: readonly string[], what: string) => {
  const highest = new Map<string, number>();
  for (const line of lines) {
    const [word, id = '', number] = line.split(' ');
    if (word === what) highest.set(id, Math.max(highest.get(id) ?? 0, Number(number)));
  }
  return highest;
};

const checkKept = async (store: Store, lines: readonly string[], what: string, from: 'participant' | 'bot') => {
  for (const [id, number] of confirmed(lines, what)) {
    const document = await store.load(id);
    expect(document && said(document, from).length, `${what} by ${id}`).toBeGreaterThanOrEqual(number);
    if (document) checkOrder(document);
  }
};

test(`nothing confirmed is lost, doubled or out of order after ${kills} kills`, { timeout: 120_000 }, async () => {
  const folder = await folders.make();
  const lines: string[] = [];
  for (let killed = 0; killed < kills; killed += 1) {
    lines.push(...(await workUntilKilled(folder)));
    expect(lines.filter((line) => line.startsWith('doubled'))).toEqual([]);
    const store = await lowdbStore({ folder });
    expect(store.alarms()).toEqual([]);
    await checkKept(store, lines, 'received', 'participant');
    await checkKept(store, lines, 'answered', 'bot');
    await store.close();
  }
  expect(lines.some((line) => line.startsWith('answered'))).toBe(true);
});
