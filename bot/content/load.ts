/** The content folder as a book, or one error that lists every problem. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer, Book, Entry } from '../core/book.ts';
import type { IntentId } from '../core/ids.ts';
import { type Problem, sorted, written } from './problem.ts';
import { problemsOf } from './problems.ts';
import { type ContentFiles, factValues, readContent } from './read.ts';
import { hashOf, readSources } from './sources.ts';

/** The `content` folder beside package.json, wherever the bot is started from. */
export const contentFolder = fileURLToPath(new URL('../../content', import.meta.url));

/** What a book is made of: plain JSON. */
export type BookParts = Pick<Book, 'flows' | 'texts' | 'calendar' | 'facts' | 'version'> & {
  readonly answers: readonly Answer[];
};

/**
 * Reads and checks the whole folder. Throws one `Error` with a line `folder/file:line step: what and what to do` for every problem,
 * when at least one of them would lead people astray; otherwise `warn` hears the lines, which are then about style or about facts that had
 * expired on `today`. `version` is the SHA-256 of all files, in hexadecimal digits.
 */
export async function loadBook(
  folder: string = contentFolder,
  warn: (line: string) => void = () => {},
  today: Date = new Date(),
): Promise<Book> {
  const { parts, warnings } = await loadParts(folder, today);
  for (const line of warnings) warn(line);
  return bookOf(parts);
}

/** As `loadBook`, but the book in parts, and the lines for the operator. */
export async function loadParts(
  folder: string,
  today: Date,
): Promise<{ parts: BookParts; warnings: readonly string[] }> {
  const { files, problems } = await checkedContent(folder, today);
  const lines = problems.map((problem) => written(problem, basename(folder)));
  const parts = partsOf(files);
  if (!parts || problems.some(({ type }) => type === 'broken')) {
    throw new Error(
      `The content in ${folder} cannot be used. Correct these ${lines.length} problems:\n${lines.join('\n')}`,
    );
  }
  return { parts, warnings: lines };
}

/** Everything that was read and everything that is wrong with it. */
export async function checkedContent(
  folder: string,
  today: Date,
): Promise<{ files: ContentFiles; problems: readonly Problem[] }> {
  const { files, problems } = readContent(await readSources(folder));
  return { files, problems: sorted([...problems, ...problemsOf(files, today)]) };
}

function partsOf({ flows, answers, texts, calendar, facts, sources }: ContentFiles): BookParts | undefined {
  if (!texts || !calendar || !facts) return undefined;
  return {
    flows: flows.map(({ value }) => value),
    answers: answers.map(({ value }) => value),
    texts: texts.value,
    calendar: calendar.value,
    facts: factValues(facts.value),
    version: hashOf(sources),
  };
}

export function bookOf({ answers, ...parts }: BookParts): Book {
  const { flows } = parts;
  const ofFlows = flows.flatMap((flow) =>
    flow.intents.map((intent): [IntentId, Entry] => [intent, { type: 'flow', flow }]),
  );
  const ofAnswers = answers.map((answer): [IntentId, Entry] => [answer.intent, { type: 'answer', answer }]);
  return {
    ...parts,
    steps: new Map(flows.flatMap((flow) => Object.entries(flow.steps).map(([id, step]) => [id, { flow, step }]))),
    entries: new Map([...ofFlows, ...ofAnswers]),
  };
}
