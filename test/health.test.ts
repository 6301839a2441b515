import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { health } from '../bot/health.ts';
import { lowdbStore } from '../bot/store/lowdb/lowdb-store.ts';
import type { Store } from '../bot/store/store.ts';
import { withDataFolders } from './store/data-folders.ts';
import { party, text } from './store/samples.ts';
import { systemError, watchedDisk } from './store/watched-disk.ts';

const folders = withDataFolders();

/** What a monitor is told of the store. */
const asked = async (store: Store): Promise<readonly [number, unknown]> => {
  const site = new Hono().get('/healthz', health({ store, alarms: () => [] }));
  const response = await site.request('/healthz');
  return [response.status, await response.json()];
};

it('a monitor is told while no message can be stored, and that it works again though no message came meanwhile', async () => {
  const folder = await folders.make();
  const { disk, control, calls } = watchedDisk();
  const store = await lowdbStore({ folder, fs: disk });
  folders.onEnd(() => store.close());
  await store.receive(party('a'), text('m1'));
  calls.length = 0;
  expect(await asked(store)).toEqual([200, { status: 'ok', unfinished: 1, openCases: 0, alarms: 0 }]);
  expect(calls).toEqual([]);

  control.before = async ({ what }) => {
    if (what === 'write') throw systemError('ENOSPC');
  };
  await expect(store.receive(party('a'), text('m2'))).rejects.toThrow('disk is full');
  expect(await asked(store)).toEqual([503, { status: 'cannot store', unfinished: 1, openCases: 0, alarms: 1 }]);

  control.before = async () => {};
  calls.length = 0;
  const answers = await Promise.all([asked(store), asked(store), asked(store)]);
  expect(answers.map(([status]) => status)).toEqual([200, 200, 200]);
  expect(calls.filter(({ what }) => what === 'write')).toHaveLength(1);
  expect(store.alarms()).toEqual([]);
});
