import { expect, it } from 'vitest';
import { tortured } from './kills.ts';

it('loses, doubles and disorders nothing when it is killed at random moments under load', async () => {
  const findings = await tortured({ kills: 4, clients: 4 });
  expect(findings).toMatchObject({ kills: 4, lost: 0, doubled: 0, disordered: 0 });
  expect(findings.messages).toBeGreaterThan(20);
}, 120_000);
