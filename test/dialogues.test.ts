import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dialogue, play } from './dialogue.ts';
import { realBook } from './world.ts';

const folder = resolve(import.meta.dirname, 'dialogues');
const visited = new Set<string>();
const kinds = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

for (const kind of kinds) {
  describe(kind.name, () => {
    for (const file of readdirSync(resolve(folder, kind.name)).filter((name) => name.endsWith('.yml'))) {
      it(file.replace('.yml', '').replaceAll('-', ' '), async () => {
        const script = dialogue.parse(parse(readFileSync(resolve(folder, kind.name, file), 'utf8')));
        const played = await play(script, realBook);
        for (const step of played.visited) visited.add(step);
        expect(played.problems.join('\n')).toBe('');
      });
    }
  });
}

describe('the dialogues together', () => {
  it('go through at least 95 % of the steps, and every flow has a happy one', () => {
    const steps = [...realBook.steps.keys()];
    const missed = steps.filter((step) => !visited.has(step));
    const share = (steps.length - missed.length) / steps.length;
    process.stdout.write(
      `Step coverage of the flows: ${(share * 100).toFixed(1)} % (${steps.length - missed.length} of ${steps.length})${missed.length > 0 ? `; not visited: ${missed.join(' ')}` : ''}\n`,
    );
    expect(share).toBeGreaterThanOrEqual(0.95);
  });
});

afterAll(() => visited.clear());
