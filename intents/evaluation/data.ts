/** Reads the files that the engine is measured on; each line's fault is named with its number. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Example } from '../example.ts';
import type { Labelled } from './measures.ts';

const linesOf = (file: string): string[] => {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\ufeff/, '')
      .split(/\r?\n/);
  } catch (cause) {
    throw new Error(`${file} cannot be read; give the path of a file that exists`, { cause });
  }
};

/** Rows of a tab-separated file with at least the columns intent and text; `also` holds further intents, comma between. */
export const readTable = (file: string): Labelled[] => {
  const [head = '', ...lines] = linesOf(file);
  const names = head.split('\t');
  const at = { intent: names.indexOf('intent'), also: names.indexOf('also'), text: names.indexOf('text') };
  if (at.intent < 0 || at.text < 0)
    throw new Error(
      `${file}: the first line must name the columns id, intent, also, unclear and text, separated by tabs`,
    );
  return lines.flatMap((line, row) => {
    if (line.trim() === '') return [];
    const cells = line.split('\t');
    const intent = cells[at.intent];
    const text = cells[at.text];
    if (!intent || text === undefined) throw new Error(`${file}:${row + 2}: the intent or the text is missing`);
    const also = (cells[at.also] ?? '').split(',').map((other) => other.trim());
    return [{ text, intent, also: also.filter((other) => other !== '') }];
  });
};

const parsed = <Row>(file: string, schema: z.ZodType<Row>): Row[] =>
  linesOf(file).flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`${file}:${at + 1}: not a line of the expected form`, { cause });
    }
  });

const example = z.object({ text: z.string(), intent: z.string() });
const texted = z.object({ text: z.string() });
const question = z.object({ question: z.string() });
const utterance = z.object({ utt: z.string(), intent: z.string(), partition: z.enum(['train', 'dev', 'test']) });

/** Lines of {"text","intent"}. */
export const readExamples = (file: string): Example[] => parsed(file, example);

/** Lines of {"text"}. */
export const readTexts = (file: string): string[] => parsed(file, texted).map(({ text }) => text);

/** Lines of {"question"}. */
export const readQuestions = (file: string): string[] => parsed(file, question).map((row) => row.question);

/** One part of a MASSIVE file, lines of {"utt","intent","partition"}. */
export const readMassive = (file: string, part: 'train' | 'dev' | 'test'): Example[] =>
  parsed(file, utterance)
    .filter(({ partition }) => partition === part)
    .map(({ utt, intent }) => ({ text: utt, intent }));

/** A list of spellings with the columns slang and formal: formal word → its spellings, the list's order kept. */
export const readSpellings = (file: string): ReadonlyMap<string, readonly string[]> => {
  const [, ...lines] = linesOf(file);
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const [slang = '', formal = ''] = line.split('\t');
    if (/^[a-z]+$/.test(formal) && /^[a-z0-9]+$/.test(slang)) found.set(formal, [...(found.get(formal) ?? []), slang]);
  }
  return found;
};
