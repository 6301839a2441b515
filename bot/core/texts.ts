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
    /** In a guide, before its last part. */
    inGuide: text,
    inStepAgain: text,
    agent: text,
    bare: text,
    badNumber: text,
    badDate: text,
    /** Said to words that tell nothing ("capek", "udah dari kemarin"), before the question. */
    vague: text,
    /** Said when a question came along with the answer that ended a topic, and was not understood. */
    alsoAsked: text,
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
  /** The same at a question with a list of answers. */
  refusedChoice: text,
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
  /** `contact` is said under a new case that names no way to reach the participant. */
  handover: z.strictObject({
    opened: text,
    tried: text,
    again: text,
    elsewhere: text,
    contact: text,
    contactKept: text,
    status: text,
    withdrawn: text,
    notErased: text,
    stays: text,
    /** Questions about a case; `notStatus`: words with which another thing is asked after. */
    asksStatus: words,
    notStatus: words,
    withdraws: words,
    keepsData: words,
  }),
  /** Answers in one's own words: what is said to those that cannot be read, and the words they are told by. */
  form: z.strictObject({
    name: text,
    kpj: text,
    contact: text,
    complaint: text,
    noPhoneHere: text,
    tired: text,
    changed: text,
    none: words,
    introduces: words,
    noName: words,
    here: words,
    about: z.strictObject({ name: words, kpj: words, contact: words }),
  }),
  /** Going on in another channel; {code} is the code. `both`: each place has a case of its own, {here} and {there}. */
  transfer: z.strictObject({ code: text, found: text, both: text, unknown: text, locked: text }),
  /** How signs of danger are read: spellings (of several words too), words that may stand between, and the word for "I". */
  danger: z.strictObject({ same: z.record(text, words), fillers: words, self: text }),
  /** `opened`: told with the number of the case; `stay`: said for a day to whatever is unclear. */
  distress: z.strictObject({
    reply: text,
    opened: text,
    stay: text,
    words,
    doubtful: words,
    alone: words,
    except: words,
  }),
  threat: z.strictObject({ reply: text, words }),
  harm: z.strictObject({ reply: text, words }),
  /** Grief: `reply` goes before the help, `ask` follows when there is no trouble to help with. */
  sorrow: z.strictObject({ reply: text, ask: text, alone: words, words }),
  /** Addresses other than these, and `lures`, are talked about as a possible fraud; `means`: what an address says to that flow. */
  links: z.strictObject({ trusted: words, means: text, lures: words }),
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
    /** Words that alone say that all is well ("beres"). */
    fine: words,
    /** What may be said to work, behind a yes ("udah kebuka"). */
    works: words,
    /** Words beside a yes that change nothing ("tadi", "sekarang"). */
    beside: words,
    /** Words from which neither an answer nor a topic can be read ("dari kemarin", "dicoba", "capek"). */
    vague: words,
    /** Exclamations that begin like an answer ("ya ampun"). */
    exclaim: words,
    /** Words before a last "tidak" that make it an answer instead of a question ("masih tidak"). */
    flatly: words,
    /** Words that make a clause a question. */
    asking: words,
    /** Words after which what was said before is taken back in part. */
    but: words,
    /** Words that name two things side by side. */
    and: words,
    /** Words that join another matter to an answer. */
    next: words,
    /** Words that put something off ("nanti", "besok"). */
    later: words,
    /** Words that promise to try, behind a yes ("oke saya coba"). */
    trying: words,
    wait: words,
    /** "Sebentar", and what one may want to do first: together, or with "dulu" at the end, they ask for a moment too. */
    moment: words,
    errand: words,
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
