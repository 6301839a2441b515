import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLog } from '../bot/log.ts';

const nik = '3171234567890123';

/** A log, and the lines that were written. */
function written() {
  const lines: string[] = [];
  return { lines, log: createLog('debug', { write: (line: string) => void lines.push(line) }) };
}

describe('a line of the log', () => {
  it.each([
    ['a message', (log: ReturnType<typeof createLog>) => log.error(`NIK ${nik} tidak cocok`)],
    ['a message of several lines', (log: ReturnType<typeof createLog>) => log.error(`NIK\n${nik}\tulang`)],
    ['a reason', (log: ReturnType<typeof createLog>) => log.error({ reason: `Error: "${nik}" is no date` }, 'trouble')],
    ['a stack', (log: ReturnType<typeof createLog>) => log.error({ stack: `at f (x)\n${nik}\n at g` }, 'trouble')],
    ['an error', (log: ReturnType<typeof createLog>) => log.error(new Error(`cannot read "${nik}"`))],
    [
      'an error under a name',
      (log: ReturnType<typeof createLog>) => log.error({ err: new Error(`kode\n${nik}`) }, 'x'),
    ],
    [
      'the cause of an error',
      (log: ReturnType<typeof createLog>) => log.error(new Error('outer', { cause: new Error(`inner ${nik}`) })),
    ],
    ['a text of a participant', (log: ReturnType<typeof createLog>) => log.info({ text: `apa saja ${nik}` }, 'turn')],
    ['a text one level down', (log: ReturnType<typeof createLog>) => log.info({ reply: { text: 'rahasia' } }, 'turn')],
    ['a token', (log: ReturnType<typeof createLog>) => log.info({ token: nik }, 'start')],
  ])('holds no secret out of %s, and stays JSON', (_where, act) => {
    const { log, lines } = written();
    act(log);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(nik);
    expect(lines[0]).not.toContain('rahasia');
    expect(() => JSON.parse(lines[0] ?? '')).not.toThrow();
  });

  it('stays JSON when a secret stands right behind an escaped character', () => {
    const { log, lines } = written();
    log.error(`\u2028${nik}\u0001${nik} \\${nik} "${nik}"`);
    expect(lines[0]).not.toContain(nik);
    expect(() => JSON.parse(lines[0] ?? '')).not.toThrow();
  });

  it('holds no one-time code or password', () => {
    const { log, lines } = written();
    log.error('cannot read "kode otp saya 482913"');
    log.error('cannot read "password saya Bunga2024!"');
    expect(lines.join('')).not.toMatch(/482913|Bunga2024/);
  });

  it('names a file of the store as it is called', () => {
    const { log, lines } = written();
    const file = '/srv/data/conversations/ab/ab123456789012345678901234567890.json.damaged-2026-11-23T05-00-00.000Z';
    log.error(`Set aside as ${file}; nik ${nik}.`);
    expect(lines[0]).toContain(file);
    expect(lines[0]).not.toContain(` ${nik}`);
  });

  it('keeps what an operator needs: the time, the level, counts and case codes', () => {
    const { log, lines } = written();
    log.info({ conversation: 'web:ab12', case: 'JM-4F7K2', decision: { type: 'missed', times: 2 } }, 'turn');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      conversation: 'web:ab12',
      case: 'JM-4F7K2',
      decision: { type: 'missed', times: 2 },
      msg: 'turn',
    });
  });

  it.skipIf(!existsSync('/dev/full'))('is lost when its disk is full, and the bot goes on', async () => {
    const log = new URL('../bot/log.ts', import.meta.url);
    const program = `const { createLog } = await import(${JSON.stringify(log.href)});
      const log = createLog('info');
      for (let count = 0; count < 3; count += 1) { log.error('trouble'); await new Promise((done) => setTimeout(done, 20)); }
      process.exit(7);`;
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', full, 'pipe'] });
    expect(await once(child, 'exit')).toEqual([7, null]);
  });
});
