/** Is a text about JMO and BPJS Ketenagakerjaan at all? */

export type ScopeSigns = {
  /** Margin of the out-of-scope machine; null when the model has none. */
  readonly off: number | null;
  /** The best margin of the intents in scope. */
  readonly best: number;
  /** Share of the words that the examples hold, 0 to 1. */
  readonly familiar: number;
};

const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/**
 * How likely the text is off the topic, 0 to 1. The figures are those of a logistic regression on the margins that five-fold
 * cross-validation gave the project's own examples, in scope and out of scope weighing the same.
 */
export const likelyOutside = ({ off, best, familiar }: ScopeSigns): number =>
  off === null ? logistic(6.6 - 4.3 * best - 6.4 * familiar) : logistic(8.2 + 4.2 * off - 1.5 * best - 6.4 * familiar);

/** From here on a text is taken to be off the topic; set so that at most 4 % of messages in scope are refused. */
export const refusalThreshold = 0.35;
