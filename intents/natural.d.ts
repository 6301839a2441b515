/** The one class of natural that the baseline uses; the package has no types for its subpaths. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  class BayesClassifier {
    addDocument(text: string, label: string): void;
    train(): void;
    getClassifications(text: string): { label: string; value: number }[];
  }
  export = BayesClassifier;
}
