import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { errorCode } from './disk.ts';

type Unlock = () => Promise<void>;

const inUse = (folder: string, pid: string) =>
  new Error(`Data folder ${folder} is in use by process ${pid}; stop it or set DATA_DIR to another folder.`);

/** Listens on the socket; false when someone else does. */
const listen = (server: net.Server, socket: string) =>
  new Promise<boolean>((resolve, reject) => {
    server.once('error', (error) => (errorCode(error) === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(socket, () => resolve(true));
  });

const holderTimeout = 1000;

/** The process id that the holder of the socket answers; undefined when it has just gone. */
const askHolder = (socket: string) =>
  new Promise<string | undefined>((resolve) => {
    const connection = net.connect(socket);
    const answer = (pid: string | undefined) => {
      connection.destroy();
      resolve(pid);
    };
    connection.once('data', (pid) => answer(pid.toString()));
    connection.once('error', () => answer(undefined));
    connection.once('end', () => answer(undefined));
    // A stopped process still holds the folder but cannot answer.
    connection.setTimeout(holderTimeout, () => answer('(it does not answer)'));
  });

/** The kernel frees an abstract socket with its process, however it ends. Other containers (network namespaces) do not see it. */
const lockBySocket = async (folder: string, attempts = 5): Promise<Unlock> => {
  const { dev, ino } = await fs.stat(folder, { bigint: true });
  const socket = `\0jmo-support-bot-store-${dev}-${ino}`;
  const server = net.createServer((connection) => {
    connection.on('error', () => connection.destroy());
    connection.setTimeout(holderTimeout, () => connection.destroy());
    connection.end(String(process.pid));
  });
  if (await listen(server, socket)) {
    server.unref();
    return () => new Promise((resolve) => server.close(() => resolve()));
  }
  const pid = await askHolder(socket);
  if (pid !== undefined || attempts === 1) throw inUse(folder, pid ?? '(unknown)');
  return await lockBySocket(folder, attempts - 1);
};

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

const lockByFile = async (folder: string, attempts = 5): Promise<Unlock> => {
  const file = path.join(folder, 'lock');
  try {
    await fs.writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return () => fs.rm(file, { force: true });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const pid = Number(await fs.readFile(file, 'utf8').catch(() => ''));
  if ((pid > 0 && isAlive(pid)) || attempts === 1) throw inUse(folder, String(pid));
  await fs.rm(file, { force: true });
  return await lockByFile(folder, attempts - 1);
};

/**
 * Keeps every other process off the folder until the returned function is called or this process ends.
 * Where there are no abstract sockets (macOS, Windows), a file with the process id does it, and one of a process that has ended is taken over.
 * Rejects with a sentence that names the process which holds the folder.
 */
export const lockFolder = (folder: string, platform: string = process.platform): Promise<Unlock> =>
  platform === 'linux' ? lockBySocket(folder) : lockByFile(folder);
