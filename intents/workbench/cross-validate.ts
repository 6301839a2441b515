/** Every example judged by a model that has not seen it. */
import { rank, train } from '../classify.ts';
import type { Answered } from '../evaluation/measures.ts';
import type { Example } from '../example.ts';

export type Progress = (done: number, of: number) => void;

/** The examples dealt out in turn, each intent by itself, so that every part holds its share of every intent. */
export const partsOf = (examples: readonly Example[], parts: number): number[] => {
  const dealt = new Map<string, number>();
  return examples.map(({ intent }) => {
    const nth = dealt.get(intent) ?? 0;
    dealt.set(intent, nth + 1);
    return nth % parts;
  });
};

/** The answers in the order of the examples. Trains once for each of the five parts: takes five times as long as training. */
export const crossValidate = (examples: readonly Example[], progress: Progress, parts = 5): Answered[] => {
  const partOf = partsOf(examples, parts);
  const answers: Answered[] = [];
  for (let part = 0; part < parts; part += 1) {
    progress(part, parts);
    const model = train(examples.filter((_, at) => partOf[at] !== part));
    examples.forEach(({ text, intent }, at) => {
      if (partOf[at] === part) answers[at] = { asked: { text, intent, also: [] }, answer: rank(model, text) };
    });
  }
  return answers;
};
