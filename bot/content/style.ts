import { z } from 'zod';

const count = z.number().int().positive();

/** How the bot should sound (`content/style.yml`): limits, and words that nobody says in a chat. */
export const style = z.strictObject({
  limits: z.strictObject({
    sentenceWords: count.describe('The most words of a sentence to a participant.'),
    agentSentenceWords: count.describe('The most words of a sentence to an agent.'),
    wordsPerSentence: z.number().positive().describe('The average of a file may not be higher.'),
    lettersPerWord: z.number().positive().describe('The average of a file may not be higher.'),
  }),
  officeWords: z
    .record(z.string().trim().min(1), z.string().trim().min(1))
    .describe('Office word: what to say instead.'),
});
export type Style = z.infer<typeof style>;
