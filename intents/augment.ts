/**
 * More examples out of the project's own: people wrap a trouble in anger, greetings, thanks and what led up to it, and the trouble
 * is still what they mean. The same examples always give the same copies.
 */
import type { Example } from './example.ts';
import { contexts } from './lexicon/contexts.ts';
import { aside } from './lexicon/precedence.ts';
import { randomFrom } from './linear.ts';

/** How many wrapped copies an example gets on average, by what is put around it. */
export type Wrapping = {
  readonly anger: number;
  readonly manners: number;
  readonly context: number;
  readonly aside: number;
  readonly seed: number;
};

const untouched = new Set(['complaint', 'greeting', 'closing', 'bot_identity', 'out_of_scope']);
const joints = [' ', ', ', '. ', ' '] as const;

/** The examples of these intents with at most so many words. */
const shortOnes = (examples: readonly Example[], intents: readonly string[], longest: number): string[] =>
  examples
    .filter(({ intent, text }) => intents.includes(intent) && text.split(' ').length <= longest)
    .map(({ text }) => text);

/** The examples and the wrapped copies of those that name a trouble. */
export const augment = (examples: readonly Example[], wrapping: Wrapping): Example[] => {
  const random = randomFrom(wrapping.seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const anger = shortOnes(examples, ['complaint'], 14);
  const manners = shortOnes(examples, ['greeting', 'closing'], 6);
  const asides = new Map(Object.entries(aside).map(([intent, weaker]) => [intent, shortOnes(examples, weaker, 8)]));
  const made: Example[] = [];
  const wrap = ({ text, intent }: Example, share: number, around: readonly string[]): void => {
    if (random() >= share || around.length === 0) return;
    const other = pick(around);
    const joint = pick(joints);
    made.push({ intent, text: random() < 0.5 ? other + joint + text : text + joint + other });
  };
  for (const example of examples) {
    if (untouched.has(example.intent)) continue;
    wrap(example, wrapping.anger, anger);
    wrap(example, wrapping.manners, manners);
    wrap(example, wrapping.context, contexts);
    wrap(example, wrapping.aside, asides.get(example.intent) ?? []);
  }
  return [...examples, ...made];
};
