/** Which of answering, asking back and admitting a miss costs the participant least. All thresholds of the dialogue stand here. */
import type { Understanding } from './event.ts';
import type { IntentId } from './ids.ts';

export type Verdict =
  | { readonly type: 'sure'; readonly intent: IntentId }
  | { readonly type: 'between'; readonly intents: readonly IntentId[] }
  | { readonly type: 'off-topic' }
  | { readonly type: 'unsure' };

export const thresholds = {
  /** At least this probability to act without asking back. */
  sure: 0.5,
  /** Also enough when the runner-up is this many times less likely. */
  sureLead: { least: 0.35, times: 2.2 },
  /** The same inside a flow, where leaving costs more. */
  digressionLead: { least: 0.45, times: 5 },
  /** Two or three candidates together reach this: asking which one is worth it. */
  between: 0.45,
  /** A candidate below this is not offered. */
  candidate: 0.12,
  /** To leave the step in hand for another topic one must be surer. */
  digression: 0.6,
  /** For a day after a danger one must be this sure to speak of anything else. */
  afterDanger: 0.9,
  /** What stands behind an answer and asks nothing is a topic of its own only when this sure. */
  alsoNamed: 0.9,
  /** From here on the text counts as off the topic. */
  outOfScope: 0.5,
  /** Enough when no intent is likely either. */
  doubtfulScope: { least: 0.35, below: 0.5 },
} as const;

/** Reads the classifier's ranking. `sure` is the least probability to act on (higher inside a flow). */
export function judge(understanding: Understanding, sure: number = thresholds.sure): Verdict {
  const [first, second, third] = understanding.ranking;
  if (!first) return { type: 'unsure' };
  if (first.intent === 'out_of_scope' || isOffTopic(understanding.outOfScope, first.score))
    return { type: 'off-topic' };
  const lead = first.score / Math.max(second?.score ?? 0, 1e-9);
  const leads =
    sure <= thresholds.sure && first.score >= thresholds.sureLead.least && lead >= thresholds.sureLead.times;
  if (first.score >= sure || leads) return { type: 'sure', intent: first.intent };
  const candidates = [first, second, third].filter(
    (candidate) => candidate && candidate.score >= thresholds.candidate && candidate.intent !== 'out_of_scope',
  );
  const together = candidates.reduce((sum, candidate) => sum + (candidate?.score ?? 0), 0);
  const intents = candidates.flatMap((candidate) => (candidate ? [candidate.intent] : []));
  return intents.length >= 2 && together >= thresholds.between ? { type: 'between', intents } : { type: 'unsure' };
}

/** Sending a real trouble away costs more than asking back about small talk, so a doubt alone is not enough. */
function isOffTopic(outOfScope: number, likeliest: number): boolean {
  const { least, below } = thresholds.doubtfulScope;
  return outOfScope >= thresholds.outOfScope || (outOfScope >= least && likeliest < below);
}
