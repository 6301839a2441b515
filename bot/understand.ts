import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { rank } from '../intents/classify.ts';
import { cachedModel, loadModel } from '../intents/load.ts';
import { intentId } from './core/ids.ts';
import type { Understand } from './inbox.ts';

const training = fileURLToPath(new URL('train.ts', import.meta.url));

/**
 * Sees to it that a trained model lies in the cache. Training takes seconds and some hundred megabytes, so another process does it; should that
 * fail, `loadUnderstanding` trains by itself and tells what is wrong.
 */
export function prepareUnderstanding(examplesFolder: string, cacheFolder: string): Promise<void> {
  return new Promise((resolve) => {
    if (isReady(examplesFolder, cacheFolder)) return resolve();
    const child = spawn(process.execPath, [training, examplesFolder, cacheFolder], { stdio: 'ignore' });
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}

function isReady(examplesFolder: string, cacheFolder: string): boolean {
  try {
    return cachedModel(examplesFolder, cacheFolder) !== null;
  } catch {
    return false;
  }
}

/** Loads (or trains and caches) the classifier and returns the way to ask it. Throws when the examples are broken or name unknown intents. */
export function loadUnderstanding(examplesFolder: string, cacheFolder: string): Understand {
  const model = loadModel(examplesFolder, cacheFolder);
  const known = z.array(intentId);
  return (text) => {
    const words = text.replace(/⟨[a-z]+⟩/g, ' ');
    if (!/\p{L}/u.test(words)) return null;
    const { ranking, outOfScope, second } = rank(model, words);
    const intents = known.parse(ranking.map(({ intent }) => intent));
    const also = second ? intentId.parse(second.intent) : undefined;
    return {
      ranking: ranking.map(({ score }, index) => ({ intent: intents[index] ?? 'out_of_scope', score })),
      outOfScope,
      ...(also ? { second: also } : {}),
    };
  };
}
