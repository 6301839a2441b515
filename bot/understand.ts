import { z } from 'zod';
import { rank } from '../intents/classify.ts';
import { loadModel } from '../intents/load.ts';
import { intentId } from './core/ids.ts';
import type { Understand } from './inbox.ts';

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
