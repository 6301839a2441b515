/** `npm run suggest -- FILE …`: which messages are understood least, in groups, so that examples are added where they count. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadExamples, loadModel } from './load.ts';
import { nameOf } from './workbench/intent-names.ts';
import { readMessages } from './workbench/messages.ts';
import { type Suggestion, type Suggestions, suggestionsOf, usualDoubt } from './workbench/suggestions.ts';

const usage = `How to use: npm run suggest -- FILE …
  FILE is one or more of: .jsonl (lines of {"text"}, such as data/missed.jsonl), .tsv (with a column "text"), or text with a message a line.
Options: --groups N (how many groups are shown, 20), --each N (how many messages of a group, 5), --doubt 0.5 (from which doubt on, 0 to 1), --json`;

const root = join(import.meta.dirname, '..');

const options = {
  json: { type: 'boolean', default: false },
  groups: { type: 'string', default: '20' },
  each: { type: 'string', default: '5' },
  doubt: { type: 'string', default: String(usualDoubt) },
  examples: { type: 'string', default: join(root, 'intents', 'examples') },
  cache: { type: 'string', default: join(root, '.cache') },
} as const;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

const groupLines = ({ times, intents, messages }: Suggestion, nth: number, each: number): string[] => {
  const nearest = intents.map(({ intent, score }) => `${nameOf(intent)} (${intent}) ${percent(score)}`).join(' · ');
  const shown = messages.slice(0, each).map((message) => {
    const again = message.times > 1 ? `  (${message.times}×)` : '';
    return `     - ${message.text.replace(/\s+/g, ' ').slice(0, 200)}${again}`;
  });
  const rest = messages.length > each ? [`     … dan ${messages.length - each} lagi`] : [];
  return [`${nth}. ${times} pesan${times > 1 ? ' mirip' : ''}. Paling dekat: ${nearest}`, ...shown, ...rest, ''];
};

/** The groups as lines to read; what the reader sees is Indonesian. */
export const suggestionLines = (
  found: Suggestions,
  shown: { readonly groups: number; readonly each: number },
): string[] => {
  const { messages, doubtful, groups } = found;
  if (doubtful === 0) return [`${messages} pesan dibaca: tidak ada yang kurang dipahami.`];
  const rest = groups.length - shown.groups;
  return [
    `${messages} pesan dibaca, ${doubtful} kurang dipahami, dalam ${groups.length} kelompok. Yang terbesar dulu:`,
    '',
    ...groups.slice(0, shown.groups).flatMap((group, at) => groupLines(group, at + 1, shown.each)),
    ...(rest > 0
      ? [`Masih ada ${rest} kelompok yang lebih kecil: pakai --groups ${groups.length} untuk semuanya.`]
      : []),
    ...(messages > doubtful
      ? ['Yang dipahami dengan yakin tidak ditampilkan: pakai --doubt 0 untuk melihat semuanya.']
      : []),
    'Pilih maksud yang benar untuk satu kelompok, lalu tulis contoh dengan kalimat sendiri di intents/examples/<maksud>.yml.',
  ];
};

const numberOf = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (!(value >= 0 && value <= most))
    throw new Error(`--${name} ${text} cannot be used; give a number from 0 to ${most}.`);
  return value;
};

const contentOf = (file: string): string => {
  try {
    return readFileSync(resolve(process.env.INIT_CWD ?? '.', file), 'utf8');
  } catch (cause) {
    throw new Error(`${file} cannot be read; give the path of a file that exists.`, { cause });
  }
};

const main = (): void => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals.length === 0) throw new Error(usage);
  const doubt = numberOf('doubt', values.doubt, 1);
  const shown = { groups: numberOf('groups', values.groups, 1e6), each: numberOf('each', values.each, 1e6) };
  const read = positionals.map((file) => readMessages(file, contentOf(file)));
  const unreadable = read.reduce((sum, one) => sum + one.unreadable, 0);
  if (unreadable > 0) console.error(`${unreadable} lines could not be read and were left out.`);
  const model = loadModel(values.examples, values.cache);
  const background = loadExamples(values.examples).examples.map(({ text }) => text);
  const found = suggestionsOf(
    model,
    read.flatMap(({ texts }) => texts),
    background,
    { doubt },
  );
  if (values.json) console.log(JSON.stringify(found));
  else for (const line of suggestionLines(found, shown)) console.log(line);
};

if (process.argv[1] === import.meta.filename) {
  try {
    main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
