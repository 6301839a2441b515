import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Model, rank } from '../intents/classify.ts';
import { cachedModel, loadModel } from '../intents/load.ts';
import { runAside } from './aside.ts';
import { intentId } from './core/ids.ts';
import type { Understand } from './inbox.ts';

const training = fileURLToPath(new URL('train.ts', import.meta.url));

/**
 * As `loadUnderstanding`, but training, which takes seconds and some hundred megabytes, is left to another process; should that fail, it is
 * done here, which tells what is wrong.
 */
export async function openUnderstanding(examplesFolder: string, cacheFolder: string): Promise<Understand> {
  const cached = cachedModel(examplesFolder, cacheFolder);
  if (cached) return understandBy(cached);
  await runAside(training, [examplesFolder, cacheFolder]);
  return loadUnderstanding(examplesFolder, cacheFolder);
}

/** Loads (or trains and caches) the classifier and returns the way to ask it. Throws when the examples are broken or name unknown intents. */
export function loadUnderstanding(examplesFolder: string, cacheFolder: string): Understand {
  return understandBy(loadModel(examplesFolder, cacheFolder));
}

function understandBy(model: Model): Understand {
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
