import { test } from 'vitest';
import { points } from './plan.ts';
import { crashAt } from './run.ts';

test.concurrent.for(points)(
  'nothing is lost, doubled or disordered by a kill at %s',
  { timeout: 200_000 },
  async (point, { expect }) => {
    const result = await crashAt(point, 1);
    expect(result).toMatchObject({ kills: 1, lost: 0, doubled: 0, disordered: 0, violations: [] });
  },
);
