import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockFolder } from '../../bot/store/lowdb/lock.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import { lockBySocketInFolder } from '../../bot/store/lowdb/socket-lock.ts';
import { withDataFolders } from './data-folders.ts';
import { party, text } from './samples.ts';

const folders = withDataFolders();

const open = async (folder: string) => {
  const store = await lowdbStore({ folder });
  folders.onEnd(() => store.close());
  return store;
};

describe('a second process', () => {
  /** Another process that holds the folder. */
  const holder = async (folder: string) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'hold-folder.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    folders.onEnd(async () => child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    return child;
  };

  test('is refused with the number of the first, and takes over when that was killed', async () => {
    const folder = await folders.make();
    const child = await holder(folder);
    await expect(open(folder)).rejects.toThrow(
      `Data folder ${folder} is in use by process ${child.pid}; stop it or set DATA_DIR to another folder.`,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await (await open(folder)).receive(party('a'), text('m1'))).toBe('stored');
  });

  test('is refused though the first is stopped and cannot answer', async () => {
    const folder = await folders.make();
    const child = await holder(folder);
    child.kill('SIGSTOP');
    await expect(open(folder)).rejects.toThrow('is in use by process');
  });

  /** Locks as a process in another container does, which sees the files and no abstract socket. */
  const fromOtherContainer = (folder: string) => lockBySocketInFolder(folder, (text) => expect.fail(text));

  test('in another container is refused, and takes over when the first was killed', async () => {
    const folder = path.join(await folders.make(), 'a folder with a long name '.repeat(5));
    await fs.mkdir(folder);
    const child = await holder(folder);
    await expect(fromOtherContainer(folder)).rejects.toThrow(`in use by process ${child.pid} of another container;`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await fromOtherContainer(folder))();
    expect(await fs.readdir(folder)).toEqual(['conversations']);
  });

  test('in another container is refused though the first is stopped and cannot answer', async () => {
    const folder = await folders.make();
    const child = await holder(folder);
    child.kill('SIGSTOP');
    await expect(fromOtherContainer(folder)).rejects.toThrow('does not answer');
  });

  test('of many containers that start at once over a socket left behind never goes on beside another', async () => {
    const folder = await folders.make();
    const child = await holder(folder);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => fromOtherContainer(folder)));
    const unlocks = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    expect(unlocks.length).toBeLessThanOrEqual(1);
    for (const unlock of unlocks) await unlock();
    await (await fromOtherContainer(folder))();
  });

  test('is only warned of where the folder takes no sockets', async () => {
    const told: string[] = [];
    const unlock = await lockBySocketInFolder('/proc', (text) => told.push(text));
    await unlock();
    expect(told).toEqual([expect.stringContaining('/proc takes no lock that other containers see')]);
  });

  test('is refused by a file where there are no abstract sockets, and takes over from one that has ended', async () => {
    const folder = await folders.make();
    const unlock = await lockFolder(folder, 'darwin');
    await expect(lockFolder(folder, 'darwin')).rejects.toThrow(`is in use by process ${process.pid};`);
    await unlock();
    const ended = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(ended, 'exit');
    await fs.writeFile(path.join(folder, 'lock'), String(ended.pid));
    await (await lockFolder(folder, 'darwin'))();
    expect(await fs.readdir(folder)).toEqual([]);
  });
});
