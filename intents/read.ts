/** The files that people write, `<intent>.yml`, read with every problem by file and line. */
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import type { Example } from './example.ts';

/** What a person wrote about one intent, and what is wrong with it. */
export type Reading = {
  readonly examples: readonly Example[];
  readonly tests: readonly Example[];
  readonly problems: readonly string[];
};

type Item = Example & { readonly line: number };
type Place = (node: { readonly range?: readonly number[] | null | undefined }) => number;

/** Two texts are the same when they differ only in case and punctuation. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
export const sameness = (text: string): string => plain(text) || text.trim();

const itemsOf = (map: YAMLMap<ParsedNode>, name: string, intent: string, place: Place) => {
  const node = map.get(name, true);
  const problems: string[] = [];
  if (node === undefined) return { items: [], problems };
  if (!isSeq(node)) return { items: [], problems: [`${place(map)}: "${name}" must be a list of sentences`] };
  const items = node.items.flatMap((item): Item[] => {
    const line = place(isScalar(item) ? item : node);
    if (isScalar(item) && typeof item.value === 'string' && item.value.trim() !== '')
      return [{ text: item.value, intent, line }];
    problems.push(`${line}: an item of "${name}" must be a sentence in double quotes`);
    return [];
  });
  return { items, problems };
};

/** Repeated sentences, and tests that the trainer would have seen. */
const repeats = (examples: readonly Item[], tests: readonly Item[]): string[] => {
  const seen = new Map<string, number>();
  const problems: string[] = [];
  for (const { text, line } of [...examples, ...tests]) {
    const before = seen.get(sameness(text));
    if (before === undefined) seen.set(sameness(text), line);
    else problems.push(`${line}: "${text}" stands already in line ${before}`);
  }
  return problems;
};

const known = new Set(['intent', 'examples', 'tests']);

/** Reads one file's source; `file` is its name as problems are to show it, `intent` the name that it must hold. */
export const readIntent = (source: string, file: string, intent: string): Reading => {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const place: Place = ({ range }) => lines.linePos(range?.[0] ?? 0).line;
  const shown = (problems: readonly string[]) => problems.map((problem) => `${file}:${problem}`);
  if (document.errors.length > 0) {
    const errors = document.errors.map(
      ({ pos, message }) => `${lines.linePos(pos[0]).line}: ${message.split('\n')[0]}`,
    );
    return { examples: [], tests: [], problems: shown(errors) };
  }
  const map: unknown = document.contents;
  if (!isMap<ParsedNode, ParsedNode>(map))
    return { examples: [], tests: [], problems: shown(['1: the file must hold "intent:" and "examples:"']) };
  const problems: string[] = [];
  for (const { key } of map.items)
    if (isScalar(key) && !known.has(String(key.value))) problems.push(`${place(key)}: unknown key "${key.value}"`);
  const named = map.get('intent', true);
  if (String(isScalar(named) ? named.value : '') !== intent)
    problems.push(`1: "intent:" must be "${intent}", as the file is named`);
  const examples = itemsOf(map, 'examples', intent, place);
  const tests = itemsOf(map, 'tests', intent, place);
  if (examples.items.length === 0) problems.push('1: there are no examples');
  problems.push(...examples.problems, ...tests.problems, ...repeats(examples.items, tests.items));
  const bare = ({ text }: Item): Example => ({ text, intent });
  return { examples: examples.items.map(bare), tests: tests.items.map(bare), problems: shown(problems) };
};
