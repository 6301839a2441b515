/** Is a text about JMO and BPJS Ketenagakerjaan at all? */

export type ScopeSigns = {
  /** Margin of the out-of-scope machine; null when the model has none. */
  readonly off: number | null;
  /** The best margin of the intents in scope. */
  readonly best: number;
  /** Shares of words and pieces of words that the examples hold, 0 to 1. */
  readonly words: number;
  readonly pieces: number;
};

const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/** How likely the text is off the topic, 0 to 1. The figures were fitted on cross-validated examples. */
export const likelyOutside = ({ off, best, words, pieces }: ScopeSigns): number =>
  off === null
    ? logistic(-3 * best - 2 * words - 2 * pieces + 3)
    : logistic(4 * off - 2 * best - 1.5 * words - 1.5 * pieces + 3);
