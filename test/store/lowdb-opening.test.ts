import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentFile } from '../../bot/store/lowdb/document-text.ts';
import { lockFolder } from '../../bot/store/lowdb/lock.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import type { Alarm } from '../../bot/store/store.ts';
import { withDataFolders } from './data-folders.ts';
import { handover, party, text, turn, withCase } from './samples.ts';

const folders = withDataFolders();

const open = async (folder: string) => {
  const reported: Alarm[] = [];
  const store = await lowdbStore({ folder, alarm: (alarm) => reported.push(alarm), now: () => 0 });
  folders.onEnd(() => store.close());
  return { store, reported };
};

/** A folder with an unfinished conversation `a` and a finished one `b`. */
const usedFolder = async () => {
  const folder = await folders.make();
  const { store } = await open(folder);
  for (const id of ['a', 'b']) await store.receive(party(id), text('m1'));
  await store.commit('b', turn(['m1'], ['one'], { pulled: true }));
  await store.close();
  return folder;
};

const overwrite = async (file: string, change: (before: string) => string) =>
  fs.writeFile(file, change(await fs.readFile(file, 'utf8')));

const damages: readonly [string, (before: string) => string][] = [
  ['cut off', (before) => before.slice(0, -20)],
  ['empty', () => ''],
  ['zeros', (before) => '\0'.repeat(before.length)],
  ['of another shape', (before) => before.replace('"inbox":', '"box":')],
  ['another conversation', (before) => before.replace('"id":"a"', '"id":"c"').replace('"id":"b"', '"id":"c"')],
];

describe('a damaged document', () => {
  test.each(damages)('that is unfinished and %s is set aside at the start', async (_name, change) => {
    const folder = await usedFolder();
    const file = documentFile(folder, 'a');
    await overwrite(file, change);
    const damaged = await fs.readFile(file, 'utf8');
    const { reported, store } = await open(folder);
    const aside = `${file}.damaged-1970-01-01T00-00-00.000Z`;
    expect(reported).toEqual([{ since: 0, text: expect.stringContaining(aside) }]);
    expect(store.alarms()).toEqual(reported);
    expect(await fs.readFile(aside, 'utf8')).toBe(damaged);
    expect(await store.unfinished()).toEqual([]);
    expect(await store.receive(party('a'), text('m1'))).toBe('stored');
    expect((await store.load('b'))?.transcript).toHaveLength(2);
  });

  test('that is finished is set aside when it is needed', async () => {
    const folder = await usedFolder();
    await overwrite(documentFile(folder, 'b'), (before) => before.slice(0, -20));
    const { reported, store } = await open(folder);
    expect(reported).toEqual([]);
    expect(await store.load('b')).toBeUndefined();
    expect(await store.receive(party('b'), text('m1'))).toBe('stored');
    expect(reported).toHaveLength(1);
    expect(await store.unfinished()).toEqual(['a', 'b']);
  });

  test('that is damaged while the store is open is no longer unfinished once that is found', async () => {
    const folder = await usedFolder();
    const { store } = await open(folder);
    await overwrite(documentFile(folder, 'a'), () => 'x');
    expect(await store.load('a')).toBeUndefined();
    expect(await store.unfinished()).toEqual([]);
  });

  test('is an alarm at every start until an operator takes the file away', async () => {
    const folder = await usedFolder();
    await overwrite(documentFile(folder, 'a'), () => 'x');
    await (await open(folder)).store.close();
    const { reported, store } = await open(folder);
    expect(reported).toMatchObject([{ text: expect.stringContaining('.damaged-') }]);
    await store.close();
  });
});

const newer: readonly [string, (before: string) => string][] = [
  ['itself', (before) => before.replace('"version":1', '"version":2')],
  ['in its state', (before) => before.replace('"state":{"version":1', '"state":{"version":2,"new":1')],
];

test.each(newer)('a document of a newer version %s is refused and left as it is', async (_name, change) => {
  const folder = await usedFolder();
  const file = documentFile(folder, 'b');
  await overwrite(file, change);
  const before = await fs.readFile(file, 'utf8');
  const { reported, store } = await open(folder);
  await expect(store.load('b')).rejects.toThrow('newer version');
  await expect(store.receive(party('b'), text('m2'))).rejects.toThrow('newer version');
  expect(await fs.readFile(file, 'utf8')).toBe(before);
  expect(reported).toMatchObject([{ text: expect.stringContaining(file) }]);
  expect(await store.receive(party('a'), text('m2'))).toBe('stored');
});

test('a start finds a case of which nothing else is open, and removes what an interrupted write left', async () => {
  const folder = await usedFolder();
  const first = await open(folder);
  await first.store.commit('b', turn([], [], withCase(handover('B', 1))));
  await first.store.close();
  const left = `${documentFile(folder, 'a')}.1-1.tmp`;
  await fs.writeFile(left, '{"version":1,"unfin');
  const { store, reported } = await open(folder);
  expect(await store.cases()).toEqual([{ conversation: 'b', case: handover('B', 1) }]);
  await expect(fs.stat(left)).rejects.toThrow('ENOENT');
  expect(reported).toEqual([]);
});

test('a data folder is made with all folders above it, for the owner alone', async () => {
  const folder = path.join(await folders.make(), 'var', 'data');
  const { store } = await open(folder);
  expect(await store.receive(party('a'), text('m1'))).toBe('stored');
  expect((await fs.stat(folder)).mode & 0o777).toBe(0o700);
});

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
    const folder = await usedFolder();
    const child = await holder(folder);
    await expect(open(folder)).rejects.toThrow(
      `Data folder ${folder} is in use by process ${child.pid}; stop it or set DATA_DIR to another folder.`,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await (await open(folder)).store.unfinished()).toEqual(['a']);
  });

  test('is refused though the first is stopped and cannot answer', async () => {
    const folder = await usedFolder();
    const child = await holder(folder);
    child.kill('SIGSTOP');
    await expect(open(folder)).rejects.toThrow('is in use by process');
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
