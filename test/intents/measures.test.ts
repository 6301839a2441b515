import { describe, expect, test } from 'vitest';
import { calibrationError, confusions, quantile, score, separation } from '../../intents/evaluation/measures.ts';

const row = (intent: string, also: string[], ranking: [string, number][]) => ({
  asked: { text: '', intent, also },
  answer: { ranking: ranking.map(([name, value]) => ({ intent: name, score: value })), outOfScope: 0 },
});

const rows = [
  row(
    'a',
    [],
    [
      ['a', 0.9],
      ['b', 0.1],
    ],
  ),
  row(
    'a',
    ['b'],
    [
      ['b', 0.8],
      ['a', 0.2],
    ],
  ),
  row(
    'b',
    [],
    [
      ['c', 0.6],
      ['b', 0.4],
    ],
  ),
  row('c', [], [['c', 1]]),
];

describe('scores', () => {
  test('count the primary intent strictly and the others leniently', () => {
    const { n, strict, lenient, top3 } = score(rows);
    expect({ n, strict, lenient, top3 }).toEqual({ n: 4, strict: 0.5, lenient: 0.75, top3: 1 });
    expect(score(rows).macroF1).toBeCloseTo((2 / 3 + 0 + 2 / 3) / 3, 10);
  });

  test('name the confusions and excuse acceptable ones', () => {
    expect(confusions(rows)).toContainEqual({ meant: 'a', taken: 'b', times: 1, excused: 1 });
  });

  test('measure how sure was how right', () => {
    expect(calibrationError(rows)).toBeCloseTo((0.1 + 0.2 + 0.6 + 0) / 4, 10);
  });
});

test('separation is the chance that a positive has the higher value', () => {
  expect(separation([2, 3], [0, 1])).toBe(1);
  expect(separation([1], [1])).toBe(0.5);
  expect(separation([0, 3], [1, 2])).toBe(0.5);
});

test('quantiles are values of the list', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([3, 1, 2], 0.99)).toBe(3);
});
