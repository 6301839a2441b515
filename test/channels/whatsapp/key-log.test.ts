import fs, { type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type KeyLog, openKeyLog } from '../../../bot/channels/whatsapp/key-log.ts';

let folder: string;
let file: string;
let opened: KeyLog[];
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'key-log-'));
  file = join(folder, 'some.log');
  opened = [];
});
afterEach(async () => {
  for (const log of opened) await log.close();
  await fs.rm(folder, { recursive: true });
});

const kind = { log: 'test', version: 1 };
const remedy = 'delete it';
async function open(more: Partial<Parameters<typeof openKeyLog>[0]> = {}): Promise<KeyLog> {
  const log = await openKeyLog({ file, kind, remedy, ...more });
  opened.push(log);
  return log;
}
const set = (log: KeyLog, entries: Record<string, string | null>) => log.set(new Map(Object.entries(entries)));
const all = async (log: KeyLog) =>
  Object.fromEntries(await Promise.all(log.keys().map(async (key) => [key, await log.get(key)] as const)));

test('what was written is there after opening again, and what was taken away is not', async () => {
  const log = await open();
  await set(log, { a: '1', 'b/ü "x"': '{"y":"z\\n"}' });
  await set(log, { a: '2', c: '3' });
  await set(log, { c: null });
  expect(await all(log)).toEqual({ a: '2', 'b/ü "x"': '{"y":"z\\n"}' });
  await log.close();
  expect(await all(await open())).toEqual({ a: '2', 'b/ü "x"': '{"y":"z\\n"}' });
  expect((await fs.stat(file)).mode & 0o777).toBe(0o600);
});

test('a log that is cut off at any byte of its last write is read as it was before that write', async () => {
  const log = await open();
  await set(log, { a: '1' });
  const before = (await fs.stat(file)).size;
  await set(log, { a: '2', b: '3' });
  await log.close();
  const whole = await fs.readFile(file);
  for (let length = before; length < whole.length; length += 1) {
    await fs.writeFile(file, whole.subarray(0, length));
    const cut = await open();
    expect(await all(cut)).toEqual({ a: '1' });
    await set(cut, { z: '9' });
    await cut.close();
    expect(await all(await open())).toEqual({ a: '1', z: '9' });
  }
});

test('zeros where a power cut lost the last write are no damage', async () => {
  const log = await open();
  await set(log, { a: '1' });
  await log.close();
  await fs.appendFile(file, Buffer.alloc(300));
  expect(await all(await open())).toEqual({ a: '1' });
});

test('damage in the middle is told, and the file is left alone', async () => {
  const log = await open();
  await set(log, { a: 'first' });
  await set(log, { b: 'second' });
  await log.close();
  const damaged = (await fs.readFile(file, 'utf8')).replace('first', 'fXrst');
  await fs.writeFile(file, damaged);
  await expect(open()).rejects.toThrow(/is damaged at byte \d+. Restore it from a backup, or delete it/);
  expect(await fs.readFile(file, 'utf8')).toBe(damaged);
});

test.each([
  { log: 'test', version: 2 },
  { log: 'other', version: 1 },
])('a log of %o is not opened', async (other) => {
  const log = await open();
  await set(log, { a: '1' });
  await log.close();
  await expect(open({ kind: other })).rejects.toThrow('was written by another version');
});

test('many writers at once share syncs, and the last one of a key wins', async () => {
  const syncs: number[] = [];
  const log = await open({ disk: watched({ onSync: () => syncs.push(1) }) });
  await Promise.all(Array.from({ length: 200 }, (_, index) => set(log, { [`k${index % 50}`]: String(index) })));
  expect(await log.get('k49')).toBe('199');
  expect(syncs.length).toBeLessThan(20);
});

