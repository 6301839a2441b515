import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentFile } from '../../bot/store/lowdb/document-text.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import type { Alarm } from '../../bot/store/store.ts';
import { withDataFolders } from './data-folders.ts';
import { handover, party, text, turn, withCase } from './samples.ts';
import { systemError, watchedDisk } from './watched-disk.ts';

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

describe('a state that this version does not know', () => {
  const later = (before: string) => before.replace('"status":"open"', '"status":"transferred"');

  /** An unfinished conversation: a case is open, a reply is not sent, and a message is not answered. */
  const midway = async () => {
    const folder = await folders.make();
    const { store } = await open(folder);
    await store.receive(party('a'), text('m1'));
    await store.commit('a', turn(['m1'], ['one'], withCase(handover('A', 1))));
    await store.receive(party('a'), text('m2'));
    const kept = await store.load('a');
    await store.close();
    const file = documentFile(folder, 'a');
    await overwrite(file, later);
    return { folder, file, kept, aside: `${file}.damaged-state-1970-01-01T00-00-00.000Z` };
  };

  test('is lost alone: messages, replies and lines are kept, and the old file beside them', async () => {
    const { folder, file, kept, aside } = await midway();
    const before = await fs.readFile(file, 'utf8');
    const { reported, store } = await open(folder);
    expect(reported).toEqual([{ since: 0, text: expect.stringContaining(aside) }]);
    expect(reported[0]?.text).toContain('state.case.status');
    expect(await store.unfinished()).toEqual(['a']);
    expect(await store.load('a')).toEqual({ ...kept, state: null });
    expect(await fs.readFile(aside, 'utf8')).toBe(before);
    expect(await store.receive(party('a'), text('m2'))).toBe('duplicate');
    await store.commit('a', turn(['m2'], ['two']));
    expect((await store.load('a'))?.outbox.map(({ reply }) => reply.text)).toEqual(['one', 'two']);
  });

  test('is set aside once, and told at every start until an operator takes the copy away', async () => {
    const { folder, file, aside } = await midway();
    await (await open(folder)).store.close();
    const { reported, store } = await open(folder);
    expect(reported).toMatchObject([{ text: expect.stringMatching(/not understood.*open case/) }]);
    await store.load('a');
    await store.close();
    expect((await fs.readdir(path.dirname(file))).sort()).toEqual([path.basename(file), path.basename(aside)]);
    await fs.rm(aside);
    expect((await open(folder)).reported).toEqual([]);
  });

  test('is not let go of before the old file is kept beside it', async () => {
    const { folder, file } = await midway();
    const watched = watchedDisk();
    watched.control.before = async ({ what, name }) => {
      if (what === 'sync' && name.includes('damaged-state')) throw systemError('ENOSPC');
    };
    const full = await lowdbStore({ folder, fs: watched.disk, now: () => 0 });
    folders.onEnd(() => full.close());
    expect(full.alarms()).toMatchObject([{ text: expect.stringContaining('ENOSPC') }]);
    await expect(full.receive(party('a'), text('m3'))).rejects.toThrow('ENOSPC');
    expect(await fs.readFile(file, 'utf8')).toContain('transferred');
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
