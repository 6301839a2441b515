/** `npm run content:check [folder]`: prints everything that is wrong with the content; exit 1 when there is something. */
import { relative, resolve } from 'node:path';
import { expiry } from './fact-problems.ts';
import { checkedContent, contentFolder } from './load.ts';
import { type Problem, written } from './problem.ts';
import type { ContentFiles } from './read.ts';

/** What the command prints, and its exit code; file names are shown below `shown`. */
export function report(
  files: ContentFiles,
  problems: readonly Problem[],
  today: Date,
  shown: string,
): { text: string; code: 0 | 1 } {
  const groups = [...Map.groupBy(problems, ({ file }) => file).values()];
  const listed = groups.map((group) => group.map((problem) => written(problem, shown)).join('\n')).join('\n\n');
  const { expiring } = expiry(files, today);
  const soon = expiring.length === 0 ? [] : ['Soon:', ...expiring.map((problem) => written(problem, shown)), ''];
  const verdict =
    problems.length === 0
      ? `Content is fine: ${counts(files)}`
      : `\n${amount(problems.length, 'problem')} in ${amount(groups.length, 'file')}.`;
  const lines = [...(listed === '' ? [] : [listed, '']), ...soon, verdict.trim()];
  return { text: lines.join('\n'), code: problems.length === 0 ? 0 : 1 };
}

const amount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function counts({ flows, answers, facts }: ContentFiles): string {
  const steps = flows.reduce((sum, { value }) => sum + Object.keys(value.steps).length, 0);
  return [
    amount(flows.length, 'flow'),
    amount(steps, 'step'),
    amount(answers.length, 'answer'),
    amount(Object.keys(facts?.value ?? {}).length, 'fact'),
  ].join(', ');
}

async function main(): Promise<void> {
  const folder = process.argv[2] === undefined ? contentFolder : resolve(process.argv[2]);
  const today = new Date();
  try {
    const { files, problems } = await checkedContent(folder, today);
    const { text, code } = report(files, problems, today, relative(process.cwd(), folder) || '.');
    console.log(text);
    process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
