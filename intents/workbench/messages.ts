/** Reads the messages of a file, in whichever of three forms they come. */
import { z } from 'zod';

/** What was read, in the order of the file, and how many lines could not be. */
export type Messages = { readonly texts: readonly string[]; readonly unreadable: number };

const texted = z.object({ text: z.string() });

/** A line that a power cut tore must not keep the others from being read. */
const textOfJson = (line: string): string | undefined => {
  try {
    return texted.parse(JSON.parse(line)).text;
  } catch {
    return undefined;
  }
};

const columnOfText = (header: string): number => header.split('\t').findIndex((name) => name.trim() === 'text');

const readings = (name: string, lines: readonly string[]): readonly (string | undefined)[] => {
  const [header = '', ...rows] = lines;
  if (/\.(jsonl|ndjson)$/i.test(name)) return lines.map(textOfJson);
  if (!/\.tsv$/i.test(name)) return lines;
  const column = columnOfText(header);
  if (column < 0)
    throw new Error(`${name} has no column "text"; its first line must name the columns, with tabs between.`);
  return rows.map((row) => row.split('\t')[column]);
};

/** `.jsonl`: lines of {"text"}; `.tsv`: a column `text`; anything else: a message a line. Throws when a `.tsv` has no column `text`. */
export const readMessages = (name: string, content: string): Messages => {
  const lines = content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const read = readings(name, lines).map((text) => text?.trim());
  const texts = read.flatMap((text) => (text ? [text] : []));
  return { texts, unreadable: read.length - texts.length };
};
