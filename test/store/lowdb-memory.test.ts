import { expect, test } from 'vitest';
import { type Disk, realDisk } from '../../bot/store/lowdb/disk.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import { withDataFolders } from './data-folders.ts';
import { party, text } from './samples.ts';

const folders = withDataFolders();
const ids = ['a', 'b', 'c', 'd'];

/** A store with a conversation of about 2,300 units under each id, and how often files were read since. */
const withFour = async (keptUnits: number) => {
  const folder = await folders.make();
  let reads = 0;
  const readFile: Disk['readFile'] = (file, encoding) => {
    reads += 1;
    return realDisk.readFile(file, encoding);
  };
  const store = await lowdbStore({ folder, fs: { ...realDisk, readFile }, keptUnits });
  folders.onEnd(() => store.close());
  const { message, ...rest } = text('m1');
  for (const id of ids) await store.receive(party(id), { ...rest, message: { ...message, text: 'x'.repeat(1_000) } });
  reads = 0;
  const load = async (...wanted: readonly string[]) => {
    for (const id of wanted) expect((await store.load(id))?.inbox).toHaveLength(1);
    return reads;
  };
  return { store, load };
};

test('documents stay in memory up to a size, those that were used last', async () => {
  const { load } = await withFour(6_000);
  expect(await load('c', 'd', 'c', 'd')).toBe(0);
  expect(await load('a')).toBe(1);
  expect(await load('d', 'a')).toBe(1);
  expect(await load('c')).toBe(2);
});

test('all documents stay in memory when they are small', async () => {
  const { load } = await withFour(60_000);
  expect(await load(...ids)).toBe(0);
});

test('a document that is larger than the memory for all stays while it is used', async () => {
  const { load, store } = await withFour(100);
  expect(await load('d', 'd')).toBe(0);
  await store.receive(party('d'), text('m2'));
  expect(await store.receive(party('d'), text('m2'))).toBe('duplicate');
});
