/** What the measured answers say about the examples: per intent, which are missed, and which two intents fight over. Pure. */
import type { Answered } from '../evaluation/measures.ts';
import type { Example } from '../example.ts';
import { alikePairs, byWords, vectorsOf } from './similarity.ts';

/** Fewer examples or tests than this say too little about an intent. */
export const fewest = { examples: 80, tests: 15 } as const;

/** Shares are 0 to 1; null when there is nothing to take a share of. */
export type IntentFinding = {
  readonly intent: string;
  readonly examples: number;
  readonly tests: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
};

const firstOf = ({ answer }: Answered): string => answer.ranking[0]?.intent ?? '';

const countBy = <Row>(rows: readonly Row[], name: (row: Row) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(name(row), (counts.get(name(row)) ?? 0) + 1);
  return counts;
};

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Every intent of the examples and the answers, the worst first and those without a measure last. */
export const intentFindings = (examples: readonly Example[], answers: readonly Answered[]): IntentFinding[] => {
  const exampled = countBy(examples, ({ intent }) => intent);
  const meant = countBy(answers, ({ asked }) => asked.intent);
  const taken = countBy(answers, firstOf);
  const right = countBy(
    answers.filter((row) => firstOf(row) === row.asked.intent),
    firstOf,
  );
  const findings = [...new Set([...exampled.keys(), ...meant.keys()])].sort().map((intent): IntentFinding => {
    const [hits, tests, said] = [right.get(intent) ?? 0, meant.get(intent) ?? 0, taken.get(intent) ?? 0];
    return {
      intent,
      examples: exampled.get(intent) ?? 0,
      tests,
      precision: ratio(hits, said),
      recall: ratio(hits, tests),
      f1: ratio(2 * hits, tests + said),
    };
  });
  return findings.sort((one, other) => (one.f1 ?? 2) - (other.f1 ?? 2));
};

/** A message that was read as something else than it means; `place` is where the right intent stands in the ranking, from 1. */
export type Miss = {
  readonly text: string;
  readonly meant: string;
  readonly taken: string;
  readonly score: number;
  readonly place: number;
  /** What was taken is acceptable too. */
  readonly excused: boolean;
};

/** Those of which the engine was surest come first: they show best what examples are missing. */
export const missesOf = (answers: readonly Answered[]): Miss[] =>
  answers
    .filter((row) => firstOf(row) !== row.asked.intent)
    .map((row): Miss => {
      const { text, intent, also } = row.asked;
      const taken = firstOf(row);
      const place = row.answer.ranking.findIndex((each) => each.intent === intent) + 1;
      return {
        text,
        meant: intent,
        taken,
        score: row.answer.ranking[0]?.score ?? 0,
        place,
        excused: also.includes(taken),
      };
    })
    .sort((one, other) => Number(one.excused) - Number(other.excused) || other.score - one.score);

/** Two intents that are taken for each other, in both directions together. */
export type Contest = { readonly left: string; readonly right: string; readonly misses: readonly Miss[] };

/** The pairs with the most confusions first; pairs confused only once are chance. */
export const contestsOf = (answers: readonly Answered[]): Contest[] => {
  const pairs = new Map<string, Contest>();
  for (const miss of missesOf(answers).filter(({ excused }) => !excused)) {
    const [left = '', right = ''] = [miss.meant, miss.taken].sort();
    const key = `${left} ${right}`;
    pairs.set(key, { left, right, misses: [...(pairs.get(key)?.misses ?? []), miss] });
  }
  return [...pairs.values()]
    .filter(({ misses }) => misses.length > 1)
    .sort(
      (one, other) =>
        other.misses.length - one.misses.length || (one.left + one.right < other.left + other.right ? -1 : 1),
    );
};

/** Two examples of different intents in nearly the same words; `alike` is 0 to 1. */
export type Twins = { readonly left: Example; readonly right: Example; readonly alike: number };

const alikeEnough = 0.75;

/** Most alike first. */
export const twinsOf = (examples: readonly Example[]): Twins[] => {
  const vectors = vectorsOf(
    examples.map(({ text }) => text),
    [],
    byWords,
  );
  return alikePairs(vectors, alikeEnough).flatMap(({ left, right, alike }) => {
    const [one, other] = [examples[left], examples[right]];
    return one && other && one.intent !== other.intent ? [{ left: one, right: other, alike }] : [];
  });
};

/** Rows meant, columns taken; and how often each intent was meant. */
export type Matrix = {
  readonly intents: readonly string[];
  readonly times: (meant: string, taken: string) => number;
  readonly meant: (intent: string) => number;
  readonly texts: (meant: string, taken: string) => readonly string[];
};

/** `mostTexts` of each confusion are handed out. */
export const matrixOf = (answers: readonly Answered[], mostTexts = 5): Matrix => {
  const cells = new Map<string, string[]>();
  for (const row of answers) {
    const key = `${row.asked.intent} ${firstOf(row)}`;
    cells.set(key, [...(cells.get(key) ?? []), row.asked.text]);
  }
  const meant = countBy(answers, ({ asked }) => asked.intent);
  const cell = (from: string, to: string): readonly string[] => cells.get(`${from} ${to}`) ?? [];
  return {
    intents: [...new Set(answers.flatMap((row) => [row.asked.intent, firstOf(row)]))].sort(),
    times: (from, to) => cell(from, to).length,
    meant: (intent) => meant.get(intent) ?? 0,
    texts: (from, to) => cell(from, to).slice(0, mostTexts),
  };
};
