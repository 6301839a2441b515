import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunningBot, startProcess } from './running-bot.ts';
import { type Line, type WebClient, webClient } from './web-client.ts';

const root = resolve(import.meta.dirname, '..');
let folder: string;
let running: RunningBot[] = [];
/** A data folder with nothing in it but the trained model, so that each start need not train it anew. */
let template: string;

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), 'app-'));
  folder = template;
  const bot = await start();
  await bot.kill('SIGTERM');
  await rm(join(template, 'key'));
});
afterAll(() => rm(template, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'app-'));
  await cp(template, folder, { recursive: true });
  running = [];
});
afterEach(async () => {
  for (const bot of running) await bot.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function start(environment: Readonly<Record<string, string>> = {}): Promise<RunningBot> {
  const bot = await startProcess({ DATA_DIR: folder, QUIET_MS: '0', ...environment });
  running.push(bot);
  return bot;
}

/** What a start that fails prints, and its exit code. */
function failure(environment: Readonly<Record<string, string>>): Promise<{ code: unknown; printed: string }> {
  const env = { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder, ...environment };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [resolve(root, 'bot/main.js')],
      { cwd: folder, env, timeout: 50_000 },
      (error, out, err) => done({ code: error?.code ?? 0, printed: out + err }),
    );
  });
}

const said = (lines: readonly Line[]) => lines.filter(({ from }) => from === 'bot');

/** The lines once the bot has said at least `count`. */
async function answers(client: WebClient, count: number): Promise<readonly Line[]> {
  for (let tries = 0; ; tries += 1) {
    const lines = await client.read(0);
    if (said(lines).length >= count) return lines;
    if (tries > 300) throw new Error(`The bot said ${said(lines).length} lines instead of ${count}.`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Every file below a folder, with its text. */
async function filesOf(below: string): Promise<readonly { path: string; text: string }[]> {
  const entries = await readdir(below, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, 'latin1') })));
}

describe('a start', () => {
  it('is refused to a second process on the same data, which is told whose they are', async () => {
    const first = await start();
    const { code, printed } = await failure({});
    expect(code).toBe(1);
    expect(printed).toContain(folder);
    expect(printed).toContain(String(first.process.pid));
    expect(printed).not.toMatch(/\n\s+at /);
  });

  it('with a wrong configuration ends with 1 and one list of everything', async () => {
    const { code, printed } = await failure({ PORT: 'http', QUIET_MS: '99999', LOG_LEVEL: 'all', PUBLIC_URL: 'x' });
    expect(code).toBe(1);
    for (const name of ['PORT=http', 'QUIET_MS=99999', 'LOG_LEVEL=all', 'PUBLIC_URL=x'])
      expect(printed).toContain(name);
    expect(printed).not.toMatch(/\n\s+at /);
  });

  it('takes settings from the file .env, and rather from the environment', async () => {
    await writeFile(join(folder, '.env'), '\uFEFFLOG_LEVEL=loud\nPORT=http\n');
    const { code, printed } = await failure({ PORT: '0' });
    expect(code).toBe(1);
    expect(printed).toContain('LOG_LEVEL=loud');
    expect(printed).not.toContain('PORT=');
  });

  it('with an .env that cannot be read says so', async () => {
    await mkdir(join(folder, '.env'));
    const { code, printed } = await failure({});
    expect(code).toBe(1);
    expect(printed).toContain('The file .env cannot be read; correct its rights, or move it away.');
  });

  it('with broken content ends with 1 and every problem by file and line', async () => {
    const content = join(folder, 'content');
    await cp(resolve(root, 'content'), content, { recursive: true });
    const flow = join(content, 'flows/device.yml');
    await writeFile(flow, (await readFile(flow, 'utf8')).replace(/next: [A-Z]\S+/, 'next: ZZ-404'));
    const texts = join(content, 'texts.yml');
    await writeFile(texts, (await readFile(texts, 'utf8')).replace(/^solved:/m, 'solvedd:'));
    const { code, printed } = await failure({ CONTENT_DIR: content });
    expect(code).toBe(1);
    expect(printed).toMatch(/texts\.yml:\d+/);
    expect(printed).toMatch(/solved/);
    expect(printed).not.toMatch(/\n\s+at /);
  });

  it('with a step that leads nowhere names it', async () => {
    const content = join(folder, 'content');
    await cp(resolve(root, 'content'), content, { recursive: true });
    const flow = join(content, 'flows/device.yml');
    await writeFile(flow, (await readFile(flow, 'utf8')).replace(/next: [A-Z]\S+/, 'next: ZZ-404'));
    const { code, printed } = await failure({ CONTENT_DIR: content });
    expect(code).toBe(1);
    expect(printed).toMatch(/flows\/device\.yml:\d+.*ZZ-404/);
  });

  it.each([
    ['no content folder', { CONTENT_DIR: '/nowhere/content' }, /content.*cannot be read/i],
    ['a data folder below a file', { DATA_DIR: join(import.meta.filename, 'data') }, /data folder.*DATA_DIR/i],
    ['an address that is not ours', { HOST: '203.0.113.7' }, /HOST/],
  ])('with %s says what to do', async (_what, environment, expected) => {
    const { code, printed } = await failure(environment);
    expect(code).toBe(1);
    expect(printed).toMatch(expected);
  });

  it('on a port in use says so', async () => {
    const first = await start();
    const second = join(folder, 'second');
    await cp(template, second, { recursive: true });
    const { code, printed } = await failure({ DATA_DIR: second, PORT: new URL(first.address).port });
    expect(code).toBe(1);
    expect(printed).toMatch(/in use.*PORT/);
  });

  it('with a damaged key stops instead of making another', async () => {
    await writeFile(join(folder, 'key'), 'damaged');
    const { code, printed } = await failure({});
    expect(code).toBe(1);
    expect(printed).toMatch(/key.*damaged.*backup/);
    expect(await readFile(join(folder, 'key'), 'utf8')).toBe('damaged');
  });
});

