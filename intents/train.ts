/** Examples → model: pure and deterministic, no files, no clock. */
import { type Wrapping, wrapped } from './augment.ts';
import type { Example } from './example.ts';
import { channels, eachFeature, type Sparse, vectorOf, type Weights } from './features.ts';
import { type Rows, trainMachines } from './linear.ts';
import type { Model } from './model.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import { type Clause, clauses } from './words.ts';

type TrainOptions = {
  readonly weights: Weights;
  /** Of the linear machines: how much an error costs, and how often all examples are gone through. */
  readonly cost: number;
  readonly epochs: number;
  readonly positive: number;
  readonly tolerance: number;
  /** Whether misspelt words are corrected to words of the examples when ranking. */
  readonly correct: boolean;
  /** Wrapped copies of the examples; null for data of other domains. */
  readonly wrapping: Wrapping | null;
  /** What is added to an intent's margin because participants mean it more or less often than it has examples. */
  readonly prior: { readonly [intent: string]: number };
  /** Margins are divided by this before they become probabilities. */
  readonly temperature: number;
};

const defaults: TrainOptions = {
  weights: { word: 1, pair: 0.7, near: 0.5, piece: 1 },
  cost: 0.3,
  epochs: 4,
  correct: true,
  positive: 1,
  tolerance: 0.01,
  wrapping: { anger: 0.4, manners: 0.1, context: 0.4, aside: 0.4, elsewhere: 0.05, seed: 11, rounds: 3 },
  prior: {
    login_failed: 0.2,
    app_update: 0.12,
    app_crash: 0.12,
    face_verification: 0.12,
    claim_status: 0.06,
    server_error: 0.06,
    data_update: 0.06,
  },
  temperature: 0.15,
};

/** Features of a kind that stand in fewer texts than this are left out: what is seen once only makes the model larger. */
const rareness = { word: 1, pair: 2, near: 3, piece: 3 } as const;

const learnVocabulary = (texts: readonly (readonly Clause[])[], weights: Weights): Vocabulary => {
  const kept = new Map<number, number>();
  for (const channel of channels.filter((each) => weights[each] > 0)) {
    const frequencies = new Map<number, number>();
    for (const text of texts) {
      const seen = new Set<number>();
      eachFeature(text, channel, (key) => seen.add(key));
      for (const key of seen) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
    }
    for (const [key, times] of frequencies) if (times >= rareness[channel]) kept.set(key, times);
  }
  return vocabularyOf(kept, texts.length);
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
    if (scale > 0)
      machines.set(
        row.map((weight) => Math.round(weight / scale)),
        column * classes,
      );
  }
  return { machines, scales };
};

/** All words of the examples, most frequent first. */
const frequentWords = (texts: readonly (readonly Clause[])[]): string[] => {
  const times = new Map<string, number>();
  for (const text of texts) for (const word of new Set(text.flat())) times.set(word, (times.get(word) ?? 0) + 1);
  return [...times]
    .sort(([left, often], [right, rather]) => rather - often || (left < right ? -1 : 1))
    .map(([word]) => word);
};

type Lesson = { readonly vectors: readonly Sparse[]; readonly labels: readonly number[] };

/** Trains once a round, on the examples and the copies of that round, and takes the mean. */
const meanMachines = (
  base: Lesson,
  rounds: readonly Lesson[],
  width: number,
  classes: number,
  options: TrainOptions,
) => {
  const weights = new Float32Array(width * classes);
  const bias = new Float32Array(classes);
  for (const { vectors, labels } of rounds) {
    const rows = compress([...base.vectors, ...vectors], width);
    const once = trainMachines(rows, Int32Array.from([...base.labels, ...labels]), classes, options);
    once.weights.forEach((weight, at) => {
      weights[at] = (weights[at] ?? 0) + weight / rounds.length;
    });
    once.bias.forEach((weight, at) => {
      bias[at] = (bias[at] ?? 0) + weight / rounds.length;
    });
  }
  return { weights, bias };
};

/** Trains on the examples; the same examples and options always give the same model. */
export const train = (examples: readonly Example[], changes: Partial<TrainOptions> = {}): Model => {
  const options = { ...defaults, ...changes };
  const { wrapping, weights: kinds, temperature } = options;
  const copies = wrapping ? Array.from({ length: wrapping.rounds }, (_, at) => wrapped(examples, wrapping, at)) : [[]];
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const places = new Map(intents.map((intent, at) => [intent, at]));
  const texts = examples.map(({ text }) => clauses(text));
  const firstCopies = (copies[0] ?? []).map(({ text }) => clauses(text));
  const vocabulary = learnVocabulary([...texts, ...firstCopies], kinds);
  const lesson = (rows: readonly Example[]): Lesson => ({
    vectors: rows.map(({ text }) => vectorOf(clauses(text), kinds, vocabulary)),
    labels: rows.map(({ intent }) => places.get(intent) ?? 0),
  });
  const rounds = copies.map(lesson);
  const { weights, bias } = meanMachines(lesson(examples), rounds, vocabulary.keys.length, intents.length, options);
  intents.forEach((intent, at) => {
    bias[at] = (bias[at] ?? 0) + (options.prior[intent] ?? 0);
  });
  const words = options.correct ? frequentWords(texts) : [];
  return { intents, weights: kinds, temperature, vocabulary, ...quantise(weights, intents.length), bias, words };
};
