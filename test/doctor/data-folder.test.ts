import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failures, lines, only, surroundings } from './world.ts';

const around = surroundings();

describe('the data folder', () => {
  it('that was used and left in order is well', async () => {
    const folder = await around.make();
    await around.lived(folder);
    const all = await lines(folder);
    expect(all.filter((line) => !line.startsWith('ok'))).toEqual([]);
    expect(only(all, 'conversations')).toEqual(['ok    conversations — 1 files, all whole.']);
    expect(await readdir(folder)).toEqual(['conversations', 'key']);
  });

  it('that a running bot holds is only read', async () => {
    const folder = await around.make();
    await around.lived(folder);
    await around.hold(folder);
    const all = await lines(folder);
    expect(failures(all)).toEqual([]);
    expect(only(all, 'data folder')[0]).toContain(`in use by process ${process.pid}`);
    expect(only(all, 'data folder')[0]).toContain('only read');
  });

  it.each([
    ['too full', 20_000_000, 'fail', /Free some space/],
    ['nearly full', 400_000_000, 'warn', /Free some space/],
  ])('on a disk that is %s is told', async (_what, free, level, what) => {
    const all = await lines(await around.make(), {}, { freeBytes: async () => free });
    const [line] = only(all, 'data folder').filter((one) => what.test(one));
    expect(line?.slice(0, 4)).toBe(level);
  });

  it('that cannot be a folder, or be made, is told', async () => {
    const file = import.meta.filename;
    expect(failures(await lines(file))[0]).toContain('is no folder');
    expect(failures(await lines(join(file, 'data')))[0]).toContain('DATA_DIR');
  });

  it('with a key that is gone or damaged asks for the backup, and shows nothing of the key', async () => {
    const folder = await around.make();
    await around.lived(folder);
    await writeFile(join(folder, 'key'), 'ab12damaged');
    const all = await lines(folder);
    expect(failures(all)[0]).toMatch(/key.*damaged.*backup/);
    expect(all.join('\n')).not.toContain('ab12');
    const other = await around.make();
    const file = await around.lived(other);
    await writeFile(join(file, '../sealed.json'), '{"kind":"nik","sealed":"x"}');
    await rm(join(other, 'key'));
    expect(failures(await lines(other))[0]).toMatch(/key is missing.*backup/);
  });

  it('with a key that others can read says how to close it', async () => {
    const folder = await around.make();
    await around.lived(folder);
    await chmod(join(folder, 'key'), 0o644);
    await chmod(folder, 0o755);
    const warned = (await lines(folder)).filter((line) => line.startsWith('warn'));
    expect(warned.map((line) => /chmod \d+/.exec(line)?.[0])).toEqual(['chmod 700', 'chmod 600']);
  });

  it('with damaged, newer and set aside documents counts and names them, and leaves them alone', async () => {
    const folder = await around.make();
    const file = await around.lived(folder);
    const bucket = join(file, '..');
    await writeFile(file, '{"version":1,');
    await writeFile(join(bucket, 'x.json'), '{"version":9}');
    await writeFile(join(bucket, 'y.json.damaged-2026-01-01'), 'half');
    const before = await readdir(bucket);
    const all = only(await lines(folder), 'conversations');
    expect(all.map((line) => line.slice(0, 4))).toEqual(['fail', 'fail', 'warn']);
    expect(all[0]).toContain(file);
    expect(await readdir(bucket)).toEqual(before);
  });

  it('with a state that this version does not know tells that it would be lost', async () => {
    const folder = await around.make();
    const file = await around.lived(folder);
    await writeFile(file, (await readFile(file, 'utf8')).replace('"audience":"participant"', '"audience":"nurse"'));
    expect(failures(await lines(folder)).join()).toMatch(/older version.*\.json/);
  });

  it('in which another key was asked for says so', async () => {
    const folder = await around.make();
    await around.lived(folder);
    await writeFile(join(folder, 'key'), 'new\n', { mode: 0o600 });
    expect(only(await lines(folder), 'data folder').join()).toMatch(/asks for another key/);
  });

  it('with a status board that cannot be read tells it', async () => {
    const folder = await around.make();
    await writeFile(join(folder, 'board.yml'), '- service: JMO\n  from: kemarin\n');
    expect(only(await lines(folder), 'data folder').join('\n')).toMatch(/warn .*board\.yml/);
  });
});
