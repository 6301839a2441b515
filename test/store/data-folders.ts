import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';

/** Makes data folders for the tests of a file; each test's are removed after it. */
export const withDataFolders = () => {
  const cleaning: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean();
  });
  const make = async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jmo-store-'));
    cleaning.push(() => fs.rm(folder, { recursive: true, force: true }));
    return folder;
  };
  /** Runs before the test's folders are removed. */
  const onEnd = (clean: () => Promise<unknown>) => {
    cleaning.push(clean);
  };
  return { make, onEnd };
};
