/** Reads the examples that people write, and keeps the trained model in a cache file. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Model, train } from './classify.ts';
import type { Example } from './example.ts';
import { pack, unpack } from './pack.ts';
import { readIntent, sameness } from './read.ts';

/** The examples and the held-back tests of a folder; the trainer is only ever given the examples. */
export type Examples = { readonly examples: readonly Example[]; readonly tests: readonly Example[] };

type Source = { readonly name: string; readonly text: string };

const sourcesOf = (folder: string, ending: string): Source[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** The same sentence under two intents teaches nothing. */
const contradictions = (examples: readonly Example[]): string[] => {
  const seen = new Map<string, string>();
  return examples.flatMap(({ text, intent }) => {
    const other = seen.get(sameness(text));
    seen.set(sameness(text), intent);
    return other === undefined || other === intent ? [] : [`${intent}.yml: "${text}" is also an example of ${other}`];
  });
};

const parseExamples = (sources: readonly Source[], folder: string): Examples => {
  const readings = sources.map(({ name, text }) => readIntent(text, name, name.slice(0, -'.yml'.length)));
  const examples = readings.flatMap((reading) => reading.examples);
  const problems = [...readings.flatMap((reading) => reading.problems), ...contradictions(examples)];
  if (sources.length < 2) problems.push('at least two files named <intent>.yml are needed');
  if (problems.length > 0)
    throw new Error(`The examples in ${folder} cannot be used; please mend:\n- ${problems.join('\n- ')}`);
  return { examples, tests: readings.flatMap((reading) => reading.tests) };
};

/** All `<intent>.yml` files of the folder. Throws one error that lists every problem with file and line. */
export const loadExamples = (folder: string): Examples => parseExamples(sourcesOf(folder, '.yml'), folder);

/** Changes whenever the examples or the code that learns from them change. */
const keyOf = (sources: readonly Source[]): string => {
  const hash = createHash('sha256');
  const here = import.meta.dirname;
  const code = [...sourcesOf(here, '.ts'), ...sourcesOf(join(here, 'lexicon'), '.ts')];
  for (const { name, text } of [...code, ...sources]) hash.update(`${name}\0${text}\0`);
  return hash.digest('hex');
};

const bytesOf = (file: string): Uint8Array | null => {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
};

/** Written beside its place and moved there, so that no reader sees half a file. */
const replaceFile = (file: string, bytes: Uint8Array): void => {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, bytes);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};

/** A cache that cannot be kept costs time at the next start, and nothing else. */
const keep = (folder: string, file: string, bytes: Uint8Array): void => {
  try {
    mkdirSync(folder, { recursive: true });
    replaceFile(file, bytes);
  } catch {
    return;
  }
};

const modelFile = (cacheFolder: string): string => join(cacheFolder, 'intents.model');

const unpacked = (cacheFolder: string, key: string): Model | null => {
  const bytes = bytesOf(modelFile(cacheFolder));
  return bytes && unpack(bytes, key);
};

/** The model in the cache, or null when there is none of these very examples and this very code. Throws when the folder cannot be read. */
export const cachedModel = (folder: string, cacheFolder: string): Model | null =>
  unpacked(cacheFolder, keyOf(sourcesOf(folder, '.yml')));

/**
 * The trained model of a folder of examples: from the cache when neither examples nor code have changed, else trained and cached.
 * Throws like `loadExamples`.
 */
export const loadModel = (folder: string, cacheFolder: string): Model => {
  const sources = sourcesOf(folder, '.yml');
  const key = keyOf(sources);
  const cached = unpacked(cacheFolder, key);
  if (cached) return cached;
  const model = train(parseExamples(sources, folder).examples);
  keep(cacheFolder, modelFile(cacheFolder), pack(model, key));
  return model;
};
