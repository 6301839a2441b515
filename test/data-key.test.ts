import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { dataKey, presentKey } from '../bot/data-key.ts';
import { lowdbStore } from '../bot/store/lowdb/lowdb-store.ts';
import { vault } from '../bot/vault.ts';
import { withDataFolders } from './store/data-folders.ts';
import { handover, party, text, turn, withCase } from './store/samples.ts';

const folders = withDataFolders();

/** A data folder with two cases, a number sealed in each with another key than the one at hand in the second. */
const usedFolder = async () => {
  const folder = await folders.make();
  const key = await dataKey(folder);
  const safes = { a: vault(key), b: vault(new Uint8Array(32)) };
  const store = await lowdbStore({ folder });
  for (const [id, safe] of Object.entries(safes)) {
    const contact = { text: '⟨phone⟩', sealed: [{ kind: 'phone' as const, sealed: safe.seal(`08123456789${id}`) }] };
    await store.receive(party(id), text('m1'));
    await store.commit(id, turn(['m1'], [], withCase({ ...handover(`JM-${id}`, 1), slots: { contact } })));
  }
  await store.close();
  return { folder, key, file: path.join(folder, 'key') };
};

describe('the key of the data', () => {
  it('is made at the first start, also after one that ended before, and stays', async () => {
    const folder = await folders.make();
    await (await lowdbStore({ folder })).close();
    const key = await dataKey(folder);
    expect(key).toHaveLength(32);
    expect((await fs.stat(path.join(folder, 'key'))).mode & 0o777).toBe(0o600);
    expect(await dataKey(folder)).toEqual(key);
    expect(await presentKey(folder)).toEqual(key);
  });

  it('is made for conversations in which nothing was sealed', async () => {
    const folder = await folders.make();
    const store = await lowdbStore({ folder });
    await store.receive(party('a'), text('{"sealed":"x"}'));
    await store.close();
    expect(await dataKey(folder)).toHaveLength(32);
  });

  it('is not made anew in silence when a number was sealed; the sentence says what to do', async () => {
    const { folder, file } = await usedFolder();
    await fs.rm(file);
    await expect(dataKey(folder)).rejects.toThrow(
      `The key file ${file} is missing, although numbers were sealed with it.`,
    );
    await expect(dataKey(folder)).rejects.toThrow(`echo new > ${file}`);
    await expect(fs.stat(file)).rejects.toThrow('ENOENT');
  });

  it.each(['missing', 'damaged'])(
    'is made anew when an operator asks for it, after the old one was %s',
    async (how) => {
      const { folder, key, file } = await usedFolder();
      if (how === 'missing') await fs.rm(file);
      else await fs.writeFile(file, 'ab12');
      await expect(dataKey(folder)).rejects.toThrow(how);
      await fs.writeFile(file, 'new\n');
      const other = await dataKey(folder);
      expect(other).not.toEqual(key);
      expect(await dataKey(folder)).toEqual(other);
    },
  );

  it('is only looked at by those who read', async () => {
    const folder = await folders.make();
    await expect(presentKey(folder)).rejects.toThrow('is missing');
    expect(await fs.readdir(folder)).toEqual([]);
  });
});

describe('npm run cases', () => {
  const cases = (folder: string): Promise<{ code: unknown; out: string; err: string }> =>
    new Promise((done) => {
      const program = path.resolve(import.meta.dirname, '../bot/cases.ts');
      const env = { PATH: process.env.PATH, DATA_DIR: folder };
      execFile(process.execPath, [program], { cwd: folder, env }, (error, out, err) =>
        done({ code: error?.code ?? 0, out, err }),
      );
    });

  test('goes on with the others when a number cannot be read', { timeout: 30_000 }, async () => {
    const { folder } = await usedFolder();
    const { code, out } = await cases(folder);
    expect(code).toBe(0);
    expect(out).toContain('contact: 08123456789a');
    expect(out).toContain('contact: (nomor tidak terbaca)');
    expect(out).toContain('2 open cases');
  });

  test('without the key shows what is not sealed, and makes none', { timeout: 30_000 }, async () => {
    const { folder, file } = await usedFolder();
    await fs.rm(file);
    const { code, out, err } = await cases(folder);
    expect(code).toBe(0);
    expect(out.split('(nomor tidak terbaca)')).toHaveLength(3);
    expect(err).toContain('is missing');
    await expect(fs.stat(file)).rejects.toThrow('ENOENT');
  });

  test('in a folder without conversations is an error and not "0 open cases"', { timeout: 30_000 }, async () => {
    const folder = await folders.make();
    const { code, out, err } = await cases(folder);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/No conversations can be read.*DATA_DIR/);
  });
});
