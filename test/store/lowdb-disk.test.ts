import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentFile } from '../../bot/store/lowdb/document-text.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import { withDataFolders } from './data-folders.ts';
import { party, text, turn } from './samples.ts';
import { type Call, systemError, watchedDisk } from './watched-disk.ts';

const folders = withDataFolders();

/** A store on a watched disk; `runLater` does what the store put off. */
const openWatched = async (keptDocuments = 300) => {
  const folder = await folders.make();
  const watched = watchedDisk();
  const planned: (() => Promise<void>)[] = [];
  const later = (run: () => Promise<void>) => {
    planned.push(run);
  };
  const store = await lowdbStore({ folder, fs: watched.disk, later, keptDocuments, now: () => 42 });
  folders.onEnd(() => store.close());
  watched.calls.length = 0;
  return { ...watched, folder, store, planned };
};

const failing = (what: Call['what'], code: string, name = '') => {
  return async (call: Call) => {
    if (call.what === what && call.name.includes(name)) throw systemError(code);
  };
};

const nothing = async () => {};

const filesOf = async (folder: string, id: string) => fs.readdir(path.dirname(documentFile(folder, id)));

const onDisk = async (folder: string, id: string): Promise<unknown> =>
  JSON.parse(await fs.readFile(documentFile(folder, id), 'utf8'));

describe('a write', () => {
  test('is synced before it is renamed, and the folder is synced after that', async () => {
    const { calls, folder, store } = await openWatched();
    await store.receive(party('a'), text('m1'));
    const file = path.basename(documentFile(folder, 'a'));
    expect(calls).toEqual([
      { what: 'write', name: `${file}.tmp` },
      { what: 'sync', name: `${file}.tmp` },
      { what: 'rename', name: `${file}.tmp` },
      { what: 'sync', name: file.slice(0, 2) },
    ]);
  });

  test('is not confirmed before the folder is synced', async () => {
    const { control, store } = await openWatched();
    const order: string[] = [];
    control.before = async ({ what }) => {
      order.push(what);
    };
    await store.receive(party('a'), text('m1')).then(() => order.push('confirmed'));
    expect(order).toEqual(['write', 'sync', 'rename', 'sync', 'confirmed']);
  });

  test('is whole when the disk takes a few bytes at a time', async () => {
    const { control, folder, store } = await openWatched();
    control.mostBytes = 7;
    await store.receive(party('a'), text('m1'));
    expect(await onDisk(folder, 'a')).toMatchObject({ inbox: [text('m1')] });
  });

  test('fails when the disk takes no byte at all', async () => {
    const { control, store } = await openWatched();
    control.mostBytes = 0;
    await expect(store.receive(party('a'), text('m1'))).rejects.toThrow('Cannot write');
  });

  test('of one conversation does not wait for another one', async () => {
    const { control, folder, store } = await openWatched();
    const gate = Promise.withResolvers<void>();
    const held = path.basename(documentFile(folder, 'a'));
    control.before = async ({ name }) => {
      if (name.startsWith(held)) await gate.promise;
    };
    const first = store.receive(party('a'), text('m1'));
    const second = store.receive(party('a'), text('m2'));
    expect(await store.receive(party('b'), text('m1'))).toBe('stored');
    expect(await store.unfinished()).toEqual(['b']);
    gate.resolve();
    expect(await Promise.all([first, second])).toEqual(['stored', 'stored']);
  });

  test('is for the owner alone', async () => {
    const { folder, store } = await openWatched();
    await store.receive(party('a'), text('m1'));
    const file = documentFile(folder, 'a');
    expect((await fs.stat(file)).mode & 0o777).toBe(0o600);
    expect((await fs.stat(path.dirname(file))).mode & 0o777).toBe(0o700);
  });
});

