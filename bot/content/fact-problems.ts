/** Problems of figures: unknown, unused or expired facts, {words} that nothing fills in, figures written out. */
import type { Step } from '../core/book.ts';
import { entrances, graphOf, reached } from './graph.ts';
import type { Problem } from './problem.ts';
import type { ContentFiles } from './read.ts';
import { channelTexts, lostTexts, neededParameters, type Sentence, sentencesOf } from './sentences.ts';

const DAY = 86_400_000;
/** How long before its expiry a fact is announced. */
const NOTICE_DAYS = 60;

export const factProblems = (files: ContentFiles): readonly Problem[] => {
  const sentences = sentencesOf(files);
  const figures = figuresOf(files);
  return [
    ...sentences.flatMap((sentence) => bracesProblems(sentence, files)),
    ...unknownInChannels(files),
    ...unused(files, sentences),
    ...disordered(files),
    ...needed(files),
    ...offTheWay(files, sentences),
    ...sentences.flatMap((sentence) => literals(sentence, figures)),
  ];
};

const at = ({ file, line, step }: Sentence, type: Problem['type'], text: string): Problem => ({
  type,
  file,
  line: line(),
  ...(step === undefined ? {} : { step }),
  text,
});

const braces = (text: string): readonly string[] => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');

const bracesProblems = (sentence: Sentence, { facts }: ContentFiles): readonly Problem[] =>
  braces(sentence.written).flatMap((name) => {
    if (name.startsWith('fact.')) {
      return facts && !facts.value[name.slice(5)]
        ? [at(sentence, 'broken', `{${name}} is not in facts.yml; correct the name or add the figure there.`)]
        : [];
    }
    if (sentence.parameters.includes(name)) return [];
    const known = sentence.parameters.map((parameter) => `{${parameter}}`).join(', ') || 'only {fact.name}';
    return [at(sentence, 'broken', `Nothing fills in {${name}} here; possible is ${known}.`)];
  });

const unknownInChannels = (files: ContentFiles): readonly Problem[] =>
  channelTexts(files).flatMap(({ read: { file, line }, texts }) =>
    texts
      .flatMap(braces)
      .filter((name) => name.startsWith('fact.') && files.facts && !files.facts.value[name.slice(5)])
      .map((name) => ({
        type: 'broken' as const,
        file,
        line: line([]),
        text: `{${name}} is not in facts.yml; correct the name or add the figure there.`,
      })),
  );

function unused(files: ContentFiles, sentences: readonly Sentence[]): readonly Problem[] {
  const { facts } = files;
  if (!facts) return [];
  const all = [
    ...sentences.map(({ written }) => written),
    ...channelTexts(files).flatMap(({ texts }) => texts),
    ...lostTexts(files),
  ].flatMap(braces);
  return Object.keys(facts.value)
    .filter((name) => !all.includes(`fact.${name}`))
    .map((name) => ({
      type: 'style' as const,
      file: facts.file,
      line: facts.line([name]),
      text: `No text uses ${name}; remove it, or use it as {fact.${name}}.`,
    }));
}

const disordered = ({ facts }: ContentFiles): readonly Problem[] =>
  Object.entries(facts?.value ?? {}).flatMap(([name, { checked, expires }]) =>
    facts && expires <= checked
      ? [
          {
            type: 'broken' as const,
            file: facts.file,
            line: facts.line([name, 'expires']),
            text: `${name} expires before it was checked; correct one of the two dates.`,
          },
        ]
      : [],
  );

const needed = ({ texts }: ContentFiles): readonly Problem[] =>
  Object.entries(neededParameters).flatMap(([place, names]) => {
    const path = place.split('.');
    const text = path.reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? Object.entries(value).find(([name]) => name === key)?.[1]
          : undefined,
      texts?.value,
    );
    return names
      .filter((name) => texts && typeof text === 'string' && !text.includes(`{${name}}`))
      .map((name) => ({
        type: 'broken' as const,
        file: texts?.file ?? '',
        line: texts?.line(path) ?? 1,
        text: `${place} says nothing without {${name}}; put it in.`,
      }));
  });

