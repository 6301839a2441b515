import { z } from 'zod';
import { category, obstacle } from './book.ts';
import { intentId } from './ids.ts';
import { reply, sealedValue } from './message.ts';

/** Where someone stands: a step, and in a guide the part of it (from 0). */
export const position = z.object({ step: z.string(), part: z.number().int().nonnegative() });
export type Position = z.infer<typeof position>;

/** What the bot is waiting to hear; the answers it takes are derived from the book, so a change of content never leaves an old one behind. */
export const question = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step') }),
  z.object({ type: z.literal('clarify'), intents: z.array(intentId) }),
  z.object({ type: z.literal('answer'), intent: intentId }),
  z.object({ type: z.literal('resume') }),
  z.object({ type: z.literal('agent') }),
]);
export type Question = z.infer<typeof question>;

export const trailEntry = z.object({ step: z.string(), answer: z.string() });

/** A handover: what an agent must know, without secrets. */
export const handoverCase = z.object({
  code: z.string(),
  category,
  obstacle,
  openedAt: z.number().int(),
  /** The step at which it was opened, or `none`. */
  step: z.string(),
  /** The answers given on the way, newest last. */
  tried: z.array(trailEntry),
  /** Redacted texts of what the participant gave; identifiers are sealed beside them. */
  slots: z.record(z.string(), z.object({ text: z.string(), sealed: z.array(sealedValue) })),
  /** What else it was handed over for, oldest first. */
  others: z.array(z.object({ category, step: z.string() })).default([]),
  /** `withdrawn`: the participant took it back; officers still see that it was there. */
  status: z.enum(['open', 'closed', 'withdrawn']),
});
export type HandoverCase = z.infer<typeof handoverCase>;

/** A turn in short: marks of what was heard and of what was said to it, for telling repetitions. */
export const spokenTurn = z.object({ said: z.string(), at: z.number().int() });
export type SpokenTurn = z.infer<typeof spokenTurn>;

/** The state of one conversation. Times are epoch milliseconds, UTC. */
export const conversation = z.object({
  version: z.literal(1),
  audience: z.enum(['participant', 'agent']),
  /** Null when nothing is being asked. */
  question: question.nullable(),
  /** The step in hand, also while a side question is open. */
  position: position.nullable(),
  /** Steps walked before the present one, for "kembali"; newest last. */
  back: z.array(position),
  /** Flows set aside for another trouble; newest last. */
  paused: z.array(position),
  /** The last question of a flow that ended with "tell me when …": where the participant may come back to. */
  waiting: position.nullable().default(null),
  trail: z.array(trailEntry),
  slots: z.record(z.string(), z.object({ text: z.string(), sealed: z.array(sealedValue) })),
  misses: z.number().int(),
  /** How often "ulang" was said in a row at this step. */
  repeats: z.number().int(),
  /** For "ulang". */
  lastReplies: z.array(reply),
  lastAt: z.number().int(),
  /** When the open question was committed: what was written before it cannot be meant for it. */
  askedAt: z.number().int(),
  case: handoverCase.nullable(),
  /** The last text, and how often it came in a row: two programs that talk to each other say the same again and again. */
  same: z.object({ text: z.string(), times: z.number().int() }).default({ text: '', times: 0 }),
  /** The last turns, how many in a row said nothing new, and whether the participant was told that no more answers come. */
  spoken: z
    .object({ turns: z.array(spokenTurn), idle: z.number().int(), told: z.boolean() })
    .default({ turns: [], idle: 0, told: false }),
  /** The last texts that were short and followed each other closely, joined: a sentence may come in pieces. */
  fragments: z.string().default(''),
  /** When somebody last seemed to be in danger; 0 when never. */
  dangerAt: z.number().int().default(0),
});
export type Conversation = z.infer<typeof conversation>;

/** A conversation in which nothing was said yet. */
export const newConversation = (audience: Conversation['audience'] = 'participant'): Conversation => ({
  version: 1,
  audience,
  question: null,
  position: null,
  back: [],
  paused: [],
  waiting: null,
  trail: [],
  slots: {},
  misses: 0,
  repeats: 0,
  lastReplies: [],
  lastAt: 0,
  askedAt: 0,
  case: null,
  same: { text: '', times: 0 },
  spoken: { turns: [], idle: 0, told: false },
  fragments: '',
  dangerAt: 0,
});
