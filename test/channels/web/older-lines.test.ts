import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chatOver, events, fakeBot, isReady, ours, read, someone } from './chat-world.ts';

describe('older lines', () => {
  async function withLines(count: number) {
    const bot = fakeBot();
    for (let line = 1; line <= count; line += 1) bot.say(someone, { text: `baris ${line}`, options: [] });
    const { app } = await chatOver(bot);
    const linesBefore = async (seq: number | string) =>
      (await app.request(`/api/lines?before=${seq}`, { headers: ours })).json();
    return { app, linesBefore };
  }
  const seqs = z.object({ lines: z.array(z.object({ seq: z.number() })), older: z.boolean() }).transform((given) => ({
    first: given.lines[0]?.seq,
    last: given.lines.at(-1)?.seq,
    older: given.older,
  }));

  it('come forty at a time, the newest before the line that the browser has', async () => {
    const { linesBefore } = await withLines(100);
    expect(seqs.parse(await linesBefore(61))).toEqual({ first: 21, last: 60, older: true });
    expect(seqs.parse(await linesBefore(41))).toEqual({ first: 1, last: 40, older: false });
    expect(seqs.parse(await linesBefore('x'))).toEqual({ older: false });
  });

  it('are only for whoever has the cookie', async () => {
    const { app } = await withLines(1);
    expect((await app.request('/api/lines?before=9')).status).toBe(401);
    const foreign = { ...ours, 'Sec-Fetch-Site': 'cross-site' };
    expect((await app.request('/api/lines?before=9', { headers: foreign })).status).toBe(403);
  });

  it('are left out of a stream that begins, when asked to, and of no stream that goes on', async () => {
    const { app } = await withLines(100);
    const count = async (path: string) =>
      (await read(await events(app, path), isReady)).split('event: line').length - 1;
    expect(await count('/api/events?after=0&most=40')).toBe(40);
    expect(await count('/api/events?after=10&most=40')).toBe(90);
    expect(await count('/api/events?after=0')).toBe(100);
  });
});