/** {boardUntil} has a value only after a step that looks at the board, {checkOn} only after one that counts working days. */
function offTheWay(files: ContentFiles, sentences: readonly Sentence[]): readonly Problem[] {
  const graph = graphOf(files);
  const without = (type: Step['type']) => reached(graph, entrances(files), ({ step }) => step.type !== type);
  const ways = [
    { name: 'board', step: 'board step', seen: without('board') },
    { name: 'checkOn', step: 'working-days step', seen: without('working-days') },
  ];
  return sentences.flatMap((sentence) =>
    braces(sentence.written).flatMap((name) =>
      ways
        .filter((way) => name.startsWith(way.name) && sentence.step !== undefined && way.seen.has(sentence.step))
        .map((way) =>
          at(
            sentence,
            'broken',
            `{${name}} is empty here, because this step can be reached without a ${way.step}; lead over one.`,
          ),
        ),
    ),
  );
}

/** Amounts, shares, addresses: what changes one day and must then be changed in one place. */
const figureLike =
  /Rp\s?\d[\d.]*(?:\s?(?:juta|ribu|miliar))?|\b\d+(?:[.,]\d+)?\s?(?:juta|jt|ribu|rb|miliar|persen)\b|\b\d+(?:[.,]\d+)?\s?%|https?:\/\/\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.go\.id\b|\b[\w.+-]+@[\w-]+\.[\w.]+|\b175\b/gi;

type Figure = { readonly name: string; readonly value: string; readonly pattern: RegExp };

/** The facts with a digit in their value; "tiga kali" also says other things than the fact. */
const figuresOf = ({ facts }: ContentFiles): readonly Figure[] =>
  Object.entries(facts?.value ?? {})
    .filter(([, { value }]) => /\d/.test(value))
    .map(([name, { value }]) => ({ name, value, pattern: alone(value) }));

function literals(sentence: Sentence, figures: readonly Figure[]): readonly Problem[] {
  const bare = sentence.written.replace(/\{[^{}]*\}/g, ' ');
  if (!/\d|@|www\.|\.go\.id|:\/\//.test(bare)) return [];
  const known = figures.filter(({ pattern }) => pattern.test(bare));
  const others = [...bare.matchAll(figureLike)]
    .map(([text]) => text)
    .filter((text) => !known.some(({ value }) => value.includes(text) || text.includes(value)));
  const found = [
    ...known.map(({ name, value }) => ({ text: value, name: `{fact.${name}}` })),
    ...others.map((text) => ({ text, name: 'a fact of facts.yml' })),
  ];
  return found.map(({ text, name }) =>
    at(sentence, 'style', `“${text}” is a figure written out; use ${name}, so that it stands in one place.`),
  );
}

/** Finds `value` where it stands by itself, and not as a part of a longer word, number or date. */
function alone(value: string): RegExp {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.:-])${escaped}(?![\\w:-]|\\.\\d)`, 'i');
}

/** Facts that are past their date on `today`, and those that will be within 60 days, with the years whose holidays are still missing. */
export function expiry(
  { facts, calendar }: ContentFiles,
  today: Date,
): { expired: readonly Problem[]; expiring: readonly Problem[] } {
  const date = today.toISOString().slice(0, 10);
  const notice = new Date(today.getTime() + NOTICE_DAYS * DAY).toISOString().slice(0, 10);
  const told = (from: string, until: string, what: (name: string, expires: string) => string) =>
    Object.entries(facts?.value ?? {})
      .filter(([, { expires }]) => facts && from <= expires && expires < until)
      .map(
        ([name, { expires }]): Problem => ({
          type: 'expired',
          file: facts?.file ?? '',
          line: facts?.line([name, 'expires']) ?? 1,
          text: what(name, expires),
        }),
      );
  const remedy = 'look up its source, then correct value, checked and expires';
  const year = notice.slice(0, 4);
  const noHolidays = calendar && !Object.keys(calendar.value.holidays).some((day) => day.startsWith(year));
  return {
    expired: told('', date, (name, expires) => `${name} has not been checked since ${expires}; ${remedy}.`),
    expiring: [
      ...told(date, notice, (name, expires) => `${name} expires on ${expires}; ${remedy}.`),
      ...(noHolidays
        ? [
            {
              type: 'expired' as const,
              file: calendar.file,
              line: calendar.line(['holidays']),
              text: `The holidays of ${year} are missing; add them, or working days are counted wrong.`,
            },
          ]
        : []),
    ],
  };
}
