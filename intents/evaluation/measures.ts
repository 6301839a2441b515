/** How good a ranking is: accuracy, F1, top-3, confusions, calibration, separation. Pure. */
import type { Understanding } from '../classify.ts';

/** A labelled message: its intent and others that are equally acceptable. */
export type Labelled = { readonly text: string; readonly intent: string; readonly also: readonly string[] };

export type Answered = { readonly asked: Labelled; readonly answer: Understanding };

export type Scores = {
  readonly n: number;
  /** Shares, 0 to 1: the best intent is the primary one; is the primary or another acceptable one. */
  readonly strict: number;
  readonly lenient: number;
  readonly macroF1: number;
  /** One of the first three is the primary one; is an acceptable one. */
  readonly top3Strict: number;
  readonly top3: number;
};

export type Asks = (text: string) => Understanding;

export const askAll = (rows: readonly Labelled[], ask: Asks): Answered[] =>
  rows.map((asked) => ({ asked, answer: ask(asked.text) }));

const firstOf = ({ answer }: Answered): string => answer.ranking[0]?.intent ?? '';
const accepts = ({ intent, also }: Labelled, candidate: string): boolean =>
  candidate === intent || also.includes(candidate);

const share = <Row>(rows: readonly Row[], holds: (row: Row) => boolean): number =>
  rows.length === 0 ? 0 : rows.filter(holds).length / rows.length;

/** Mean F1 over the intents that occur as primary ones. */
const macroF1 = (rows: readonly Answered[]): number => {
  const intents = [...new Set(rows.map(({ asked }) => asked.intent))];
  const scores = intents.map((intent) => {
    const meant = rows.filter(({ asked }) => asked.intent === intent);
    const said = rows.filter((row) => firstOf(row) === intent).length;
    const right = meant.filter((row) => firstOf(row) === intent).length;
    return (2 * right) / (meant.length + said);
  });
  return scores.reduce((left, right) => left + right, 0) / Math.max(scores.length, 1);
};

export const score = (rows: readonly Answered[]): Scores => {
  const firstThree = ({ answer }: Answered) => answer.ranking.slice(0, 3).map(({ intent }) => intent);
  return {
    n: rows.length,
    strict: share(rows, (row) => firstOf(row) === row.asked.intent),
    lenient: share(rows, (row) => accepts(row.asked, firstOf(row))),
    macroF1: macroF1(rows),
    top3Strict: share(rows, (row) => firstThree(row).includes(row.asked.intent)),
    top3: share(rows, (row) => firstThree(row).some((intent) => accepts(row.asked, intent))),
  };
};

export type Confusion = {
  readonly meant: string;
  readonly taken: string;
  readonly times: number;
  readonly excused: number;
};

/** Which intents are taken for which, most frequent first; `excused` counts those that were acceptable too. */
export const confusions = (rows: readonly Answered[]): Confusion[] => {
  const found = new Map<string, Confusion>();
  for (const row of rows) {
    const meant = row.asked.intent;
    const taken = firstOf(row);
    if (meant === taken) continue;
    const before = found.get(`${meant} ${taken}`) ?? { meant, taken, times: 0, excused: 0 };
    const excused = before.excused + (accepts(row.asked, taken) ? 1 : 0);
    found.set(`${meant} ${taken}`, { meant, taken, times: before.times + 1, excused });
  }
  return [...found.values()].sort((left, right) => right.times - left.times);
};

export type Bin = { readonly n: number; readonly claimed: number; readonly right: number };

/** Ten bins of the best score: how sure the model was on average, and how often it was right (lenient). */
export const reliability = (rows: readonly Answered[]): Bin[] =>
  Array.from({ length: 10 }, (_, bin) => {
    const sure = ({ answer }: Answered) => answer.ranking[0]?.score ?? 0;
    const inside = rows.filter((row) => Math.min(Math.floor(sure(row) * 10), 9) === bin);
    const claimed = inside.reduce((sum, row) => sum + sure(row), 0) / Math.max(inside.length, 1);
    return { n: inside.length, claimed, right: share(inside, (row) => accepts(row.asked, firstOf(row))) };
  });

/** Expected calibration error over ten bins, 0 to 1. */
export const calibrationError = (rows: readonly Answered[]): number =>
  reliability(rows).reduce((sum, { n, claimed, right }) => sum + (n / rows.length) * Math.abs(claimed - right), 0);

/** How often a positive has the higher value than a negative, ties counting half (area under the ROC curve). */
export const separation = (positives: readonly number[], negatives: readonly number[]): number => {
  const all = [
    ...positives.map((value) => ({ value, positive: true })),
    ...negatives.map((value) => ({ value, positive: false })),
  ];
  all.sort((left, right) => left.value - right.value);
  let ranks = 0;
  for (let at = 0; at < all.length; ) {
    let end = at + 1;
    while (end < all.length && all[end]?.value === all[at]?.value) end += 1;
    for (let tied = at; tied < end; tied += 1) if (all[tied]?.positive) ranks += (at + end + 1) / 2;
    at = end;
  }
  const count = positives.length;
  return (ranks - (count * (count + 1)) / 2) / (count * negatives.length);
};

/** The value below which a share of the values lies; `values` need not be sorted. */
export const quantile = (values: readonly number[], at: number): number =>
  values.toSorted((left, right) => left - right)[Math.min(Math.floor(values.length * at), values.length - 1)] ?? 0;
