/** What a text means, by a trained model: `rank(model, text)`. Pure and deterministic, no files, no clock. */
import { familiarity, vectorOf } from './features.ts';
import { aside } from './lexicon/precedence.ts';
import type { Model } from './model.ts';
import { likelyOutside, type ScopeSigns } from './scope.ts';
import { type Speller, speller } from './spelling.ts';
import { parts, withoutDenied } from './troubles.ts';
import { type Clause, clauses } from './words.ts';

export type { Model } from './model.ts';
export { train } from './train.ts';

export type Scored = { readonly intent: string; readonly score: number };

export type Understanding = {
  /** All intents, best first; the scores are probabilities and sum to 1. */
  readonly ranking: readonly Scored[];
  /** How likely the text is off the topic, 0 to 1. */
  readonly outOfScope: number;
  /** Another trouble that a part of the text names clearly by itself. */
  readonly second?: Scored;
};

/** Said beside a trouble, and no trouble themselves: they are never a message's second one. */
const besides = new Set([
  'complaint',
  'greeting',
  'closing',
  'bot_identity',
  'out_of_scope',
  'needs_guidance',
  'human_agent',
  'office_contact',
  'maintenance',
]);
/** A part alone is easily taken for something; six in ten promises of a second topic were wrong when this stood at 0.6. */
const clearly = 0.97;
/** Below this the second best intent of a long text is no second trouble, so its parts are not looked at. */
const possibly = 0.01;
/** Words of a text short enough that each of its parts counts: "klaim ditolak dan akun keblokir". */
const short = 9;

/** How far the text is on each intent's side, in the order of `model.intents`; not yet probabilities. */
const margins = (model: Model, text: readonly Clause[]): Float64Array => {
  const width = model.intents.length;
  const sums = Float64Array.from(model.bias);
  const { columns, values } = vectorOf(text, model.weights, model.vocabulary);
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at] ?? 0;
    const value = (values[at] ?? 0) * (model.scales[column] ?? 0);
    const base = column * width;
    for (let intent = 0; intent < width; intent += 1)
      sums[intent] = (sums[intent] ?? 0) + value * (model.machines[base + intent] ?? 0);
  }
  return sums;
};

const largest = (values: Float64Array): number =>
  values.reduce((best, value) => (value > best ? value : best), Number.NEGATIVE_INFINITY);

const probabilities = (sums: Float64Array, temperature: number): Float64Array => {
  const top = largest(sums);
  const raised = sums.map((sum) => Math.exp((sum - top) / temperature));
  const total = raised.reduce((left, right) => left + right, 0);
  return raised.map((each) => each / total);
};

const scored = (model: Model, sums: Float64Array): Scored[] => {
  const scores = probabilities(sums, model.temperature);
  return model.intents.map((intent, at) => ({ intent, score: scores[at] ?? 0 }));
};

const better = (left: Scored, right: Scored): number => right.score - left.score;

/** What a text means first of all. */
const first = (model: Model, text: readonly Clause[]): Scored => {
  const scores = probabilities(margins(model, text), model.temperature);
  const score = largest(scores);
  return { intent: model.intents[scores.indexOf(score)] ?? '', score };
};

/** A trouble that one part names clearly, that the whole does not mean first, and that does not give way to what it means. */
const secondTrouble = (model: Model, text: readonly Clause[], ranking: readonly Scored[]): Scored | undefined => {
  const whole = ranking[0]?.intent;
  const isShort = text.flat().length <= short;
  const pieces = isShort || (ranking[1]?.score ?? 0) >= possibly ? parts(text) : [];
  if (pieces.length < 2) return undefined;
  const clear = pieces
    .map((part) => first(model, [part]))
    .filter(({ intent, score }) => score >= clearly && !besides.has(intent));
  if (!clear.some(({ intent }) => intent === whole)) return undefined;
  const givesWay = aside[whole ?? ''] ?? [];
  return clear.filter(({ intent }) => intent !== whole && !givesWay.includes(intent)).sort(better)[0];
};

const signsOf = (model: Model, text: readonly Clause[], sums: Float64Array): ScopeSigns => {
  const off = model.intents.indexOf('out_of_scope');
  return {
    off: off < 0 ? null : (sums[off] ?? 0),
    best: largest(sums.filter((_, at) => at !== off)),
    familiar: familiarity(text, model.vocabulary),
  };
};

const spellers = new WeakMap<Model, Speller>();

const respelt = (model: Model, text: readonly Clause[]): readonly Clause[] => {
  if (model.words.length === 0) return text;
  const correct = spellers.get(model) ?? speller(model.words);
  spellers.set(model, correct);
  return text.map((words) => words.flatMap(correct));
};

/** What the text means: every intent with its probability, how likely it is off the topic, and a clear second trouble. */
export const rank = (model: Model, text: string): Understanding => {
  const meant = withoutDenied(respelt(model, clauses(text)));
  const sums = margins(model, meant);
  const ranking = scored(model, sums).sort(better);
  const outOfScope = likelyOutside(signsOf(model, meant, sums));
  const second = secondTrouble(model, meant, ranking);
  return second ? { ranking, outOfScope, second } : { ranking, outOfScope };
};
