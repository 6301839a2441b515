/**
 * `npm run content:schema`: writes the JSON schemas by which editors complete and check the content. With `--check` it writes nothing and
 * exits with 1 when one of them is not up to date.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { answer, calendar, facts, flow } from '../core/book.ts';
import { texts } from '../core/texts.ts';
import { contentFolder } from './load.ts';
import { style } from './style.ts';

/** The schema files by their names, as text. What people may leave out is optional in them. */
export const schemaFiles = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({ flow, answer, texts, facts, calendar, style }).map(([name, schema]) => [
      `${name}.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
    ]),
  );

/** The names of the schema files in `folder` that are missing or not up to date. */
export async function outdated(folder: string): Promise<readonly string[]> {
  const found = await Promise.all(
    [...schemaFiles()].map(async ([name, text]) => {
      const before = await readFile(join(folder, name), 'utf8').catch(() => '');
      return before === text ? [] : [name];
    }),
  );
  return found.flat();
}

async function main(): Promise<void> {
  const folder = join(contentFolder, 'schema');
  const names = await outdated(folder);
  if (!process.argv.includes('--check')) {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of schemaFiles()) await writeFile(join(folder, name), text);
    console.log(names.length === 0 ? 'The schemas were up to date.' : `Written to content/schema: ${names.join(', ')}`);
    return;
  }
  if (names.length === 0) return;
  console.error(
    `Not up to date in content/schema: ${names.join(', ')}. Run "npm run content:schema" and commit the files.`,
  );
  process.exitCode = 1;
}

if (import.meta.main) await main();
