/** Problems of wording: long sentences, office words, files that are hard to read. */
import type { Problem } from './problem.ts';
import type { ContentFiles } from './read.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import type { Style } from './style.ts';

export function wordingProblems(files: ContentFiles): readonly Problem[] {
  const style = files.style?.value;
  if (!style) return [];
  const sentences = sentencesOf(files);
  const pattern = officePattern(style);
  return [
    ...sentences.flatMap((sentence) => [...longProblems(sentence, style), ...officeProblems(sentence, style, pattern)]),
    ...readingProblems(sentences, style),
  ];
}

const at = ({ file, line, step }: Sentence, text: string): Problem => ({
  type: 'style',
  file,
  line: line(),
  ...(step === undefined ? {} : { step }),
  text,
});

/** Sentences end at . ! ? … and at the end of a line; not within an address or a number. A leading "1." is no sentence. */
export const sentencesIn = (text: string): readonly string[] =>
  text
    .replace(/^\s*(?:\d+[.)]|[-•])\s+/gm, '')
    .split(/(?<=[.!?…]["”)]?)\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsIn(sentence).length > 0);

const wordsIn = (text: string): readonly string[] => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

function longProblems(sentence: Sentence, { limits }: Style): readonly Problem[] {
  const limit = sentence.audience === 'agent' ? limits.agentSentenceWords : limits.sentenceWords;
  return sentencesIn(sentence.spoken).flatMap((one) => {
    const words = wordsIn(one);
    if (words.length <= limit) return [];
    return [
      at(
        sentence,
        `“${words.slice(0, 5).join(' ')} …” has ${words.length} words; make sentences of at most ${limit} words.`,
      ),
    ];
  });
}

/** What stands in quotes is the name of a screen, or a reply that an agent copies. */
const unquoted = (text: string): string => text.replace(/"[^"]*"|“[^”]*”/g, ' ');

/** A search for all office words at once, longer ones first. */
const officePattern = ({ officeWords }: Style): RegExp => {
  const words = Object.keys(officeWords).sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}-])(?:${words.join('|')})(?![\\p{L}-])`, 'giu');
};

const officeProblems = (sentence: Sentence, { officeWords }: Style, pattern: RegExp): readonly Problem[] =>
  [...unquoted(sentence.spoken).matchAll(pattern)].map(([word]) =>
    at(sentence, `“${word}” is an office word; say “${officeWords[word.toLowerCase()] ?? 'a plain one'}”.`),
  );

/** How texts read: words a sentence, and letters a word; addresses are not read, and do not count as words. */
export function reading(texts: readonly string[]): { wordsPerSentence: number; lettersPerWord: number } {
  const sentences = texts.flatMap(sentencesIn);
  const words = sentences.flatMap(wordsIn).filter((word) => !/@|:\/\/|\w\.\w/.test(word));
  const letters = words.join('').replace(/[^\p{L}\p{N}]/gu, '').length;
  return {
    wordsPerSentence: words.length / Math.max(1, sentences.length),
    lettersPerWord: letters / Math.max(1, words.length),
  };
}

function readingProblems(sentences: readonly Sentence[], { limits }: Style): readonly Problem[] {
  const texts = sentences.filter(({ kind, audience }) => kind === 'text' && audience === 'participant');
  return [...Map.groupBy(texts, ({ file }) => file)].flatMap(([file, all]): readonly Problem[] => {
    const { wordsPerSentence, lettersPerWord } = reading(all.map(({ spoken }) => spoken));
    const line = 1;
    return [
      ...(wordsPerSentence > limits.wordsPerSentence
        ? [
            {
              type: 'style' as const,
              file,
              line,
              text: `The sentences have ${wordsPerSentence.toFixed(1)} words on average; at most ${limits.wordsPerSentence} read easily. Split some.`,
            },
          ]
        : []),
      ...(lettersPerWord > limits.lettersPerWord
        ? [
            {
              type: 'style' as const,
              file,
              line,
              text: `The words have ${lettersPerWord.toFixed(1)} letters on average; at most ${limits.lettersPerWord} read easily. Use shorter words.`,
            },
          ]
        : []),
    ];
  });
}
