/** `npm run evaluate`: how good the engine is on a file, on foreign data, or on everything that is promised. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluateFile } from './evaluation/file.ts';
import { evaluateForeign } from './evaluation/foreign.ts';
import { goalLines, measureGoals } from './evaluation/goals.ts';
import { loadExamples } from './load.ts';
import { now, writeReport } from './report-command.ts';

const usage = `How to use:
  npm run evaluate -- FILE.tsv [--json] [--html PAGE]                a labelled file (columns id, intent, also, unclear, text); also
                                                                     writes a page to look at, report/evaluasi.html unless told otherwise
  npm run evaluate -- --train A.jsonl --test B.jsonl [--oos C.jsonl] the same engine on foreign data, lines of {"text","intent"}
  npm run evaluate -- --all [--data FOLDER] [--final]                the table of goals; --final adds the public sets' test parts
Options: --examples FOLDER (the project's own by default), --cache FOLDER`;

const root = join(import.meta.dirname, '..');

const options = {
  json: { type: 'boolean', default: false },
  train: { type: 'string' },
  test: { type: 'string' },
  oos: { type: 'string' },
  all: { type: 'boolean', default: false },
  final: { type: 'boolean', default: false },
  html: { type: 'string', default: join(root, 'report', 'evaluasi.html') },
  data: { type: 'string', default: join(root, '..', 'shared', 'data') },
  examples: { type: 'string', default: join(root, 'intents', 'examples') },
  cache: { type: 'string', default: join(root, '.cache') },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

const fileLines = (file: string, { json, html, examples, cache }: Given['values']): readonly string[] => {
  const { lines, scores, answered } = evaluateFile(file, examples, cache);
  const known = loadExamples(examples).examples;
  writeReport(html, { measuredOn: now(), testsName: basename(file), examples: known, tested: answered, crossed: [] });
  const { n, strict, lenient, macroF1, top3 } = scores;
  const told = [...lines, '', `As a page to look at: ${html}`];
  return json ? [...told, JSON.stringify({ n, strict, lenient, macro_f1: macroF1, top3 })] : told;
};

const linesFor = ({ values, positionals }: Given): readonly string[] => {
  const [file] = positionals;
  if (values.all) {
    if (!existsSync(values.data))
      throw new Error(`${values.data} does not exist; say where the data is with --data FOLDER`);
    return goalLines(measureGoals({ examplesFolder: values.examples, dataFolder: values.data, final: values.final }));
  }
  if (values.train && values.test) return [JSON.stringify(evaluateForeign(values.train, values.test, values.oos))];
  if (file) return fileLines(file, values);
  throw new Error(usage);
};

const main = (): void => {
  try {
    for (const line of linesFor(parseArgs({ options, allowPositionals: true }))) console.log(line);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
};

main();
