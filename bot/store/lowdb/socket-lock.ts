import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { errorCode } from './disk.ts';

export type Unlock = () => Promise<void>;

/** `who`: the process id that the holder answers, or a word about it. */
export const inUse = (folder: string, who: string): Error =>
  new Error(`Data folder ${folder} is in use by process ${who}; stop it or set DATA_DIR to another folder.`);

const holderTimeout = 1000;
const silent = '(it does not answer)';

/** Answers everyone who connects with the process id. */
const answering = () => {
  const server = net.createServer((connection) => {
    connection.on('error', () => connection.destroy());
    connection.setTimeout(holderTimeout, () => connection.destroy());
    connection.end(String(process.pid));
  });
  return server.unref();
};

const listen = (server: net.Server, socket: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => resolve());
  });

const closed = (server: net.Server) => new Promise<void>((resolve) => server.close(() => resolve()));

/** What connecting to a socket says when nobody listens to it any more. */
const isGone = (error: unknown) => ['ECONNREFUSED', 'ECONNRESET', 'ENOENT'].includes(errorCode(error));

/** The process id that the holder of the socket answers; undefined when it has gone. */
const askHolder = (socket: string) =>
  new Promise<string | undefined>((resolve) => {
    const connection = net.connect(socket);
    const answer = (pid: string | undefined) => {
      connection.destroy();
      resolve(pid);
    };
    connection.once('data', (pid) => answer(pid.toString()));
    connection.once('error', (error) => answer(isGone(error) ? undefined : silent));
    connection.once('end', () => answer(undefined));
    // A stopped process still holds the folder but cannot answer.
    connection.setTimeout(holderTimeout, () => answer(silent));
  });

/** The kernel frees an abstract socket with its process, however it ends. Other containers (network namespaces) do not see it. */
export const lockByAbstractSocket = async (folder: string, attempts = 5): Promise<Unlock> => {
  const { dev, ino } = await fs.stat(folder, { bigint: true });
  const socket = `\0jmo-support-bot-store-${dev}-${ino}`;
  const server = answering();
  const failure = await listen(server, socket).catch((error: unknown) => error);
  if (failure === undefined) return () => closed(server);
  if (errorCode(failure) !== 'EADDRINUSE') throw failure;
  const pid = await askHolder(socket);
  if (pid !== undefined || attempts === 1) throw inUse(folder, pid ?? '(unknown)');
  return await lockByAbstractSocket(folder, attempts - 1);
};

const claim = /^lock-[0-9a-f]{16}\.sock$/;
const nothing = async () => {};

/** Shows the others in the folder a socket of our own. `near` makes a short path of a name in the folder. */
const show = async (near: (name: string) => string, name: string): Promise<Unlock> => {
  const server = answering();
  const coming = near(`${name}.tmp`);
  try {
    await listen(server, coming);
    // It is listening when it gets the name that others look for: one of that name which refuses them has ended.
    await fs.rename(coming, near(name));
  } catch (error) {
    if (server.listening) await closed(server);
    throw error;
  }
  return () => closed(server);
};

/** What stays behind does no harm: nobody answers there. */
const remove = (folder: string, name: string) => fs.rm(path.join(folder, name), { force: true }).catch(nothing);

/** Asks everyone who shows a socket, and removes those of processes that have ended: a name is never used again. */
const firstHolder = async (folder: string, near: (name: string) => string, own: string) => {
  const others = (await fs.readdir(folder)).filter((name) => claim.test(name) && name !== own);
  for (const name of others) {
    const pid = await askHolder(near(name));
    if (pid !== undefined) return pid;
    await remove(folder, name);
  }
  return undefined;
};

/**
 * Keeps the processes of other containers on the same machine off the folder, by a socket in it. Whoever starts shows its own first and
 * looks for others then, so that of two that start at once never both go on. `weak` is told when the folder takes no sockets.
 */
export const lockBySocketInFolder = async (folder: string, weak: (text: string) => void): Promise<Unlock> => {
  const open = await fs.open(folder, 'r');
  // The path of a socket has at most 107 bytes; below the number of the open folder it is always short.
  const near = (name: string) => `/proc/self/fd/${open.fd}/${name}`;
  const name = `lock-${randomBytes(8).toString('hex')}.sock`;
  try {
    const hide = await show(near, name).catch((error: unknown) => {
      weak(
        `${folder} takes no lock that other containers see (${errorCode(error)}); make sure that only one bot uses it.`,
      );
      return nothing;
    });
    const unlock = async () => {
      await remove(folder, name);
      await hide();
    };
    const pid = await firstHolder(folder, near, name);
    if (pid === undefined) return unlock;
    await unlock();
    throw inUse(folder, `${pid} of another container`);
  } finally {
    await open.close();
  }
};
