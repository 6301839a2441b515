import { expect, test } from 'vitest';
import { plans } from './crash-plan.ts';
import { crashRun } from './crash-run.ts';

for (const [kind, points] of Object.entries(plans)) {
  test(`killed at every point of ${kind}, the bot loses nothing and keeps the order`, async () => {
    const result = await crashRun(points, points.length);
    expect(result).toMatchObject({ lost: [], outOfOrder: 0, violations: [] });
    expect(result.doubled).toBeLessThanOrEqual(points.filter(({ mayDouble }) => mayDouble !== undefined).length);
  }, 120_000);
}
