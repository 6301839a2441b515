import { answerProblems } from './answer-problems.ts';
import { expiry, factProblems } from './fact-problems.ts';
import { entryProblems, linkProblems } from './link-problems.ts';
import type { Problem } from './problem.ts';
import type { ContentFiles } from './read.ts';
import { stepProblems } from './step-problems.ts';
import { textProblems } from './text-problems.ts';
import { wordingProblems } from './wording-problems.ts';

/** Everything that is wrong with files which are each right by themselves; facts count as expired by `today`. */
export const problemsOf = (files: ContentFiles, today: Date): readonly Problem[] => [
  ...linkProblems(files),
  ...entryProblems(files),
  ...stepProblems(files),
  ...answerProblems(files),
  ...textProblems(files),
  ...factProblems(files),
  ...wordingProblems(files),
  ...expiry(files, today).expired,
];
