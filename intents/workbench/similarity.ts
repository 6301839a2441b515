/** How alike texts are: their standard words and the pieces of them, rare ones counting more. */
import { type Channel, channels, eachFeature, type Sparse, vectorOf, type Weights } from '../features.ts';
import { type Vocabulary, vocabularyOf } from '../vocabulary.ts';
import { type Clause, clauses } from '../words.ts';

/** Squares sum to 1, so that vectors have about the length 1 and their dot product is their cosine. */
const byWordsAndPieces: Weights = { word: 0.8, pair: 0, near: 0, piece: 0.6 };
export const byWords: Weights = { word: 1, pair: 0, near: 0, piece: 0 };

const knownIn = (texts: readonly (readonly Clause[])[], kinds: readonly Channel[]): Vocabulary => {
  const frequencies = new Map<number, number>();
  for (const text of texts) {
    const seen = new Set<number>();
    for (const kind of kinds) eachFeature(text, kind, (key) => seen.add(key));
    for (const key of seen) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
  }
  return vocabularyOf(frequencies, texts.length);
};

/** The vectors of the texts; `background` are further texts that tell which words are common. */
export const vectorsOf = (
  texts: readonly string[],
  background: readonly string[] = [],
  weights: Weights = byWordsAndPieces,
): Sparse[] => {
  const own = texts.map(clauses);
  const kinds = channels.filter((kind) => weights[kind] > 0);
  const vocabulary = knownIn([...own, ...background.map(clauses)], kinds);
  return own.map((text) => vectorOf(text, weights, vocabulary));
};

/** Two places in a list, and the cosine of what stands there, 0 to 1. */
export type Pair = { readonly left: number; readonly right: number; readonly alike: number };

type Posting = { readonly places: number[]; readonly values: number[] };

/** All pairs at least so much alike, most alike first; each pair once, `left` before `right`. */
export const alikePairs = (vectors: readonly Sparse[], least: number): Pair[] => {
  const postings = new Map<number, Posting>();
  const sums = new Float64Array(vectors.length);
  const pairs: Pair[] = [];
  vectors.forEach(({ columns, values }, right) => {
    const touched: number[] = [];
    columns.forEach((column, at) => {
      const value = values[at] ?? 0;
      const posting = postings.get(column) ?? { places: [], values: [] };
      postings.set(column, posting);
      posting.places.forEach((left, nth) => {
        if (sums[left] === 0) touched.push(left);
        sums[left] = (sums[left] ?? 0) + value * (posting.values[nth] ?? 0);
      });
      posting.places.push(right);
      posting.values.push(value);
    });
    for (const left of touched) {
      const alike = Math.min(sums[left] ?? 0, 1);
      if (alike >= least) pairs.push({ left, right, alike });
      sums[left] = 0;
    }
  });
  return pairs.sort((one, other) => other.alike - one.alike || one.left - other.left || one.right - other.right);
};
