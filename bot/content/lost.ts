/** What stands in files that could not be read whole, so that it is not reported as missing too. */
import { z } from 'zod';
import type { ContentFiles } from './read.ts';

const outline = z.object({
  steps: z.record(z.string(), z.unknown()).catch({}),
  intents: z.array(z.unknown()).catch([]),
  intent: z.unknown().optional(),
});

export type Lost = {
  readonly steps: ReadonlySet<string>;
  readonly intents: ReadonlySet<unknown>;
  readonly entrances: boolean;
};

/** The steps and intents of lost files; `entrances`: whether links to other steps may be lost with them. */
export function lostOf({ lost }: ContentFiles): Lost {
  const dialogue = lost.filter(({ file }) => file.startsWith('flows/') || file.startsWith('answers/'));
  const outlines = dialogue.flatMap(({ raw }) => outline.safeParse(raw).data ?? []);
  return {
    steps: new Set(outlines.flatMap(({ steps }) => Object.keys(steps))),
    intents: new Set(outlines.flatMap(({ intents, intent }) => [...intents, intent])),
    entrances: dialogue.length > 0,
  };
}
