import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';

export type WebServer = {
  /** Such as http://127.0.0.1:8080. */
  readonly address: string;
  readonly close: () => Promise<void>;
};

/** Listens, or rejects with what the operator must change. */
export async function openWebServer(app: Hono, { port, host }: { port: number; host: string }): Promise<WebServer> {
  const server = await listen(app, port, host);
  return { address: addressOf(server), close: () => close(server) };
}

function listen(app: Hono, port: number, host: string): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, () => resolve(server));
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const what =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is in use. Stop the other program or set PORT to another number.`
          : `The web server cannot listen on ${host}:${port} (${cause.code}). Check HOST and PORT.`;
      reject(new Error(what, { cause }));
    });
  });
}

function addressOf(server: ServerType): string {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') return String(address);
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

/** Takes no more requests; those that are still open after two seconds are cut. */
function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2_000).unref();
  });
}
