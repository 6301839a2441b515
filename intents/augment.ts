/**
 * More examples out of the project's own: people wrap a trouble in anger, greetings, thanks and what led up to it, and the trouble
 * is still what they mean. The same examples always give the same copies.
 */
import type { Example } from './example.ts';
import { contexts, elsewhere } from './lexicon/contexts.ts';
import { aside } from './lexicon/precedence.ts';
import { randomFrom } from './linear.ts';

/** How many wrapped copies an example gets on average, by what is put around it. */
export type Wrapping = {
  readonly anger: number;
  readonly manners: number;
  readonly context: number;
  readonly aside: number;
  /** Troubles told of another app or of the other BPJS, which makes them out of scope. */
  readonly elsewhere: number;
  readonly seed: number;
  /** So many times copies are made and machines trained on them; the mean of the machines is kept. */
  readonly rounds: number;
};

/** Short by nature, or about anything: wrapping would change what they mean. */
const untouched = new Set(['greeting', 'bot_identity', 'out_of_scope']);
/** No troubles: only ever wrapped in their own kind. */
const onlyAside = new Set(['complaint', 'closing']);
const joints = [' ', ', ', '. ', ' '] as const;

/** The examples of these intents with at most so many words. */
const shortOnes = (examples: readonly Example[], intents: readonly string[], longest: number): string[] =>
  examples
    .filter(({ intent, text }) => intents.includes(intent) && text.split(' ').length <= longest)
    .map(({ text }) => text);

/** Other names are no longer said when a trouble is told of another app. */
const unnamed = (text: string): string => text.replace(/\bjmo(nya|ne)?\b/gi, 'aplikasi');

/** Wrapped copies of the examples; each `round` gives others. */
export const wrapped = (examples: readonly Example[], wrapping: Wrapping, round: number): Example[] => {
  const random = randomFrom(wrapping.seed + round);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const anger = shortOnes(examples, ['complaint'], 14);
  const manners = shortOnes(examples, ['greeting', 'closing'], 6);
  const asides = new Map(Object.entries(aside).map(([intent, weaker]) => [intent, shortOnes(examples, weaker, 8)]));
  const knowsElsewhere = examples.some(({ intent }) => intent === 'out_of_scope');
  const made: Example[] = [];
  const wrap = ({ text, intent }: Example, share: number, around: readonly string[]): void => {
    if (random() >= share || around.length === 0) return;
    const other = pick(around);
    const joint = pick(joints);
    made.push({ intent, text: random() < 0.5 ? other + joint + text : text + joint + other });
  };
  for (const example of examples) {
    if (untouched.has(example.intent)) continue;
    wrap(example, wrapping.aside, asides.get(example.intent) ?? []);
    if (onlyAside.has(example.intent)) continue;
    wrap(example, wrapping.anger, anger);
    wrap(example, wrapping.manners, manners);
    wrap(example, wrapping.context, contexts);
    if (knowsElsewhere) wrap({ text: unnamed(example.text), intent: 'out_of_scope' }, wrapping.elsewhere, elsewhere);
  }
  return made;
};
