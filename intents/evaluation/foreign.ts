/** The same engine on foreign data: `--train A.jsonl --test B.jsonl [--oos C.jsonl]`. */
import { type Model, rank, train } from '../classify.ts';
import type { Example } from '../example.ts';
import { readExamples, readTexts } from './data.ts';
import { askAll, score, separation } from './measures.ts';
import { residentMegabytes, speedOf, timed } from './speed.ts';

export type ForeignResult = {
  readonly accuracy: number;
  readonly macro_f1: number;
  readonly top3: number;
  /** Null without out-of-scope texts. */
  readonly oos_auroc: number | null;
  readonly train_s: number;
  readonly rank_us_median: number;
  readonly rss_mb: number;
};

/**
 * Examples of another domain are taken as they are: wrapping and priors belong to this one, and the dictionary that keeps words from
 * being corrected is Indonesian only. The weights were chosen on the development parts of MASSIVE id-ID and jv-ID.
 */
const foreign = {
  wrapping: null,
  prior: {},
  correct: false,
  weights: { word: 1, pair: 0.5, near: 0.3, piece: 1.2 },
} as const;

export const trainForeign = (examples: readonly Example[]): Model => train(examples, foreign);

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

export const measureForeign = (
  examples: readonly Example[],
  tests: readonly Example[],
  outside: readonly string[],
): ForeignResult => {
  const { value: model, seconds } = timed(() => trainForeign(examples));
  const ask = (text: string) => rank(model, text);
  const answered = askAll(
    tests.map((test) => ({ ...test, also: [] })),
    ask,
  );
  const { strict, macroF1, top3 } = score(answered);
  const inside = answered.map(({ answer }) => answer.outOfScope);
  const out = outside.map((text) => ask(text).outOfScope);
  return {
    accuracy: rounded(strict, 4),
    macro_f1: rounded(macroF1, 4),
    top3: rounded(top3, 4),
    oos_auroc: out.length > 0 ? rounded(separation(out, inside), 4) : null,
    train_s: rounded(seconds, 2),
    rank_us_median: rounded(
      speedOf(
        tests.map(({ text }) => text),
        ask,
      ).median,
      1,
    ),
    rss_mb: rounded(residentMegabytes(), 1),
  };
};

export const evaluateForeign = (trainFile: string, testFile: string, outsideFile: string | undefined): ForeignResult =>
  measureForeign(readExamples(trainFile), readExamples(testFile), outsideFile ? readTexts(outsideFile) : []);
