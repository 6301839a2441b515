/** The whole table of goals: every figure that is promised, measured again by one command. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Model, rank, train } from '../classify.ts';
import { loadExamples, loadModel } from '../load.ts';
import { perturb, perturbations, perturbBySlang } from '../perturb.ts';
import { refusalThreshold } from '../scope.ts';
import { naturalBayes } from './baseline.ts';
import { readMassive, readQuestions, readSpellings, readTable, readTexts } from './data.ts';
import { measureForeign } from './foreign.ts';
import { askAll, calibrationError, type Labelled, score, separation } from './measures.ts';
import { residentMegabytes, speedOf, timed } from './speed.ts';

export type Goal = { readonly what: string; readonly measured: string; readonly goal: string; readonly met: boolean };

export type GoalsInput = {
  readonly examplesFolder: string;
  /** Holds the shared data sets. */
  readonly dataFolder: string;
  /** Also the test part of the public sets, which choices must never be made by. */
  readonly final: boolean;
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const atLeast = (what: string, value: number, goal: number): Goal => ({
  what,
  measured: percent(value),
  goal: `≥ ${percent(goal)}`,
  met: value >= goal,
});
const atMost = (what: string, value: number, goal: number, unit: string): Goal => ({
  what,
  measured: `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`,
  goal: `≤ ${goal} ${unit}`,
  met: value <= goal,
});

const realGoals = (model: Model, real: readonly Labelled[], examples: Parameters<typeof naturalBayes>[0]): Goal[] => {
  const answered = askAll(real, (text) => rank(model, text));
  const ours = score(answered);
  const bayes = score(askAll(real, naturalBayes(examples)));
  return [
    atLeast('real messages, lenient', ours.lenient, 0.9),
    atLeast('real messages, strict', ours.strict, 0.78),
    atLeast('real messages, top-3 lenient', ours.top3, 0.98),
    atLeast('  above natural’s Bayes, lenient', ours.lenient - bayes.lenient, 0.1),
    atMost('  expected calibration error', calibrationError(answered), 0.05, ''),
  ];
};

type Spellings = ReturnType<typeof readSpellings>;

const heldBackGoals = (model: Model, tests: readonly Labelled[], spellings: Spellings): Goal[] => {
  const ask = (text: string) => rank(model, text);
  const answered = askAll(tests, ask);
  const clean = score(answered);
  const lossBy = (change: (text: string) => string): number => {
    const changed = tests.map((test) => ({ ...test, text: change(test.text) }));
    return (clean.strict - score(askAll(changed, ask)).strict) * 100;
  };
  const worse = [
    ...Object.keys(perturbations).map((name) => ({ name, loss: lossBy((text) => perturb(name, text)) })),
    { name: 'slang of a foreign list', loss: lossBy((text) => perturbBySlang(text, spellings)) },
  ];
  const mean = worse.reduce((sum, { loss }) => sum + loss, 0) / worse.length;
  return [
    atLeast('held-back tests, accuracy', clean.strict, 0.93),
    atLeast('held-back tests, macro-F1', clean.macroF1, 0.92),
    atMost('  expected calibration error', calibrationError(answered), 0.05, ''),
    atMost('perturbed tests, mean loss', mean, 3, 'points'),
    ...worse.map(({ name, loss }) => atMost(`  ${name}`, loss, 3, 'points')),
  ];
};

/** Words that show that a review of the other BPJS's app speaks of it. */
const namesOther = /\bjkn\b|faskes|bpjs kesehatan|puskesmas|rumah sakit|berobat|\bkis\b|rujukan|dokter/i;

const scopeGoals = (
  model: Model,
  inside: readonly string[],
  outside: ReadonlyMap<string, readonly string[]>,
): Goal[] => {
  const refusal = (text: string) => rank(model, text).outOfScope;
  const off = [...outside.values()].flat().map(refusal);
  const on = inside.map(refusal);
  const refused = (values: readonly number[]) =>
    values.filter((value) => value >= refusalThreshold).length / Math.max(values.length, 1);
  return [
    { ...atLeast('out of scope, AUROC × 100', separation(off, on), 0.95) },
    atLeast('  caught at the working threshold', refused(off), 0.85),
    atMost('  in scope but refused', refused(on) * 100, 4, '%'),
    ...[...outside].map(([name, texts]) =>
      atLeast(`  caught: ${name} (${texts.length})`, refused(texts.map(refusal)), 0.85),
    ),
  ];
};

const publicGoals = (dataFolder: string, part: 'dev' | 'test'): Goal[] =>
  [
    { locale: 'id-ID', goal: 0.85 },
    { locale: 'jv-ID', goal: 0.84 },
  ].map(({ locale, goal }) => {
    const file = join(dataFolder, `massive_${locale}.jsonl`);
    const { accuracy } = measureForeign(readMassive(file, 'train'), readMassive(file, part), []);
    return atLeast(`MASSIVE ${locale}, ${part} part`, accuracy, goal);
  });

/** What loading a cached model costs, in a folder of its own. */
const loadGoals = (examplesFolder: string): Goal[] => {
  const folder = mkdtempSync(join(tmpdir(), 'intents-'));
  try {
    loadModel(examplesFolder, folder);
    const before = residentMegabytes();
    const { seconds } = timed(() => loadModel(examplesFolder, folder));
    const added = Math.max(residentMegabytes() - before, 0);
    return [atMost('loading a cached model', seconds * 1000, 100, 'ms'), atMost('  memory added', added, 60, 'MB')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Measures everything; takes a minute or two. */
export const measureGoals = ({ examplesFolder, dataFolder, final }: GoalsInput): Goal[] => {
  const { examples, tests } = loadExamples(examplesFolder);
  const { value: model, seconds } = timed(() => train(examples));
  const real = readTable(join(dataFolder, 'dev_real_2025.tsv'));
  const held = tests.map((test) => ({ ...test, also: [] }));
  const inside = [...real, ...held].filter(({ intent }) => intent !== 'out_of_scope').map(({ text }) => text);
  const outside = new Map([
    ['questions about the other BPJS', readQuestions(join(dataFolder, 'faq_bpjs_kesehatan_outofscope.jsonl'))],
    [
      'reviews that name the other BPJS',
      readTexts(join(dataFolder, 'mobile_jkn_reviews.jsonl')).filter((text) => namesOther.test(text)),
    ],
    ['held-back tests', held.filter(({ intent }) => intent === 'out_of_scope').map(({ text }) => text)],
  ]);
  const speed = speedOf(
    [...real, ...held].map(({ text }) => text),
    (text) => rank(model, text),
  );
  return [
    ...realGoals(model, real, examples),
    ...heldBackGoals(model, held, readSpellings(join(dataFolder, 'slang_mit_only_indocollex.tsv'))),
    ...scopeGoals(model, inside, outside),
    ...publicGoals(dataFolder, 'dev'),
    ...(final ? publicGoals(dataFolder, 'test') : []),
    atMost('ranking a message, median', speed.median / 1000, 0.1, 'ms'),
    atMost('  99th percentile', speed.p99 / 1000, 1, 'ms'),
    atMost('training on the examples', seconds, 10, 's'),
    ...loadGoals(examplesFolder),
  ];
};

export const goalLines = (goals: readonly Goal[]): string[] =>
  goals.map(
    ({ what, measured, goal, met }) =>
      `${what.padEnd(46)} ${measured.padStart(12)}  ${goal.padEnd(14)} ${met ? 'met' : 'missed'}`,
  );
