import { describe, expect, it } from 'vitest';
import { judge, thresholds } from '../../bot/core/decide.ts';
import type { Understanding } from '../../bot/core/event.ts';

const ranked = (scores: readonly number[], outOfScope = 0): Understanding => {
  const intents = ['login_failed', 'forgot_password', 'otp_problem', 'app_crash'] as const;
  return {
    ranking: scores.map((score, index) => ({ intent: intents[index] ?? 'complaint', score })),
    outOfScope,
  };
};

describe('the verdict on a ranking', () => {
  it('is sure of what is likely enough', () => {
    expect(judge(ranked([0.95, 0.03, 0.02]))).toEqual({ type: 'sure', intent: 'login_failed' });
  });

  it('asks which of two that are about as likely is meant', () => {
    expect(judge(ranked([0.41, 0.39, 0.02]))).toMatchObject({
      type: 'between',
      intents: ['login_failed', 'forgot_password'],
    });
  });

  it('offers at most three', () => {
    const verdict = judge(ranked([0.26, 0.25, 0.25, 0.24]));
    expect(verdict.type === 'between' ? verdict.intents.length : 0).toBeLessThanOrEqual(3);
  });

  it('is unsure when nothing stands out', () => {
    expect(judge(ranked([0.1, 0.09, 0.08]))).toEqual({ type: 'unsure' });
    expect(judge(ranked([]))).toEqual({ type: 'unsure' });
  });

  it('takes nothing for a topic that is likely off all of them', () => {
    expect(judge(ranked([0.9, 0.1], 0.99))).toEqual({ type: 'off-topic' });
    expect(judge({ ranking: [{ intent: 'out_of_scope', score: 0.9 }], outOfScope: 0.1 })).toEqual({
      type: 'off-topic',
    });
  });

  it('must be surer to leave a step in hand than to begin', () => {
    const between = ranked([(thresholds.sure + thresholds.digression) / 2, 0.2, 0.1]);
    expect(judge(between).type).toBe('sure');
    expect(judge(between, thresholds.digression).type).not.toBe('sure');
  });
});