describe('a running bot', () => {
  it('finishes its turns on SIGTERM, and goes on with the same question after the restart', async () => {
    const first = await start();
    let address = first.address;
    const client = await webClient(() => address);
    await client.post('menu');
    const before = await answers(client, 1);
    await client.post('1');
    await first.kill('SIGTERM');
    expect(first.process.exitCode).toBe(0);
    address = (await start()).address;
    const after = await answers(client, said(before).length + 1);
    expect(after.slice(0, before.length)).toEqual(before);
    const count = said(after).length;
    await client.post('ulang');
    const repeated = await answers(client, count + 1);
    expect(said(repeated).at(-1)?.text).toBe(said(after).at(-1)?.text);
  });

  it('sets a damaged conversation aside, raises an alarm, and serves everybody else', async () => {
    const first = await start();
    let address = first.address;
    const [hurt, other] = [await webClient(() => address), await webClient(() => address)];
    await hurt.post('menu');
    await answers(hurt, 1);
    const [file] = (await filesOf(join(folder, 'conversations'))).map(({ path }) => path);
    await other.post('menu');
    await answers(other, 1);
    await first.kill('SIGTERM');
    await writeFile(file ?? '', '{"version":1,"unfinished":true');
    const second = await start();
    address = second.address;
    await other.post('batal');
    await answers(other, 2);
    await hurt.post('menu');
    expect(said(await answers(hurt, 1))).toHaveLength(1);
    expect(second.printed()).toMatch(/damaged.*set aside/);
    const kept = await filesOf(join(folder, 'conversations'));
    expect(kept.some(({ path, text }) => path.includes('.damaged-') && text.startsWith('{"version":1,'))).toBe(true);
    expect(await (await fetch(`${address}/healthz`)).json()).toMatchObject({ status: 'ok', alarms: 1 });
  });

  it('answers ten thousand characters, control characters and emoji alone', async () => {
    const bot = await start();
    for (const text of [
      'a'.repeat(10_000),
      'gagal login '.repeat(800),
      '\u0000\u001b[31m\u202e\u200b!',
      '😭🙏🏽',
      '\ud83d',
    ]) {
      const client = await webClient(() => bot.address);
      await client.post(text);
      expect(said(await answers(client, 1)).length).toBeGreaterThan(0);
    }
    expect(bot.printed()).not.toMatch(/"level":"error"/);
  });

  it('keeps no secret in any file and prints none', async () => {
    const bot = await start({ LOG_LEVEL: 'debug' });
    const client = await webClient(() => bot.address);
    const secrets = ['3171234567890123', '482913', 'Bunga2024', '081234567890', '12345678901'];
    const texts = [
      'nik saya 3171234567890123',
      'kode otp 482913',
      'password saya Bunga2024!',
      'wa saya 081234567890',
      'kpj 12345678901',
    ];
    for (const [index, text] of texts.entries()) {
      await client.post(text);
      await answers(client, index + 1);
    }
    const lines = await client.read(0);
    await bot.kill('SIGTERM');
    const everything = [bot.printed(), JSON.stringify(lines), ...(await filesOf(folder)).map(({ text }) => text)];
    for (const secret of secrets) expect(everything.filter((text) => text.includes(secret))).toEqual([]);
    expect(bot.printed()).toContain('"msg":"turn"');
  });
});
