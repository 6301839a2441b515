import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  chatOver,
  events,
  fakeBot,
  id,
  isReady,
  morning,
  ours,
  post,
  read,
  realTexts,
  someone,
  token,
} from './chat-world.ts';

describe('the page', () => {
  it('gives a new browser a token for 180 days and stores nothing', async () => {
    const bot = fakeBot();
    const { app } = await chatOver(bot);
    const cookie = (await app.request('/')).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^chat=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/);
    await read(await events(app), isReady);
    expect(bot.conversations.size).toBe(0);
  });

  it('keeps the token that a browser has, and replaces one that is not ours', async () => {
    const { app } = await chatOver(fakeBot());
    const known = await app.request('/', { headers: { Cookie: `chat=${token}` } });
    const strange = await app.request('/', { headers: { Cookie: 'chat=guess' } });
    expect(known.headers.get('set-cookie')).toContain(`chat=${token};`);
    expect(strange.headers.get('set-cookie')).not.toContain('guess');
  });

  it('ties the cookie to the host when it is reached over https', async () => {
    const { app } = await chatOver(fakeBot(), { origin: 'https://bantuan.example.id' });
    expect((await app.request('/')).headers.get('set-cookie')).toMatch(/^__Host-chat=.*; Secure; SameSite=Lax$/);
  });

  it('shows the greeting and its numbered answers without a script', async () => {
    const { app } = await chatOver(fakeBot());
    const html = await (await app.request('/')).text();
    const { quickReplies } = await realTexts();
    for (const label of quickReplies) expect(html).toContain(`data-quick="${label}"`);
    expect(html).toContain('Silakan telepon 175.');
  });

  it('escapes what the texts hold', async () => {
    const texts = { ...(await realTexts()), title: '<b>"JMO" & JHT</b>', intro: ['1 < 2'] };
    const { app } = await chatOver(fakeBot(), { texts });
    const html = await (await app.request('/')).text();
    expect(html).toContain('<h1>&lt;b&gt;&quot;JMO&quot; &amp; JHT&lt;/b&gt;</h1>');
    expect(html).toContain('1 &lt; 2');
  });

  it('lets nothing run but its own files, and nobody frame it', async () => {
    const { app } = await chatOver(fakeBot());
    const { headers } = await app.request('/');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('private, no-cache');
  });

  it.each(['/chat.js', '/chat.css', '/noscript.css', '/icon.svg', '/'])(
    'sends %s compressed, and not again when unchanged',
    async (path) => {
      const { app } = await chatOver(fakeBot());
      const plain = await app.request(path);
      const zipped = await app.request(path, { headers: { 'Accept-Encoding': 'gzip, deflate' } });
      const etag = zipped.headers.get('etag') ?? '';
      const again = await app.request(path, { headers: { 'Accept-Encoding': 'gzip', 'If-None-Match': etag } });
      expect(zipped.headers.get('content-encoding')).toBe('gzip');
      expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(await plain.text());
      expect(again.status).toBe(304);
      const br = await app.request(path, { headers: { 'Accept-Encoding': 'gzip, br' } });
      expect(br.headers.get('content-encoding')).toBe('br');
    },
  );

  it('lets a browser keep files for a year by the version that the page names', async () => {
    const { app } = await chatOver(fakeBot());
    const html = await (await app.request('/')).text();
    const script = /chat\.js\?v=[\w-]+/.exec(html)?.[0] ?? '';
    expect((await app.request(`/${script}`)).headers.get('cache-control')).toContain('immutable');
    expect((await app.request('/chat.js?v=old')).headers.get('cache-control')).toBe('private, no-cache');
  });

  it('is written in syntax that phones of 2017 run', async () => {
    const { app } = await chatOver(fakeBot());
    const script = await (await app.request('/chat.js')).text();
    expect(script).not.toMatch(
      /\?\.[a-z[(]|\?\?|\{ ?\.\.\.|catch \{|\.replaceAll|\.at\(|\.flat|fromEntries|randomUUID/,
    );
  });
});

describe('a message', () => {
  it('is confirmed once it is stored, under an id that no other browser can meet', async () => {
    const bot = fakeBot();
    const { app } = await chatOver(bot);
    const response = await post(app, { body: { id, type: 'text', text: 'lupa kata sandi' } });
    expect(response.status).toBe(202);
    expect(bot.accepted).toEqual([{ id: `${someone.id}/${id}`, type: 'text', text: 'lupa kata sandi', at: morning }]);
    expect([...bot.conversations.keys()]).toEqual([someone.id]);
    expect(someone.id).toMatch(/^web:[0-9a-f]{32}$/);
  });

  it('is not confirmed before the inbox has it', async () => {
    const stored = Promise.withResolvers<'stored'>();
    const { app } = await chatOver(fakeBot(), { accept: () => stored.promise });
    let isAnswered = false;
    const answer = post(app, { body: { id, type: 'text', text: 'halo' } }).then((response) => {
      isAnswered = true;
      return response.status;
    });
    await new Promise(setImmediate);
    expect(isAnswered).toBe(false);
    stored.resolve('stored');
    expect(await answer).toBe(202);
  });

  it('is confirmed again when it is sent twice, and kept once', async () => {
    const bot = fakeBot();
    const { app } = await chatOver(bot);
    const body = { id, type: 'choice', option: 'login#1', text: 'Lupa kata sandi' };
    expect((await post(app, { body })).status).toBe(202);
    expect((await post(app, { body })).status).toBe(202);
    expect(bot.accepted).toHaveLength(1);
  });

  it('is to be sent later when it could not be stored, and the operator hears of it', async () => {
    const full = new Error('The disk is full.');
    const reported: unknown[] = [];
    const { app } = await chatOver(fakeBot(), {
      accept: () => Promise.reject(full),
      report: (_, cause) => reported.push(cause),
    });
    const response = await post(app, { body: { id, type: 'text', text: 'halo' } });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(reported).toEqual([full]);
  });

  it('may have 10,000 characters and no more', async () => {
    const { app } = await chatOver(fakeBot());
    const { errors } = await realTexts();
    expect((await post(app, { body: { id, type: 'text', text: '界'.repeat(10_000) } })).status).toBe(202);
    const long = await post(app, { body: { id, type: 'text', text: 'a'.repeat(10_001) } });
    const huge = await post(app, { body: { id, type: 'text', text: 'a'.repeat(70_000) } });
    for (const response of [long, huge]) {
      expect(response.status).toBe(413);
      expect(await response.json()).toEqual({ error: errors.tooLong });
    }
  });

  it.each([
    ['no JSON', 'halo'],
    ['no id', { type: 'text', text: 'halo' }],
    ['an id that is no UUID', { id: '../../x', type: 'text', text: 'halo' }],
    ['an empty text', { id, type: 'text', text: ' \n' }],
    ['an unknown type', { id, type: 'photo', text: '' }],
    ['a choice without its option', { id, type: 'choice', text: 'Ya' }],
  ])('with %s is refused', async (_, body) => {
    const bot = fakeBot();
    const { app } = await chatOver(bot);
    expect((await post(app, { body })).status).toBe(400);
    expect(bot.accepted).toEqual([]);
  });

  it.each([
    ['another site', { ...ours, Origin: 'https://evil.example' }, 403],
    ['a page that hides where it comes from', { ...ours, Origin: 'null' }, 403],
    ['a neighbouring subdomain', { ...ours, 'Sec-Fetch-Site': 'same-site' }, 403],
    ['no browser', { Cookie: ours.Cookie, Host: ours.Host }, 403],
    ['a browser without our cookie', { Origin: ours.Origin, Host: ours.Host }, 401],
  ])('from %s is refused', async (_, headers, status) => {
    const bot = fakeBot();
    const { app } = await chatOver(bot);
    expect((await post(app, { body: { id, type: 'text', text: 'halo' }, headers })).status).toBe(status);
    expect(bot.accepted).toEqual([]);
  });

  it('counts as ours by the public origin when there is one', async () => {
    const { app } = await chatOver(fakeBot(), { origin: 'https://bantuan.example.id' });
    const from = (origin: string) =>
      post(app, {
        body: { id, type: 'text', text: 'halo' },
        headers: { Cookie: `__Host-chat=${token}`, Host: 'inner:8080', Origin: origin },
      });
    expect((await from('https://bantuan.example.id')).status).toBe(202);
    expect((await from('http://inner:8080')).status).toBe(403);
  });
});

describe('the event stream', () => {
  async function withTwoLines() {
    const bot = fakeBot();
    const chat = await chatOver(bot);
    await post(chat.app, { body: { id, type: 'text', text: 'halo' } });
    bot.say(someone, { text: 'Ada apa?', options: [{ id: 'menu#1', label: 'Login' }] });
    return { bot, ...chat };
  }

  it('begins with what was said, each line under its number and the browser’s own id', async () => {
    const { app } = await withTwoLines();
    const response = await events(app);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const text = await read(response, isReady);
    const own = { seq: 1, from: 'participant', text: 'halo', options: [], at: morning, id };
    const bots = { seq: 2, from: 'bot', text: 'Ada apa?', options: [{ id: 'menu#1', label: 'Login' }], at: morning };
    expect(text).toBe(
      `retry: 2000\n\nevent: line\ndata: ${JSON.stringify(own)}\nid: 1\n\nevent: line\ndata: ${JSON.stringify(bots)}\nid: 2\n\nevent: ready\ndata: {"firstSeq":1,"lastSeq":2}\n\n`,
    );
  });

  it('goes on after the line that the browser has, and trusts the newer of its two words', async () => {
    const { app } = await withTwoLines();
    expect(await read(await events(app, '/api/events?after=1'), isReady)).not.toContain('"seq":1');
    const again = await events(app, '/api/events?after=1', { ...ours, 'Last-Event-ID': '2' });
    expect(await read(again, isReady)).not.toContain('event: line');
  });

  it('tells of typing and of new lines at once', async () => {
    const { app, bot, channel, changed } = await withTwoLines();
    const response = await events(app, '/api/events?after=2');
    channel.typing(someone.address);
    bot.say(someone, { text: 'Baik.', options: [] });
    changed(someone.id);
    const text = await read(response, (soFar) => soFar.includes('Baik.'));
    expect(text.indexOf('event: typing')).toBeGreaterThan(0);
    expect(text.indexOf('event: typing')).toBeLessThan(text.indexOf('"seq":3'));
  });

  it('shows nobody another’s conversation', async () => {
    const { app } = await withTwoLines();
    const other = { ...ours, Cookie: `chat=${'b'.repeat(43)}` };
    expect(await read(await events(app, '/api/events', other), isReady)).not.toContain('halo');
    expect((await events(app, '/api/events', {})).status).toBe(401);
    expect((await events(app, '/api/events', { ...ours, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  });

  it('gives a sign of life at every beat, and ends a stream that takes none', async () => {
    let beat = () => {};
    let isBeating = false;
    const every = (ms: number, run: () => void) => {
      expect(ms).toBe(20_000);
      beat = run;
      isBeating = true;
      return () => {
        isBeating = false;
      };
    };
    const { app } = await chatOver(fakeBot(), { every });
    const response = await events(app);
    await new Promise(setImmediate);
    beat();
    expect(await read(response, (text) => text.includes(': beat\n'))).toContain('event: beat');
    await new Promise(setImmediate);
    expect(isBeating).toBe(false);
    await events(app);
    for (let beats = 0; beats < 3; beats += 1) {
      beat();
      await new Promise(setImmediate);
    }
    expect(isBeating).toBe(false);
  });

  it('makes the oldest of six give way', async () => {
    const { app } = await chatOver(fakeBot());
    const open = [];
    for (let count = 0; count < 6; count += 1) open.push(await events(app));
    const [oldest] = open;
    expect(await read(oldest ?? new Response(), () => false)).toContain('event: replaced');
  });

  it('is refused for now when too many are open in all', async () => {
    const { app } = await chatOver(fakeBot(), { limits: { perConversation: 5, total: 1 } });
    await events(app);
    const response = await events(app);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
  });

  it('ends when the chat stops', async () => {
    const { app, channel } = await withTwoLines();
    const response = await events(app);
    const all = read(response, () => false);
    await channel.stop();
    await all;
    expect((await events(app)).status).toBe(503);
  });

  it('ends when the conversation cannot be read, so that the browser asks again', async () => {
    const broken = new Error('The disk cannot be read.');
    const reported: unknown[] = [];
    const { app } = await chatOver(fakeBot(), {
      load: () => Promise.reject(broken),
      report: (_, cause) => reported.push(cause),
    });
    expect(await read(await events(app), () => false)).toBe('retry: 2000\n\n');
    expect(reported).toEqual([broken]);
  });
});
