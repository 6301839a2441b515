import { execFile } from 'node:child_process';
import { cp, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Environment, failures, lines, only, root, surroundings } from './doctor/world.ts';
import { startBotApi } from './servers/bot-api.ts';

const around = surroundings();
const token = '123456789:AAEsecretsecretsecretsecret';

describe('the configuration', () => {
  it('that is empty is fine, and nothing is written', async () => {
    const folder = join(await around.make(), 'data');
    const all = await lines(folder);
    expect(failures(all)).toEqual([]);
    expect(only(all, 'data folder')[0]).toContain('the first start makes it');
    await expect(stat(folder)).rejects.toThrow('ENOENT');
  });

  it('is told with all its problems at once, and the rest is still looked at', async () => {
    const folder = await around.make();
    const wrong = { PORT: 'http', LOG_LEVEL: 'all', TELEGRAM_BOT_TOKEN: 'salah', WHATSAPP_PHONE: '62' };
    const all = await lines(folder, wrong);
    expect(failures(all).map((line) => /[A-Z_]{4,}/.exec(line)?.[0])).toEqual(
      expect.arrayContaining(['PORT', 'LOG_LEVEL', 'TELEGRAM_BOT_TOKEN', 'WHATSAPP_PHONE']),
    );
    expect(all.join('\n')).not.toContain('salah');
    expect(only(all, 'data folder')).not.toEqual([]);
    // Nothing is said of a port that nobody meant.
    expect(only(all, 'web server')).toEqual([]);
  });

  it('that names half of a channel is told as such', async () => {
    const all = await lines(await around.make(), { WHATSAPP_CLOUD_TOKEN: 'EAAsomethinglong' });
    expect(failures(all)).toHaveLength(3);
    expect(all.join('\n')).not.toContain('EAAsomethinglong');
  });
});

describe('the content', () => {
  it('that is broken is told by file and line, with the texts of channels', async () => {
    const content = join(await around.make(), 'content');
    await cp(join(root, 'content'), content, { recursive: true });
    const flow = join(content, 'flows/device.yml');
    await writeFile(flow, (await readFile(flow, 'utf8')).replace(/next: [A-Z]\S+/, 'next: ZZ-404'));
    await writeFile(join(content, 'channels.yml'), 'telegram: {}\n');
    const all = failures(await lines(await around.make(), { CONTENT_DIR: content }));
    expect(all.join('\n')).toMatch(/content\/flows\/device\.yml:\d+.*ZZ-404/);
    expect(all.join('\n')).toContain('content/channels.yml is not complete');
  });

  it('that is not there is told', async () => {
    const all = await lines(await around.make(), { CONTENT_DIR: '/nowhere/content' });
    expect(failures(all)[0]).toContain('cannot be read');
  });
});

describe('the clock', () => {
  it('in a wrong year is told', async () => {
    const all = await lines(await around.make(), {}, { now: () => Date.parse('1970-01-02') });
    expect(only(all, 'clock')[0]).toMatch(/^fail.*1970.*synchronisation/);
  });

  it.each([
    [30, 'ok', 'agrees'],
    [90, 'warn', 'ahead of'],
    [-3600, 'warn', 'behind'],
  ])('that is %i seconds off the server of a channel is compared', async (seconds, level, what) => {
    const api = await startBotApi({ token });
    around.onEnd(api.stop);
    const environment = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: api.url };
    const all = await lines(await around.make(), environment, { now: () => Date.now() + seconds * 1000 });
    expect(only(all, 'clock')[0]).toMatch(new RegExp(`^${level}.*${what}`));
  });
});

it('prints one line each, and ends with 1 when something fails', async () => {
  const folder = await around.make();
  const run = (environment: Environment): Promise<{ code: unknown; out: string }> =>
    new Promise((done) => {
      const env = { PATH: process.env.PATH, DATA_DIR: folder, PORT: '0', ...environment };
      execFile(process.execPath, [resolve(root, 'bot/doctor.ts')], { cwd: folder, env }, (error, out, err) =>
        done({ code: error?.code ?? 0, out: out + err }),
      );
    });
  const well = await run({});
  expect(well.code).toBe(0);
  for (const line of well.out.trim().split('\n')) expect(line).toMatch(/^(ok {2}|warn) {2}\S.* — \S/);
  const ill = await run({ LOG_LEVEL: 'loud', TELEGRAM_BOT_TOKEN: 'rahasia-sekali' });
  expect(ill.code).toBe(1);
  expect(ill.out).toMatch(/^fail {2}configuration — LOG_LEVEL=loud: choose/m);
  expect(ill.out).not.toContain('rahasia-sekali');
});
