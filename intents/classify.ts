/** `train(examples) → model` and `rank(model, text) → understanding`: pure and deterministic, no files, no clock. */
import { augment, type Wrapping } from './augment.ts';
import type { Example } from './example.ts';
import { channels, eachFeature, familiarity, type Sparse, vectorOf, type Weights } from './features.ts';
import { type Rows, trainMachines } from './linear.ts';
import { likelyOutside, type ScopeSigns } from './scope.ts';
import { parts, withoutDenied } from './troubles.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import { type Clause, clauses } from './words.ts';

export type { Example } from './example.ts';

export type TrainOptions = {
  readonly weights: Weights;
  /** Of the linear machines: how much an error costs, and how often all examples are gone through. */
  readonly cost: number;
  readonly epochs: number;
  readonly positive: number;
  readonly tolerance: number;
  /** Wrapped copies of the examples; null for data of other domains. */
  readonly wrapping: Wrapping | null;
  /** What is added to an intent's margin because participants mean it more or less often than it has examples. */
  readonly prior: { readonly [intent: string]: number };
  /** Margins are divided by this before they become probabilities. */
  readonly temperature: number;
};

export const defaults: TrainOptions = {
  weights: { word: 1, pair: 0.7, near: 0.5, piece: 1 },
  cost: 0.3,
  epochs: 5,
  positive: 1,
  tolerance: 0.01,
  wrapping: { anger: 0.4, manners: 0.1, context: 0.3, aside: 0.25, seed: 11 },
  prior: { login_failed: 0.1, app_update: 0.06, app_crash: 0.06, face_verification: 0.06 },
  temperature: 0.35,
};

/** Plain data: everything that ranking needs. */
export type Model = {
  readonly intents: readonly string[];
  readonly weights: Weights;
  readonly temperature: number;
  readonly vocabulary: Vocabulary;
  /** The weights of all intents for one column lie together, each in 127ths of the column's scale. */
  readonly machines: Int8Array;
  readonly scales: Float32Array;
  readonly bias: Float32Array;
};

export type Scored = { readonly intent: string; readonly score: number };

export type Understanding = {
  /** All intents, best first; the scores are probabilities and sum to 1. */
  readonly ranking: readonly Scored[];
  /** How likely the text is off the topic, 0 to 1. */
  readonly outOfScope: number;
  /** Another trouble that a part of the text names clearly by itself. */
  readonly second?: Scored;
};

/** Not troubles: they are never a message's second trouble. */
const besides = new Set(['complaint', 'greeting', 'closing', 'bot_identity', 'out_of_scope', 'needs_guidance']);
const clearly = 0.5;

const learnVocabulary = (texts: readonly (readonly Clause[])[], weights: Weights): Vocabulary => {
  const frequencies = new Map<number, number>();
  const used = channels.filter((channel) => weights[channel] > 0);
  for (const text of texts) {
    const seen = new Set<number>();
    for (const channel of used) eachFeature(text, channel, (key) => seen.add(key));
    for (const key of seen) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
  }
  return vocabularyOf(frequencies, texts.length);
};

const compress = (vectors: readonly Sparse[], width: number): Rows => {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach((row, at) => {
    starts[at + 1] = (starts[at] ?? 0) + row.columns.length;
  });
  const columns = new Int32Array(starts[vectors.length] ?? 0);
  const values = new Float32Array(columns.length);
  vectors.forEach((row, at) => {
    values.set(row.values, starts[at]);
    columns.set(row.columns, starts[at]);
  });
  return { starts, columns, values, width };
};

const quantise = (weights: Float32Array, classes: number): { machines: Int8Array; scales: Float32Array } => {
  const machines = new Int8Array(weights.length);
  const scales = new Float32Array(weights.length / classes);
  for (let column = 0; column < scales.length; column += 1) {
    const row = weights.subarray(column * classes, (column + 1) * classes);
    const scale = row.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0) / 127;
    scales[column] = scale;
    if (scale > 0) machines.set(row.map((weight) => Math.round(weight / scale)), column * classes);
  }
  return { machines, scales };
};

/** Trains on the examples; the same examples and options always give the same model. */
export const train = (examples: readonly Example[], changes: Partial<TrainOptions> = {}): Model => {
  const options = { ...defaults, ...changes };
  const rows = options.wrapping ? augment(examples, options.wrapping) : examples;
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const texts = rows.map(({ text }) => clauses(text));
  const vocabulary = learnVocabulary(texts, options.weights);
  const vectors = texts.map((text) => vectorOf(text, options.weights, vocabulary));
  const places = new Map(intents.map((intent, at) => [intent, at]));
  const labels = Int32Array.from(rows, ({ intent }) => places.get(intent) ?? 0);
  const { weights, bias } = trainMachines(compress(vectors, vocabulary.keys.length), labels, intents.length, options);
  intents.forEach((intent, at) => {
    bias[at] = (bias[at] ?? 0) + (options.prior[intent] ?? 0);
  });
  const { temperature } = options;
  return { intents, weights: options.weights, temperature, vocabulary, ...quantise(weights, intents.length), bias };
};

/** How far the text is on each intent's side, in the order of `model.intents`; not yet probabilities. */
export const margins = (model: Model, text: readonly Clause[]): Float32Array => {
  const width = model.intents.length;
  const sums = Float32Array.from(model.bias);
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

const ranked = (model: Model, sums: Float32Array): Scored[] => {
  const top = sums.reduce((best, sum) => Math.max(best, sum), Number.NEGATIVE_INFINITY);
  const raised = sums.map((sum) => Math.exp((sum - top) / model.temperature));
  const total = raised.reduce((left, right) => left + right, 0);
  return model.intents
    .map((intent, at) => ({ intent, score: (raised[at] ?? 0) / total }))
    .sort((left, right) => right.score - left.score);
};

/** A trouble that one part names clearly and that the whole does not mean first. */
const secondTrouble = (model: Model, text: readonly Clause[], first: string | undefined): Scored | undefined => {
  const pieces = parts(text);
  if (pieces.length < 2) return undefined;
  const tops = pieces.flatMap((part) => ranked(model, margins(model, [part])).slice(0, 1));
  const clear = tops.filter(({ intent, score }) => score >= clearly && !besides.has(intent));
  if (!clear.some(({ intent }) => intent === first)) return undefined;
  return clear.filter(({ intent }) => intent !== first).sort((left, right) => right.score - left.score)[0];
};

const signsOf = (model: Model, text: readonly Clause[], sums: Float32Array): ScopeSigns => {
  const off = model.intents.indexOf('out_of_scope');
  const inside = sums.filter((_, at) => at !== off);
  return {
    off: off < 0 ? null : (sums[off] ?? 0),
    best: inside.reduce((left, right) => Math.max(left, right), Number.NEGATIVE_INFINITY),
    ...familiarity(text, model.vocabulary),
  };
};

/** What the text means: every intent with its probability, how likely it is off the topic, and a clear second trouble. */
export const rank = (model: Model, text: string): Understanding => {
  const meant = withoutDenied(clauses(text));
  const sums = margins(model, meant);
  const ranking = ranked(model, sums);
  const outOfScope = likelyOutside(signsOf(model, meant, sums));
  const second = secondTrouble(model, meant, ranking[0]?.intent);
  return second ? { ranking, outOfScope, second } : { ranking, outOfScope };
};
