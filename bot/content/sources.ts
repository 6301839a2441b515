/** The files of the content folder as they are written. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of the content folder; `file` is its path in the folder, with slashes. */
export type Source = { readonly file: string; readonly text: string };

/** The YAML files of the content folder. Throws when the folder cannot be read. */
export async function readSources(folder: string): Promise<readonly Source[]> {
  const names = await Promise.all(['.', 'flows', 'answers'].map((part) => yamlIn(folder, part)));
  return Promise.all(
    names
      .flat()
      .sort()
      .map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })),
  );
}

async function yamlIn(folder: string, part: string): Promise<readonly string[]> {
  try {
    const names = await readdir(join(folder, part));
    return names.filter((name) => name.endsWith('.yml')).map((name) => (part === '.' ? name : `${part}/${name}`));
  } catch (cause) {
    throw new Error(`The content folder ${join(folder, part)} cannot be read; set its path right or restore it.`, {
      cause,
    });
  }
}

/** Changes whenever a word of the files changes: SHA-256 in hexadecimal digits. */
export function hashOf(sources: readonly Source[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of sources) hash.update(`${file}\0${text}\0`);
  return hash.digest('hex');
}
