/** One labelled file against the project's examples, beside natural's Bayes on the same examples. */
import { rank } from '../classify.ts';
import { loadExamples, loadModel } from '../load.ts';
import { naturalBayes } from './baseline.ts';
import { readTable } from './data.ts';
import { type Answered, askAll, confusions, type Scores, score } from './measures.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(8);

const row = (name: string, { strict, lenient, macroF1, top3Strict, top3 }: Scores): string =>
  [name.padEnd(16), ...[strict, lenient, macroF1, top3Strict, top3].map(percent)].join('  ');

export type FileReport = {
  readonly lines: readonly string[];
  readonly scores: Scores;
  readonly answered: readonly Answered[];
};

/** Accuracy strict and lenient, macro-F1, top-3 and the worst confusions, as lines to print. */
export const evaluateFile = (file: string, folder: string, cacheFolder: string): FileReport => {
  const rows = readTable(file);
  const model = loadModel(folder, cacheFolder);
  const answered = askAll(rows, (text) => rank(model, text));
  const scores = score(answered);
  const baseline = score(askAll(rows, naturalBayes(loadExamples(folder).examples)));
  const worst = confusions(answered).slice(0, 15);
  const lines = [
    `${rows.length} messages of ${file}`,
    `${''.padEnd(16)}  ${['strict', 'lenient', 'macro-F1', 'top-3 s.', 'top-3 l.'].map((name) => name.padStart(8)).join('  ')}`,
    row('this engine', scores),
    row("natural's Bayes", baseline),
    '',
    'Most frequent confusions (in brackets: how many of them were acceptable too)',
    ...worst.map(
      ({ meant, taken, times, excused }) => `${String(times).padStart(4)} (${excused})  ${meant} → ${taken}`,
    ),
  ];
  return { lines, scores, answered };
};
