import { describe, expect, it } from 'vitest';
import type { WebChatOptions } from '../../../bot/channels/web/web-chat.ts';
import { chatOver, fakeBot, id, morning, ours, post } from './chat-world.ts';

describe('a message that the page itself sent under another name', () => {
  const foreign = { ...ours, Origin: 'https://bantuan.example.id' };
  async function told(options: Partial<WebChatOptions>, tries: readonly Readonly<Record<string, string>>[]) {
    const reported: string[] = [];
    const { app } = await chatOver(fakeBot(), { ...options, report: (problem) => reported.push(problem) });
    for (const headers of tries) await post(app, { body: { id, type: 'text', text: 'halo' }, headers });
    return reported;
  }

  it.each([
    [
      'PUBLIC_URL that is wrong',
      { origin: 'https://lama.example.id' },
      foreign,
      'PUBLIC_URL is https://lama.example.id',
    ],
    ['a proxy that does not pass the host on', {}, foreign, 'the requests name the host chat.test'],
    [
      'a newer browser',
      {},
      { ...foreign, 'Sec-Fetch-Site': 'same-origin' },
      'set PUBLIC_URL=https://bantuan.example.id and start the bot again',
    ],
  ])('because of %s is told to the operator, with both names', async (_, options, headers, text) => {
    const reported = await told(options, [headers]);
    expect(reported).toHaveLength(1);
    expect(reported[0]).toContain('https://bantuan.example.id');
    expect(reported[0]).toContain(text);
  });

  it.each([
    ['another site, as the browser says', { ...foreign, 'Sec-Fetch-Site': 'cross-site' }],
    ['a page that hides where it comes from', { ...ours, Origin: 'null' }],
    ['a file', { ...ours, Origin: 'file://' }],
    ['no browser', { Cookie: ours.Cookie, Host: ours.Host }],
    ['the right place', ours],
  ])('is not meant when it comes from %s', async (_, headers) => {
    expect(await told({}, [headers])).toEqual([]);
  });

  it('is told once an hour', async () => {
    let now = morning;
    const clock = () => {
      now += 1_300_000;
      return now;
    };
    expect(
      await told(
        { now: clock },
        Array.from({ length: 6 }, () => foreign),
      ),
    ).toHaveLength(2);
  });
});
