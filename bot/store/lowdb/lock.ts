import fs from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './disk.ts';
import { inUse, lockByAbstractSocket, lockBySocketInFolder, type Unlock } from './socket-lock.ts';

const lockBySockets = async (folder: string, weak: (text: string) => void): Promise<Unlock> => {
  const unlock = await lockByAbstractSocket(folder);
  try {
    const hide = await lockBySocketInFolder(folder, weak);
    return () => hide().finally(unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
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
 * Keeps every other process of this machine off the folder until the returned function is called or this process ends; not those of
 * another machine (a network file system, a second kernel). Where there are no abstract sockets (macOS, Windows), a file with the process
 * id does it, and one of a process that has ended is taken over.
 * Rejects with a sentence that names the process which holds the folder. `weak` is told when other containers are not kept off.
 */
export const lockFolder = (
  folder: string,
  platform: string = process.platform,
  weak: (text: string) => void = () => {},
): Promise<Unlock> => (platform === 'linux' ? lockBySockets(folder, weak) : lockByFile(folder));
