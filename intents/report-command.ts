/** `npm run report [-- --html FILE]`: measures the examples and writes the HTML report. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { rank, train } from './classify.ts';
import { askAll, score } from './evaluation/measures.ts';
import { loadExamples } from './load.ts';
import { htmlReport, type ReportResults } from './report.ts';
import { crossValidate, type Progress } from './workbench/cross-validate.ts';

const root = join(import.meta.dirname, '..');

const options = {
  html: { type: 'string', default: join(root, 'report', 'evaluasi.html') },
  examples: { type: 'string', default: join(root, 'intents', 'examples') },
  /** Leaves out the cross-validation, which takes five trainings. */
  quick: { type: 'boolean', default: false },
} as const;

const spoken = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Jakarta' });

/** The moment, as the page says it. */
export const now = (at = new Date()): string => `${spoken.format(at)} WIB`;

type Request = { readonly folder: string; readonly at: Date; readonly quick: boolean };

/** Trains on the examples, and asks for the held-back tests and, by cross-validation, for the examples. Throws like `loadExamples`. */
export const measureReport = ({ folder, at, quick }: Request, progress: Progress): ReportResults => {
  const { examples, tests } = loadExamples(folder);
  const model = train(examples);
  const held = tests.map((test) => ({ ...test, also: [] }));
  return {
    measuredOn: now(at),
    testsName: 'pesan uji',
    examples,
    tested: askAll(held, (text) => rank(model, text)),
    crossed: quick ? [] : crossValidate(examples, progress),
  };
};

/** Writes the page, making its folder. */
export const writeReport = (file: string, results: ReportResults): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, htmlReport(results));
};

const main = (): void => {
  const { values } = parseArgs({ options });
  const file = resolve(process.env.INIT_CWD ?? '.', values.html);
  const request = {
    folder: resolve(process.env.INIT_CWD ?? '.', values.examples),
    at: new Date(),
    quick: values.quick,
  };
  const results = measureReport(request, (part, parts) =>
    console.error(`Cross-validation, part ${part + 1} of ${parts} …`),
  );
  writeReport(file, results);
  const { n, strict } = score(results.tested);
  console.log(
    `${(strict * 100).toFixed(1)} % of ${n} held-back tests are read rightly. The report is in ${file}; open it in a browser.`,
  );
};

if (process.argv[1] === import.meta.filename) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
