import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newConversation } from '../bot/core/conversation.ts';
import type { Advance, Decision } from '../bot/core/event.ts';
import type { ReceivedMessage } from '../bot/core/message.ts';
import { type MissedDisk, missedMessages } from '../bot/missed.ts';
import { createWorld, MONDAY, realBook } from './world.ts';

let folder: string;
let alarms: string[];

beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'missed-'));
  alarms = [];
});
afterEach(() => fs.rm(folder, { recursive: true }));

const open = (changes: { readonly disk?: MissedDisk; readonly most?: number } = {}) =>
  missedMessages({ folder, book: realBook, alarm: (text) => alarms.push(text), ...changes });

const received = (text: string): ReceivedMessage => ({
  message: { type: 'text', id: '1', at: MONDAY, text },
  found: [],
  sealed: [],
  receivedAt: MONDAY,
});

const taken = (decision: Decision, changes: Partial<Advance['conversation']> = {}): Advance => ({
  conversation: { ...newConversation(), ...changes },
  replies: [],
  decision,
  opened: null,
  ended: [],
  visited: [],
  toldTransfer: false,
});
const missed = taken({ type: 'missed', times: 1 });

const linesOf = async (name = 'missed.jsonl'): Promise<string[]> =>
  (await fs.readFile(join(folder, name), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
const textsOf = async (name?: string): Promise<unknown[]> => (await linesOf(name)).map((line) => JSON.parse(line).text);

describe('messages that were missed', () => {
  it('are kept with text, time and decision, and without who wrote them', async () => {
    const file = open();
    file.note(received('kartu saya ijo'), missed);
    file.note(received('saldo'), taken({ type: 'clarify', intents: ['balance_check'] }));
    file.note(received('beli tiket'), taken({ type: 'out-of-scope' }));
    await file.idle();
    const at = '2026-11-23T03:00:00.000Z';
    expect((await linesOf()).map((line) => JSON.parse(line))).toEqual([
      { text: 'kartu saya ijo', at, decision: 'missed' },
      { text: 'saldo', at, decision: 'clarify' },
      { text: 'beli tiket', at, decision: 'out-of-scope' },
    ]);
  });

  it('can be read only by who runs the bot', async () => {
    const file = open();
    file.note(received('kartu saya ijo'), missed);
    await file.idle();
    expect((await fs.stat(join(folder, 'missed.jsonl'))).mode & 0o077).toBe(0);
  });

  it.each<[string, string, Advance]>([
    ['was understood', 'otp ga masuk', taken({ type: 'intent', intent: 'otp_problem', digression: false })],
    ['was a command', 'menu', taken({ type: 'command', command: 'menu' })],
    ['holds no word', '⟨nik⟩ 🙏', missed],
  ])('do not hold one that %s', async (_why, text, advance) => {
    const file = open();
    file.note(received(text), advance);
    await file.idle();
    expect(await linesOf()).toEqual([]);
  });

  it('do not hold what a step asked for, since it may be a name', async () => {
    const step = [...realBook.steps].find(([, { step }]) => step.type === 'ask')?.[0] ?? '';
    const file = open();
    file.note(received('Siti'), taken(missed.decision, { position: { step, part: 0 }, question: { type: 'step' } }));
    await file.idle();
    expect(await linesOf()).toEqual([]);
  });

  it('show no number that only the joined fragments give away', async () => {
    const file = open();
    file.note(received('nik ane 3271 0460\n1190 0002 min'), missed);
    await file.idle();
    expect(await textsOf()).toEqual(['nik ane ⟨nik⟩ min']);
  });

  it('begin a new file when the old one is full, and keep one old file', async () => {
    const file = open({ most: 400 });
    for (let count = 0; count < 9; count += 1) {
      file.note(received(`pesan aneh ke ${count} ${'x'.repeat(40)}`), missed);
      await file.idle();
    }
    expect((await fs.readdir(folder)).sort()).toEqual(['missed.jsonl', 'missed.old.jsonl']);
    expect((await linesOf('missed.old.jsonl')).length).toBeGreaterThan(1);
    expect(String((await textsOf()).at(-1))).toContain('ke 8');
    for (const name of await fs.readdir(folder))
      expect((await fs.stat(join(folder, name))).size).toBeLessThanOrEqual(400);
  });

  it('go on behind a line that a crash tore', async () => {
    await fs.writeFile(join(folder, 'missed.jsonl'), '{"text":"setengah');
    const file = open();
    file.note(received('kartu saya ijo'), missed);
    await file.idle();
    expect((await linesOf()).at(-1)).toContain('kartu saya ijo');
  });

  it('never disturb the bot: one alarm for a run of failures, and the next after it worked again', async () => {
    let full = true;
    const disk: MissedDisk = {
      ...fs,
      appendFile: (path, text, options) =>
        full ? Promise.reject(new Error('ENOSPC')) : fs.appendFile(path, text, options),
    };
    const file = open({ disk });
    const say = async (text: string) => {
      file.note(received(text), missed);
      await file.idle();
    };
    await say('satu');
    await say('dua');
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toContain('missed.jsonl');
    full = false;
    await say('tiga');
    expect(await textsOf()).toEqual(['tiga']);
    full = true;
    await say('empat');
    expect(alarms).toHaveLength(2);
  });

  it('are bounded while the disk hangs, and are not waited for', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const written: string[] = [];
    const disk: MissedDisk = {
      ...fs,
      appendFile: async (_path, text) => {
        await promise;
        written.push(text);
      },
    };
    const file = open({ disk });
    for (let count = 0; count < 5_000; count += 1) file.note(received(`pesan ${count}`), missed);
    expect(written).toEqual([]);
    resolve();
    await file.idle();
    expect(written.join('').split('\n').length).toBeLessThanOrEqual(1_001);
  });

  it('are those of a real conversation', async () => {
    const world = createWorld();
    const file = open();
    for (const text of ['otp ga masuk masuk', 'blarg fnord zwoosh']) {
      const before = world.taken().length;
      await world.say(text);
      for (const advance of world.taken().slice(before)) file.note(received(text), advance);
    }
    await file.idle();
    expect(await textsOf()).toEqual(['blarg fnord zwoosh']);
  });
});
