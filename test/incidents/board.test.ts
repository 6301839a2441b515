import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileBoard, statusAt } from '../../bot/incidents/board.ts';

const at = (text: string) => Date.parse(text);
let folder: string;
let alarms: string[];
let version = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'board-'));
  alarms = [];
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes the board as an operator does, at a later time than before. */
async function write(text: string): Promise<void> {
  const path = join(folder, 'board.yml');
  await writeFile(path, text);
  version += 10;
  await utimes(path, version, version);
}
const open = () => fileBoard(folder, (text) => alarms.push(text));
const entry = (from: string, until = '') =>
  `- service: JMO\n  type: maintenance\n  from: ${from}\n${until === '' ? '' : `  until: ${until}\n`}  source: Instagram resmi\n`;
const tenAtNight = at('2026-12-01T15:00:00Z');

describe('the status board', () => {
  it('is clear without a file', async () => {
    expect(await open().status(tenAtNight)).toEqual({ type: 'clear' });
    expect(alarms).toEqual([]);
  });

  it.each([
    ['2026-12-01 22:00'],
    ["'2026-12-01 22.00'"],
    ['2026-12-01T22:00'],
    ['2026-12-01 22:00:00'],
    ['2026-12-01T22:00:00'],
    ['"2026-12-01, 22:00"'],
    ['2026-12-01 22:00 WIB'],
    ['2026-12-01 23:00 WITA'],
    ['2026-12-01T15:00:00Z'],
    ['2026-12-01T22:00:00+07:00'],
  ])('reads the time %s', async (from) => {
    await write(entry(from));
    const board = open();
    expect(await board.status(tenAtNight - 1)).toEqual({ type: 'clear' });
    expect(await board.status(tenAtNight)).toEqual({
      type: 'maintenance',
      service: 'JMO',
      from: tenAtNight,
      until: null,
    });
    expect(alarms).toEqual([]);
  });

  it('takes a date alone for its midnight in Jakarta', async () => {
    await write(entry('2026-12-01', '2026-12-02'));
    const board = open();
    expect((await board.status(at('2026-11-30T17:00:00Z'))).type).toBe('maintenance');
    expect((await board.status(at('2026-12-01T17:00:00Z'))).type).toBe('clear');
  });

  it('is read again when it changes, and is clear when it is emptied or removed', async () => {
    const board = open();
    await write(entry('2026-12-01 22:00'));
    expect((await board.status(tenAtNight)).type).toBe('maintenance');
    await write('');
    expect((await board.status(tenAtNight)).type).toBe('clear');
    await write(entry('2026-12-01 22:00'));
    expect((await board.status(tenAtNight)).type).toBe('maintenance');
    await rm(join(folder, 'board.yml'));
    expect((await board.status(tenAtNight)).type).toBe('clear');
  });

  it.each([
    ['no YAML', '- service: [JMO'],
    ['no time', entry('besok malam')],
    ['a day that does not exist', entry('2026-02-31 10:00')],
    ['an end before its beginning', entry('2026-12-01 22:00', '2026-12-01 20:00')],
    ['an unknown kind', entry('2026-12-01 22:00').replace('maintenance', 'pesta')],
    ['no source', '- { service: JMO, type: incident, from: 2026-12-01 }'],
    ['a key that is misspelt', `${entry('2026-12-01 22:00')}  untill: 2026-12-02\n`],
  ])('keeps the last good one and raises one alarm when the new one has %s', async (_what, text) => {
    const board = open();
    await write(entry('2026-12-01 22:00'));
    await board.status(tenAtNight);
    await write(text);
    for (let turn = 0; turn < 3; turn += 1) expect((await board.status(tenAtNight)).type).toBe('maintenance');
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toContain('board.yml');
  });

  it('tells all who ask at the same time the same, also the first time', async () => {
    await write(entry('2026-12-01 22:00'));
    const board = open();
    const all = await Promise.all(Array.from({ length: 10 }, () => board.status(tenAtNight)));
    expect(all.map(({ type }) => type)).toEqual(Array.from({ length: 10 }, () => 'maintenance'));
  });

  it('is read when it becomes readable, though its time of change is the same', async () => {
    await mkdir(join(folder, 'board.yml'));
    await utimes(join(folder, 'board.yml'), 900, 900);
    const board = open();
    for (let turn = 0; turn < 2; turn += 1) expect((await board.status(tenAtNight)).type).toBe('clear');
    expect(alarms).toHaveLength(1);
    await rm(join(folder, 'board.yml'), { recursive: true });
    await writeFile(join(folder, 'board.yml'), entry('2026-12-01 22:00'));
    await utimes(join(folder, 'board.yml'), 900, 900);
    expect((await board.status(tenAtNight)).type).toBe('maintenance');
  });

  it('puts an incident above maintenance, and the newest above older ones', () => {
    const base = { source: 's', from: 10 };
    const entries = [
      { ...base, service: 'old', type: 'incident' as const },
      { ...base, service: 'new', type: 'incident' as const, from: 20 },
      { ...base, service: 'planned', type: 'maintenance' as const, from: 30 },
      { ...base, service: 'over', type: 'incident' as const, from: 40, until: 50 },
    ];
    expect(statusAt(entries, 60)).toMatchObject({ type: 'incident', service: 'new' });
    expect(statusAt(entries, 45)).toMatchObject({ type: 'incident', service: 'over' });
    expect(statusAt(entries, 5)).toEqual({ type: 'clear' });
  });
});
