/**
 * Something that is wrong with the content.
 * `broken`: the bot would lead people astray, so it does not start. `style`: hard to read or untidy. `expired`: a figure must be looked up again.
 * `file` is relative to the content folder, `line` counts from 1, `text` says what is wrong and what to do.
 */
export type Problem = {
  readonly type: 'broken' | 'style' | 'expired';
  readonly file: string;
  readonly line: number;
  readonly step?: string;
  readonly text: string;
};

/** Problems in the order of files and lines, the same one only once. */
export function sorted(problems: readonly Problem[]): readonly Problem[] {
  const key = ({ file, line, step, text }: Problem) => [file, line, step, text].join('\0');
  const unique = new Map(problems.map((problem) => [key(problem), problem]));
  return [...unique.values()].sort((a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.text, b.text));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** `content/flows/otp.yml:12 P1-30: …`, so that a terminal makes a link of it. */
export const written = ({ file, line, step, text }: Problem, folder: string): string =>
  `${folder}/${file}:${line} ${step ? `${step}: ` : ''}${text}`;
