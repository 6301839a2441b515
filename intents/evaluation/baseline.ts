/** natural's naive Bayes on the same examples: what the engine is measured against. */
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import type { Understanding } from '../classify.ts';
import type { Example } from '../example.ts';

/** Trains natural's classifier with its own defaults (it stems as for English); the scores are normalised to sum to 1. */
export const naturalBayes = (examples: readonly Example[]): ((text: string) => Understanding) => {
  const classifier = new BayesClassifier();
  for (const { text, intent } of examples) classifier.addDocument(text, intent);
  classifier.train();
  return (text) => {
    const found = classifier.getClassifications(text);
    const total = found.reduce((sum, { value }) => sum + value, 0);
    return { ranking: found.map(({ label, value }) => ({ intent: label, score: value / total })), outOfScope: 0 };
  };
};
