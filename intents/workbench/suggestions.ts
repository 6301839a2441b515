/** Messages → those that are understood least, in groups of similar ones, so that examples are added where they count. Pure. */
import { type Model, rank, type Scored } from '../classify.ts';
import { sameness } from '../read.ts';
import { doubtOf } from './doubt.ts';
import { groupsOf } from './groups.ts';
import { mask } from './mask.ts';
import { vectorsOf } from './similarity.ts';

/** A message as it may be shown, how often it stood in the file, and how little it was understood (0 to 1). */
export type Doubtful = { readonly text: string; readonly times: number; readonly doubt: number };

export type Suggestion = {
  /** How many messages of the file are in the group, repeated ones counted. */
  readonly times: number;
  /** The intents that the group is nearest to, with their mean probability; the best three. */
  readonly intents: readonly Scored[];
  /** The most typical message first. */
  readonly messages: readonly Doubtful[];
};

export type Suggestions = {
  readonly messages: number;
  /** How many of them are understood too little; those beyond the most doubtful few thousand different ones are in no group. */
  readonly doubtful: number;
  readonly groups: readonly Suggestion[];
};

export type SuggestOptions = {
  /** Messages of at least this doubt are listed, 0 to 1. */
  readonly doubt: number;
};

/** On labelled reviews, the fifth of the messages above this holds two thirds of those that are read wrongly. */
export const usualDoubt = 0.5;
const alikeEnough = 0.33;
const mostGrouped = 2_000;

type Weighed = Doubtful & { readonly ranking: readonly Scored[] };

/** The different messages with words in them, each with the times that it occurs. */
const different = (texts: readonly string[]): Map<string, { readonly text: string; readonly times: number }> => {
  const found = new Map<string, { readonly text: string; readonly times: number }>();
  for (const text of texts) {
    if (!/\p{L}/u.test(text.replace(/⟨[a-z]+⟩/g, ''))) continue;
    const key = sameness(text);
    const before = found.get(key);
    found.set(key, { text: before?.text ?? text, times: (before?.times ?? 0) + 1 });
  }
  return found;
};

const weigh = (model: Model, texts: readonly string[]): Weighed[] =>
  [...different(texts).values()].map(({ text, times }) => {
    const understanding = rank(model, text.replace(/⟨[a-z]+⟩/g, ' '));
    return { text: mask(text), times, doubt: doubtOf(understanding), ranking: understanding.ranking };
  });

const countAll = (messages: readonly Doubtful[]): number => messages.reduce((sum, { times }) => sum + times, 0);

/** The intents that the messages are nearest to, on average over all of them. */
const nearestIntents = (messages: readonly Weighed[]): Scored[] => {
  const sums = new Map<string, number>();
  for (const { ranking, times } of messages)
    for (const { intent, score } of ranking) sums.set(intent, (sums.get(intent) ?? 0) + score * times);
  const all = countAll(messages);
  return [...sums]
    .map(([intent, sum]) => ({ intent, score: sum / all }))
    .sort((one, other) => other.score - one.score)
    .slice(0, 3);
};

/** `background`: other texts of the same domain, which tell common words from telling ones. */
export const suggestionsOf = (
  model: Model,
  texts: readonly string[],
  background: readonly string[],
  { doubt }: SuggestOptions,
): Suggestions => {
  const doubtful = weigh(model, texts)
    .filter((message) => message.doubt >= doubt)
    .sort((one, other) => other.doubt - one.doubt);
  const grouped = doubtful.slice(0, mostGrouped);
  const vectors = vectorsOf(
    grouped.map(({ text }) => text),
    background,
  );
  const groups = groupsOf(vectors, alikeEnough).map((places): Suggestion => {
    const members = places.flatMap((place) => grouped[place] ?? []);
    const messages = members.map(({ text, times, doubt: doubted }) => ({ text, times, doubt: doubted }));
    return { times: countAll(members), intents: nearestIntents(members), messages };
  });
  return {
    messages: texts.length,
    doubtful: countAll(doubtful),
    groups: groups.sort((one, other) => other.times - one.times),
  };
};
