import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serve } from '@hono/node-server';
import { expect, it, vi } from 'vitest';
import { chatOver, fakeBot, someone, token } from './chat-world.ts';

/** A browser that asks for the stream and then reads nothing. */
async function unread(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET /api/events HTTP/1.1\r\nHost: chat.test\r\nCookie: chat=${token}\r\n\r\n`);
  return socket;
}

it('cuts the connections of readers that do not read, so that the limit holds', async () => {
  const bot = fakeBot();
  for (let line = 0; line < 40; line += 1) bot.say(someone, { text: 'a'.repeat(400_000), options: [] });
  let beat = () => {};
  let loaded = 0;
  const { app } = await chatOver(bot, {
    load: async (id) => {
      loaded += 1;
      return bot.load(id);
    },
    every: (_, run) => {
      beat = run;
      return () => {};
    },
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const sockets = await Promise.all([unread(port), unread(port), unread(port)]);
  await vi.waitFor(() => expect(loaded).toBe(3));
  const open = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  expect(await open()).toBe(3);
  await vi.waitFor(
    async () => {
      beat();
      expect(await open()).toBe(0);
    },
    { timeout: 10_000, interval: 100 },
  );
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
}, 20_000);
