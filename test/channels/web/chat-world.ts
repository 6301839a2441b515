import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { readPageTexts } from '../../../bot/channels/web/page-texts.ts';
import { partyOf } from '../../../bot/channels/web/session.ts';
import { type WebChat, type WebChatOptions, webChat } from '../../../bot/channels/web/web-chat.ts';
import type { IncomingMessage, Reply } from '../../../bot/core/message.ts';
import type { Party, StoredConversation, TranscriptEntry } from '../../../bot/store/store.ts';

/** 22 November 2026, 09.05 WIB. */
export const morning = Date.UTC(2026, 10, 22, 2, 5);

/** The page's texts as participants see them. */
export async function realTexts() {
  const yaml = await readFile(join(import.meta.dirname, '../../../content/web.yml'), 'utf8');
  return readPageTexts(yaml, { call_center: '175' });
}

function fresh(party: Party): StoredConversation {
  return { version: 1, party, state: null, inbox: [], outbox: [], transcript: [], seen: [], lastSeq: 0 };
}

/** A store in memory that keeps only what the web chat reads: the transcript, and each message once. */
export function fakeBot(now: () => number = () => morning) {
  const conversations = new Map<string, StoredConversation>();
  const add = (party: Party, line: Omit<TranscriptEntry, 'seq' | 'at'>) => {
    const stored = conversations.get(party.id) ?? fresh(party);
    const seq = stored.lastSeq + 1;
    const transcript = [...stored.transcript, { ...line, seq, at: now() }];
    const seen = line.messageId === undefined ? stored.seen : [...stored.seen, line.messageId];
    conversations.set(party.id, { ...stored, transcript, seen, lastSeq: seq });
  };
  return {
    conversations,
    accepted: [] as IncomingMessage[],
    load: async (id: string) => conversations.get(id),
    /** Keeps the message; answers `duplicate` for one that it has. */
    take(from: Party, message: IncomingMessage): 'stored' | 'duplicate' {
      if (conversations.get(from.id)?.seen.includes(message.id)) return 'duplicate';
      this.accepted.push(message);
      add(from, { from: 'participant', reply: { text: message.text, options: [] }, messageId: message.id });
      return 'stored';
    },
    say: (party: Party, reply: Reply) => add(party, { from: 'bot', reply }),
  };
}

/** A chat over the fake; what is given in `options` wins. */
export async function chatOver(
  bot: ReturnType<typeof fakeBot>,
  options: Partial<WebChatOptions> = {},
): Promise<WebChat> {
  return webChat({
    accept: async (from, message) => bot.take(from, message),
    load: bot.load,
    texts: await realTexts(),
    now: () => morning,
    report: () => {},
    every: () => () => {},
    ...options,
  });
}

export const token = 'a'.repeat(43);
export const someone = partyOf(token);
export const id = '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f';
export const ours = { Cookie: `chat=${token}`, Origin: 'http://chat.test', Host: 'chat.test' };

type Posted = { readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };

export async function post(app: Hono, { body, headers = ours }: Posted) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return app.request('/api/messages', { method: 'POST', body: text, headers });
}

/** Reads a stream until what was read satisfies `enough`, and lets go of it. */
export async function read(response: Response, enough: (text: string) => boolean): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (enough(text)) break;
  }
  return text;
}

export const events = (app: Hono, path = '/api/events', headers: Record<string, string> = ours) =>
  app.request(path, { headers });
export const isReady = (text: string) => text.includes('event: ready');