test('a log that has grown is written anew with what counts, and goes on', async () => {
  const log = await open({ tidyBytes: 2000 });
  await set(log, { stays: 'here' });
  for (let round = 0; round < 500; round += 1) await set(log, { a: `value ${round}` });
  expect((await fs.stat(file)).size).toBeLessThan(5000);
  await log.close();
  expect(await all(await open())).toEqual({ stays: 'here', a: 'value 499' });
  expect(await fs.readdir(folder)).toEqual(['some.log']);
});

test('a log that was emptied stays empty', async () => {
  const log = await open();
  await set(log, { secret: 'key' });
  await log.clear();
  await set(log, { b: '2' });
  await log.close();
  expect(await fs.readFile(file, 'utf8')).not.toContain('secret');
  expect(await all(await open())).toEqual({ b: '2' });
});

test('a closed log writes nothing', async () => {
  const log = await open();
  await set(log, { a: '1' });
  await log.close();
  await expect(set(log, { a: '2' })).rejects.toThrow('Cannot write');
  expect(await all(await open())).toEqual({ a: '1' });
});

describe('on a disk that is full', () => {
  test('a write rejects, changes nothing, and works again when there is room', async () => {
    const disk = { isFull: false };
    const log = await open({ disk: watched({ onWrite: () => disk.isFull && fail() }) });
    await set(log, { a: '1' });
    disk.isFull = true;
    await expect(set(log, { a: '2' })).rejects.toThrow('look whether the disk is full');
    expect(await log.get('a')).toBe('1');
    disk.isFull = false;
    await set(log, { b: '3' });
    await log.close();
    expect(await all(await open())).toEqual({ a: '1', b: '3' });
  });

  test('a part of a write that reached the disk is removed before the next one', async () => {
    const disk = { left: Number.POSITIVE_INFINITY };
    const log = await open({
      disk: watched({
        most: () => disk.left,
        onWrite: () => disk.left <= 0 && fail(),
        took: (bytes) => {
          disk.left -= bytes;
        },
      }),
    });
    await set(log, { a: '1' });
    disk.left = 25;
    await expect(set(log, { a: 'a much longer value that does not fit at all' })).rejects.toThrow();
    disk.left = Number.POSITIVE_INFINITY;
    await set(log, { b: '2' });
    await log.close();
    expect(await all(await open())).toEqual({ a: '1', b: '2' });
  });

  test('a failed sync counts as not written', async () => {
    const disk = { isFull: false };
    const log = await open({ disk: watched({ onSync: () => disk.isFull && fail() }) });
    await set(log, { a: '1' });
    disk.isFull = true;
    await expect(set(log, { a: '2' })).rejects.toThrow();
    disk.isFull = false;
    await set(log, { b: '2' });
    expect(await all(log)).toEqual({ a: '1', b: '2' });
  });
});

test('a disk that takes a write in small pieces gets all of it', async () => {
  const log = await open({ disk: watched({ most: () => 7 }) });
  await set(log, { a: 'a value that is longer than seven bytes' });
  await log.close();
  expect(await all(await open())).toEqual({ a: 'a value that is longer than seven bytes' });
});

function fail(): never {
  throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
}

type Watching = {
  readonly onWrite?: () => unknown;
  readonly onSync?: () => unknown;
  /** How many bytes the disk takes at once. */
  readonly most?: () => number;
  readonly took?: (bytes: number) => void;
};

/** The real disk, with a hand on what is written and synced. */
function watched({ onWrite, onSync, most, took }: Watching): typeof fs {
  const hold = (handle: FileHandle): FileHandle =>
    new Proxy(handle, {
      get: (target, name) => {
        if (name === 'write') {
          return async (bytes: Buffer, offset: number, length: number, at: number) => {
            onWrite?.();
            const result = await target.write(bytes, offset, Math.min(length, most?.() ?? length), at);
            took?.(result.bytesWritten);
            return result;
          };
        }
        if (name === 'datasync') {
          return async () => {
            onSync?.();
            await target.datasync();
          };
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const open: typeof fs.open = async (...given) => hold(await fs.open(...given));
  return { ...fs, open };
}
