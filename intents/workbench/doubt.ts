import type { Understanding } from '../classify.ts';

/**
 * How little a message was understood, 0 to 1: high when two intents are equally near, and when the ranking and the measure of
 * what is off the topic contradict each other. A message that both surely take to be off the topic is understood.
 */
export const doubtOf = ({ ranking, outOfScope }: Understanding): number => {
  const [first, second] = ranking;
  if (!first) return 1;
  const lead = first.score - (second?.score ?? 0);
  return 1 - lead * (first.intent === 'out_of_scope' ? outOfScope : 1 - outOfScope);
};
