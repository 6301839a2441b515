import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rank } from '../../intents/classify.ts';
import { loadExamples, loadModel } from '../../intents/load.ts';

let folder: string;
let cache: string;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'intents-test-'));
  folder = join(root, 'examples');
  cache = join(root, 'cache');
  mkdirSync(folder);
  write('greeting.yml', 'intent: greeting\nexamples:\n  - "halo min"\n  - "pagi kak"\ntests:\n  - "siang"\n');
  write('closing.yml', 'intent: closing\nexamples:\n  - "makasih ya"\n  - "oke terima kasih"\n');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('reading examples', () => {
  test('keeps examples and tests apart', () => {
    const { examples, tests } = loadExamples(folder);
    expect(examples).toHaveLength(4);
    expect(tests).toEqual([{ text: 'siang', intent: 'greeting' }]);
  });

  test('tells every problem at once, with file and line', () => {
    write('complaint.yml', 'intent: complain\nexampels: 1\nexamples:\n  - "jelek"\n  - 7\n  - "Jelek!"\n');
    write('bot_identity.yml', 'intent: bot_identity\nexamples:\n  - "halo min"\n  - "unclosed\n');
    write('human_agent.yml', 'intent: human_agent\nexamples:\n  - "pagi kak"\n');
    const problems = () => loadExamples(folder);
    expect(problems).toThrow(/complaint\.yml:1: "intent:" must be "complaint"/);
    expect(problems).toThrow(/complaint\.yml:2: unknown key "exampels"/);
    expect(problems).toThrow(/complaint\.yml:5: an item of "examples"/);
    expect(problems).toThrow(/complaint\.yml:6: "Jelek!" stands already in line 4/);
    expect(problems).toThrow(/bot_identity\.yml:\d+: /);
    expect(problems).toThrow(/human_agent\.yml: "pagi kak" is also an example of greeting/);
  });

  test('refuses a test that equals an example', () => {
    write('greeting.yml', 'intent: greeting\nexamples:\n  - "halo min"\ntests:\n  - "Halo, min!"\n');
    expect(() => loadExamples(folder)).toThrow(/greeting\.yml:5: /);
  });
});

describe('the cache', () => {
  const file = () => join(cache, 'intents.model');

  test('gives back the model that was trained', () => {
    const trained = loadModel(folder, cache);
    expect(loadModel(folder, cache)).toEqual(trained);
    expect(rank(trained, 'makasih banyak').ranking[0]?.intent).toBe('closing');
    expect(readdirSync(cache)).toEqual(['intents.model']);
  });

  test('is trained anew when an example changes', () => {
    loadModel(folder, cache);
    const before = readFileSync(file());
    write('greeting.yml', 'intent: greeting\nexamples:\n  - "halo min"\n  - "malam"\n');
    loadModel(folder, cache);
    expect(readFileSync(file()).equals(before)).toBe(false);
  });

  test.each([
    ['torn', (bytes: Buffer) => bytes.subarray(0, bytes.length - 10)],
    ['foreign', () => Buffer.from('{"hello":"world"}\nxxxx')],
    ['empty', () => Buffer.alloc(0)],
    [
      'changed in one byte',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]),
    ],
  ])('is made again when its file is %s', (_, spoil) => {
    const trained = loadModel(folder, cache);
    const good = readFileSync(file());
    writeFileSync(file(), spoil(good));
    expect(loadModel(folder, cache)).toEqual(trained);
    expect(readFileSync(file()).equals(good)).toBe(true);
  });

  test('is not needed: a folder that cannot be written costs only time', () => {
    writeFileSync(cache, 'a file where the folder should be');
    expect(rank(loadModel(folder, cache), 'halo').ranking[0]?.intent).toBe('greeting');
  });
});