describe('a full disk', () => {
  test('rejects what it cannot keep, says what to do, and work goes on when there is room', async () => {
    const { control, folder, store } = await openWatched();
    await store.receive(party('a'), text('m1'));
    control.before = failing('write', 'ENOSPC');
    const failure = store.receive(party('a'), text('m2'));
    await expect(failure).rejects.toThrow('the disk is full; free some space');
    await expect(failure).rejects.toMatchObject({ cause: { code: 'ENOSPC' } });
    await expect(store.commit('a', turn(['m1'], ['one']))).rejects.toThrow('the disk is full');
    expect((await store.load('a'))?.inbox).toEqual([text('m1')]);
    expect((await store.load('a'))?.state).toBeNull();
    expect(store.alarms()).toMatchObject([{ since: 42, text: expect.stringContaining('free some space') }]);
    expect(await filesOf(folder, 'a')).toEqual([path.basename(documentFile(folder, 'a'))]);

    control.before = nothing;
    expect(await store.receive(party('a'), text('m2'))).toBe('stored');
    await store.commit('a', turn(['m1', 'm2'], ['both']));
    expect(await onDisk(folder, 'a')).toMatchObject({ inbox: [], outbox: [{ reply: { text: 'both' } }] });
    expect(store.alarms()).toEqual([]);
  });

  test('fails the one whose write failed and nobody else', async () => {
    const { control, folder, store } = await openWatched();
    control.before = failing('sync', 'ENOSPC', path.basename(documentFile(folder, 'b')));
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((id) => store.receive(party(id), text('m1'))));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.load('b')).toBeUndefined();
    expect([...(await store.unfinished())].sort()).toEqual(['a', 'c']);
  });

  test('at the rename leaves the old document and no temporary file', async () => {
    const { control, folder, store } = await openWatched();
    await store.receive(party('a'), text('m1'));
    control.before = failing('rename', 'EDQUOT');
    await expect(store.receive(party('a'), text('m2'))).rejects.toThrow('quota');
    expect(await filesOf(folder, 'a')).toEqual([path.basename(documentFile(folder, 'a'))]);
    expect(await onDisk(folder, 'a')).toMatchObject({ inbox: [text('m1')] });
  });

  test('does not bring back a reply that was sent', async () => {
    const { control, folder, store } = await openWatched();
    await store.receive(party('a'), text('m1'));
    await store.commit('a', turn(['m1'], ['one']));
    await store.settle('a', 2, { type: 'sent' });
    control.before = failing('write', 'ENOSPC');
    await expect(store.receive(party('a'), text('m2'))).rejects.toThrow('Cannot write');
    expect((await store.load('a'))?.outbox).toEqual([]);
    control.before = nothing;
    await store.receive(party('a'), text('m2'));
    expect(await onDisk(folder, 'a')).toMatchObject({ outbox: [] });
  });
});

test('a message whose folder could not be synced is written again before it is confirmed', async () => {
  const { calls, control, folder, store } = await openWatched();
  const bucket = path.basename(path.dirname(documentFile(folder, 'a')));
  control.before = async ({ what, name }) => {
    if (what === 'sync' && name === bucket) throw systemError('EIO');
  };
  await expect(store.receive(party('a'), text('m1'))).rejects.toThrow('Cannot write');
  control.before = nothing;
  calls.length = 0;
  expect(await store.receive(party('a'), text('m1'))).toBe('stored');
  expect(calls.map(({ what }) => what)).toEqual(['write', 'sync', 'rename', 'sync']);
  expect(await store.receive(party('a'), text('m1'))).toBe('duplicate');
});

describe('the mark "sent"', () => {
  const sentOne = async (keptDocuments?: number) => {
    const opened = await openWatched(keptDocuments);
    await opened.store.receive(party('a'), text('m1'));
    await opened.store.commit('a', turn(['m1'], ['one', 'two']));
    opened.calls.length = 0;
    await opened.store.settle('a', 2, { type: 'sent' });
    return opened;
  };

  test('costs no write of its own when another one follows', async () => {
    const { calls, folder, store } = await sentOne();
    expect(calls).toEqual([]);
    await store.receive(party('a'), text('m2'));
    expect(calls.filter(({ what }) => what === 'sync')).toHaveLength(2);
    expect(await onDisk(folder, 'a')).toMatchObject({ outbox: [{ seq: 3 }] });
  });

  test('is written after a while when nothing follows, and again when that failed', async () => {
    const { control, folder, planned, store } = await sentOne();
    control.before = failing('write', 'ENOSPC');
    await planned.shift()?.();
    expect(await onDisk(folder, 'a')).toMatchObject({ outbox: [{ seq: 2 }, { seq: 3 }] });
    expect(store.alarms()).toHaveLength(1);
    control.before = nothing;
    await planned.shift()?.();
    expect(await onDisk(folder, 'a')).toMatchObject({ outbox: [{ seq: 3 }] });
    expect(store.alarms()).toEqual([]);
    expect(planned).toEqual([]);
  });

  test('is known though the document had to leave the memory', async () => {
    const { folder, store } = await sentOne(1);
    await store.receive(party('b'), text('m1'));
    expect((await store.load('a'))?.outbox.map(({ seq }) => seq)).toEqual([3]);
    await store.close();
    expect(await onDisk(folder, 'a')).toMatchObject({ outbox: [{ seq: 3 }] });
  });
});

test('a closed store refuses, and nothing that was put off touches the folder', async () => {
  const { calls, planned, store } = await openWatched();
  await store.receive(party('a'), text('m1'));
  await store.commit('a', turn(['m1'], ['one']));
  await store.settle('a', 2, { type: 'sent' });
  await store.close();
  calls.length = 0;
  for (const run of planned) await run();
  await expect(store.receive(party('a'), text('m2'))).rejects.toThrow('closed');
  expect(calls).toEqual([]);
});
