import { z } from 'zod';
import { intentId } from './ids.ts';

const text = z.string().trim().min(1);
const words = z.array(text).min(1);

/**
 * All sentences and word lists of the bot that belong to no flow and no answer (`content/texts.yml`).
 * Braces are filled in when spoken: {options} {topic} {code} {case} and so on, each named in the file beside its text.
 */
export const texts = z.strictObject({
  solved: text,
  wait: text,
  office: text,
  informed: text,
  askSolved: text,
  guidePart: text,
  guideHint: text,
  guideTired: text,
  done: z.strictObject({ label: text, words }),
  agree: z.strictObject({ label: text, words }),
  refuse: z.strictObject({ label: text, words }),
  skip: z.strictObject({ label: text, words }),
  resume: z.strictObject({ ask: text, yes: text, no: text, welcome: text, dropped: text }),
  clarify: z.strictObject({ ask: text, none: text }),
  /** Words that say too little when they stand alone, and what may be meant. */
  broad: z.record(text, z.array(intentId).min(2).max(5)),
  offerAgent: z.strictObject({ ask: text, yes: text, no: text }),
  fallback: z.strictObject({
    first: text,
    second: text,
    inStep: text,
    inStepAgain: text,
    agent: text,
    bare: text,
    badNumber: text,
    badDate: text,
  }),
  /** Said when two troubles were named; {topic} is the one that comes later. */
  both: text,
  related: text,
  noted: text,
  took: text,
  commands: z.strictObject({
    menu: words,
    back: words,
    repeat: words,
    agent: words,
    cancel: words,
    resume: words,
    move: words,
  }),
  nothingToRepeat: text,
  /** Said once when the same text came very often; after that it gets no answer. */
  loop: text,
  nothingBefore: text,
  nothingToResume: text,
  /** Said when the topic itself was a mistake. */
  notThat: text,
  cancelled: text,
  backTo: text,
  oldButton: text,
  restarted: text,
  holdOn: text,
  why: text,
  refused: text,
  delayed: text,
  broken: text,
  /** What was put out of use before storage. */
  warnings: z.strictObject({ otp: text, password: text, identity: text }),
  kinds: z.strictObject({
    photo: text,
    voice: text,
    document: text,
    location: text,
    contact: text,
    sticker: text,
    unsupported: text,
    wordless: text,
    long: text,
  }),
  handover: z.strictObject({ opened: text, tried: text, again: text, elsewhere: text }),
  /** Going on in another channel; {code} is the code. */
  transfer: z.strictObject({ code: text, found: text, unknown: text, locked: text }),
  distress: z.strictObject({ reply: text, words, except: words }),
  threat: z.strictObject({ reply: text, words }),
  board: z.strictObject({ untilUnknown: text, moment: text }),
  /** Words by which participants steer; each list in the spellings that they use. */
  hear: z.strictObject({
    /** A word and the spellings that stand for it. */
    same: z.record(text, words),
    /** "Understood" rather than "done". */
    assent: words,
    thanks: words,
    yes: words,
    no: words,
    wait: words,
    why: words,
    refuse: words,
    mistake: words,
    other: words,
    unknown: words,
    polite: words,
    first: words,
    last: words,
  }),
});
export type Texts = z.infer<typeof texts>;
