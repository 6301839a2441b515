import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChannelState, fileState, memoryState } from '../../bot/channels/channel-state.ts';
import { realDisk } from '../../bot/store/lowdb/disk.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'channel-state-'));
});
afterAll(() => rm(folder, { recursive: true }));

const states: readonly (readonly [string, () => Promise<ChannelState>])[] = [
  ['files', () => fileState(path.join(folder, 'common'))],
  ['memory', async () => memoryState()],
];

describe.each(states)('a state in %s', (_, open) => {
  test('gives back what was set last, and nothing after it was deleted', async () => {
    const state = await open();
    expect(await state.get('a')).toBeUndefined();
    await state.set('a', { part: 1 });
    await state.set('a', { part: 2 });
    await state.set('b/../c', 'other');
    expect(await state.get('a')).toEqual({ part: 2 });
    expect(await state.get('b/../c')).toBe('other');
    await state.delete('a');
    await state.delete('a');
    expect(await state.get('a')).toBeUndefined();
  });
});

test('values outlive the process that set them', async () => {
  const mine = path.join(folder, 'kept');
  await (await fileState(mine)).set('a', 1);
  expect(await (await fileState(mine)).get('a')).toBe(1);
  expect(await readdir(mine)).toHaveLength(1);
});

test('a full disk rejects, and the old value stays', async () => {
  const mine = path.join(folder, 'full');
  const state = await fileState(mine);
  await state.set('a', 1);
  const rename = async () => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  const full = await fileState(mine, { ...realDisk, rename });
  await expect(full.set('a', 2)).rejects.toThrow('no space');
  expect(await full.get('a')).toBe(1);
});

test('a file that was spoilt by hand counts as forgotten', async () => {
  const mine = path.join(folder, 'spoilt');
  const state = await fileState(mine);
  await state.set('a', 1);
  for (const name of await readdir(mine)) await writeFile(path.join(mine, name), '{');
  expect(await state.get('a')).toBeUndefined();
});
