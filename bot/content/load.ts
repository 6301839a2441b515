/** The content folder as a book, or one error that lists every problem. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Book, Entry } from '../core/book.ts';
import type { IntentId } from '../core/ids.ts';
import { type Problem, sorted, written } from './problem.ts';
import { problemsOf } from './problems.ts';
import { type ContentFiles, factValues, readContent, type Source } from './read.ts';

/** The `content` folder beside package.json, wherever the bot is started from. */
export const contentFolder = fileURLToPath(new URL('../../content', import.meta.url));

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
  const { files, problems } = await checkedContent(folder, today);
  const lines = problems.map((problem) => written(problem, basename(folder)));
  const book = bookOf(files);
  if (!book || problems.some(({ type }) => type === 'broken')) {
    throw new Error(
      `The content in ${folder} cannot be used. Correct these ${lines.length} problems:\n${lines.join('\n')}`,
    );
  }
  for (const line of lines) warn(line);
  return book;
}

/** Everything that was read and everything that is wrong with it. */
export async function checkedContent(
  folder: string,
  today: Date,
): Promise<{ files: ContentFiles; problems: readonly Problem[] }> {
  const { files, problems } = readContent(await readSources(folder));
  return { files, problems: sorted([...problems, ...problemsOf(files, today)]) };
}

/** The YAML files of the content folder. Throws when the folder cannot be read. */
async function readSources(folder: string): Promise<readonly Source[]> {
  const names = await Promise.all(['.', 'flows', 'answers'].map((part) => yamlIn(folder, part)));
  return Promise.all(
    names
      .flat()
      .sort()
      .map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
  );
}

async function yamlIn(folder: string, part: string): Promise<readonly string[]> {
  try {
    const names = await readdir(join(folder, part));
    return names.filter((name) => name.endsWith('.yml')).map((name) => (part === '.' ? name : `${part}/${name}`));
  } catch (cause) {
    throw new Error(`The content folder ${join(folder, part)} cannot be read; set its path right or restore it.`, {
      cause,
    });
  }
}

function bookOf(files: ContentFiles): Book | undefined {
  const { flows, answers, texts, calendar, facts, sources } = files;
  if (!texts || !calendar || !facts) return undefined;
  const ofFlows = flows.flatMap(({ value: flow }) =>
    flow.intents.map((intent): [IntentId, Entry] => [intent, { type: 'flow', flow }]),
  );
  const ofAnswers = answers.map(({ value: answer }): [IntentId, Entry] => [answer.intent, { type: 'answer', answer }]);
  return {
    flows: flows.map(({ value }) => value),
    steps: new Map(
      flows.flatMap(({ value: flow }) => Object.entries(flow.steps).map(([id, step]) => [id, { flow, step }])),
    ),
    entries: new Map([...ofFlows, ...ofAnswers]),
    texts: texts.value,
    calendar: calendar.value,
    facts: factValues(facts.value),
    version: hashOf(sources),
  };
}

function hashOf(sources: readonly Source[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of sources) hash.update(`${file}\0${text}\0`);
  return hash.digest('hex');
}
