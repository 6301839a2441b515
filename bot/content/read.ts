/** Reads the YAML of the content: values, and for each of them the line on which it stands. */
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { answer, calendar, facts, flow } from '../core/book.ts';
import { texts } from '../core/texts.ts';
import { issueProblem } from './issue.ts';
import { lineOf, type Path } from './place.ts';
import type { Problem } from './problem.ts';
import type { Source } from './sources.ts';
import { style } from './style.ts';

/** A checked file: as it is written, and with the figures filled in. */
export type Read<T> = {
  readonly file: string;
  readonly written: T;
  readonly value: T;
  readonly line: (path: Path) => number;
};

type Schemas = {
  flow: z.infer<typeof flow>;
  answer: z.infer<typeof answer>;
  texts: z.infer<typeof texts>;
  facts: z.infer<typeof facts>;
  calendar: z.infer<typeof calendar>;
  style: z.infer<typeof style>;
};

/** What could be read. */
export type ContentFiles = {
  readonly flows: readonly Read<Schemas['flow']>[];
  readonly answers: readonly Read<Schemas['answer']>[];
  readonly texts: Read<Schemas['texts']> | undefined;
  readonly facts: Read<Schemas['facts']> | undefined;
  readonly calendar: Read<Schemas['calendar']> | undefined;
  readonly style: Read<Schemas['style']> | undefined;
  /** The other files of the folder, such as the texts of the web page; their shape is their channel's business. */
  readonly others: readonly Read<unknown>[];
  /** Files with problems of their own, as far as they could be read: what stands in them is not missing. */
  readonly lost: readonly { readonly file: string; readonly raw: unknown }[];
  readonly sources: readonly Source[];
};
const own = ['texts.yml', 'facts.yml', 'holidays.yml', 'style.yml'];
export type FactValues = Readonly<Record<string, string>>;

/** Every file with its problems, none left for later. The sources may come in any order. */
export function readContent(sources: readonly Source[]): { files: ContentFiles; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const parsed = sources.map((source) => parsedOf(source, problems));
  const named = (file: string) => parsed.find((one) => one.file === file);
  const inFolder = (folder: string) =>
    parsed.filter(({ file }) => file.startsWith(`${folder}/`) && file.endsWith('.yml'));
  const single = <T>(file: string, schema: z.ZodType<T>, values: FactValues) => {
    const one = named(file);
    if (one) return checked(one, schema, values, problems);
    problems.push({ type: 'broken', file, line: 1, text: 'This file is missing; the bot needs it.' });
    return undefined;
  };
  const factFile = single('facts.yml', facts, {});
  const values = factValues(factFile?.value ?? {});
  const many = <T>(folder: string, schema: z.ZodType<T>) =>
    inFolder(folder).flatMap((one) => checked(one, schema, values, problems) ?? []);
  const files = {
    flows: many('flows', flow),
    answers: many('answers', answer),
    texts: single('texts.yml', texts, values),
    facts: factFile,
    calendar: single('holidays.yml', calendar, values),
    style: single('style.yml', style, values),
    others: parsed
      .filter(({ file, sound }) => sound && !file.includes('/') && !own.includes(file))
      .map(({ file, raw, line }) => ({ file, written: raw, value: filled(raw, values), line })),
    sources,
  };
  const wrong = new Set(problems.map(({ file }) => file));
  const lost = parsed.filter(({ file }) => wrong.has(file));
  return { files: { ...files, lost }, problems: [...problems, ...tabs(sources)] };
}

/** The facts as texts use them: name → what is shown. */
export const factValues = (all: Readonly<Record<string, { value: string }>>): FactValues =>
  Object.fromEntries(Object.entries(all).map(([name, { value }]) => [name, value]));

type Parsed = {
  readonly file: string;
  readonly raw: unknown;
  readonly line: (path: Path) => number;
  readonly sound: boolean;
};

function parsedOf({ file, text }: Source, problems: Problem[]): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const error of document.errors) {
    const { line } = lines.linePos(error.pos[0]);
    problems.push({
      type: 'broken',
      file,
      line,
      text: `The YAML cannot be read: ${error.message}. Correct the spelling of this line.`,
    });
  }
  const sound = document.errors.length === 0;
  const raw: unknown = document.toJS();
  return { file, raw, line: (path) => lineOf(document, lines, path), sound };
}

function checked<T>(one: Parsed, schema: z.ZodType<T>, values: FactValues, problems: Problem[]): Read<T> | undefined {
  if (!one.sound) return undefined;
  const written = schema.safeParse(one.raw);
  const value = schema.safeParse(filled(one.raw, values));
  if (written.success && value.success)
    return { file: one.file, written: written.data, value: value.data, line: one.line };
  for (const issue of written.error?.issues ?? []) problems.push(issueProblem(issue, one));
  return undefined;
}

/** The same shape with `{fact.name}` replaced in every string; unknown names stay for the checks to find. */
function filled(value: unknown, values: FactValues): unknown {
  if (typeof value === 'string')
    return value.replace(/\{fact\.(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  if (Array.isArray(value)) return value.map((item) => filled(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, values)]));
}

const tabs = (sources: readonly Source[]): readonly Problem[] =>
  sources.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index) =>
      line.includes('\t')
        ? [
            {
              type: 'broken' as const,
              file,
              line: index + 1,
              text: 'There is a tab in this line; write spaces instead.',
            },
          ]
        : [],
    ),
  );
