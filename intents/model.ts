/** What training makes and ranking reads. */
import type { Weights } from './features.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  /** The words of the examples, most frequent first: what misspelt words are corrected to; none when nothing is. */
  readonly words: readonly string[];
};
