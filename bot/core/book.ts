/**
 * The book: everything the bot may say and every way a dialogue may go, as people write it in `content/`.
 * The schemas here are what the loader checks, what editors complete (`content/schema/*.json`) and what the types come from.
 */
import { z } from 'zod';
import { type IntentId, intentId } from './ids.ts';
import type { Texts } from './texts.ts';

/** The study's eleven hindrances, and the topics beside them; every flow counts towards one in the reports. */
export const obstacles = [
  'kegagalan-login',
  'masalah-teknis',
  'batasan-saldo',
  'keterbatasan-perangkat',
  'keterampilan-teknologi',
  'koneksi-internet',
  'kesalahan-data',
  'penjelasan-kesalahan',
  'jadwal-maintenance',
  'pencocokan-data',
  'masalah-server',
  'klaim-jht',
  'iuran',
  'program-lain',
  'dukungan',
  'basa-basi',
  'di-luar-topik',
] as const;
export const obstacle = z.enum(obstacles);

/** The desks' categories of a handover (`PETUGAS:<category>` in the decision trees). */
export const categories = [
  'umum',
  'otp',
  'blokir',
  'kontak',
  'teknis',
  'gangguan',
  'saldo',
  'sebagian',
  'pajak',
  'lapakasik',
  'kantor',
  'berkas',
  'perangkat',
  'pendampingan',
  'kpj',
  'koreksi',
  'wajah',
  'tracking',
  'lambat',
  'rekening',
  'ditolak',
  'nonaktif',
  'usia56',
  'keamanan',
  'privasi',
  'iuran',
  'program-lain',
  'darurat',
] as const;
export const category = z.enum(categories);
export type Category = z.infer<typeof category>;

const stepId = z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Za-z0-9]+)*$/, 'step ids look like P1-30 or OFFICE-LIST');
const sentence = z.string().trim().min(1);
const sentences = z.array(sentence).min(1);
const label = sentence.describe('What the button says: at most 24 characters.');

/** How a walk through the trees ends: solved, come back later, go to the branch, or nothing more to do now. */
export const outcome = z.enum(['solved', 'wait', 'office', 'informed']);
export type Outcome = z.infer<typeof outcome>;

/** Where a step or an option leads: exactly one of the three. */
const target = {
  next: stepId.optional().describe('The step that follows, in this or any other flow.'),
  end: outcome.optional().describe('The flow ends here: solved, wait, office or informed.'),
  handover: category.optional().describe('A person takes over: the category of the case.'),
};
type TargetShape = { next?: string | undefined; end?: Outcome | undefined; handover?: Category | undefined };
const leadsOnce = (value: TargetShape) => [value.next, value.end, value.handover].filter(Boolean).length === 1;
const once = { error: 'give exactly one of next, end and handover' };
export const targetSchema = z.strictObject(target).refine(leadsOnce, once);
export type Target = z.infer<typeof targetSchema>;

const option = z
  .strictObject({
    label,
    words: z.array(sentence).optional().describe('Other words by which participants choose this option.'),
    money: z
      .strictObject({ over: z.number().optional(), upTo: z.number().optional() })
      .optional()
      .describe(
        'An amount of rupiah that the participant names chooses this option when it is over / at most so much.',
      ),
    unlisted: z.boolean().optional().describe('Not on the list, but heard by its words, before the options that are.'),
    ...target,
  })
  .refine(leadsOnce, once);
export type Option = z.infer<typeof option>;

const shared = {
  say: sentences.describe('One bubble an item, sent in order. {fact.name} inserts a figure of facts.yml.'),
  why: sentence.optional().describe('The answer to "kenapa perlu?" at this step.'),
};

const slot = z.enum(['name', 'kpj', 'contact', 'complaint', 'filed-on', 'screen-text', 'details']);
export type SlotName = z.infer<typeof slot>;

export const step = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('choice'), ...shared, options: z.array(option).min(2) }),
  z
    .strictObject({
      type: z.literal('fix'),
      ...shared,
      ask: sentence.optional().describe('Instead of the usual "Sudah beres?".'),
      options: z.array(option).min(2),
    })
    .describe('Something to try. It always asks whether it helped; one option must be the good end.'),
  z
    .strictObject({
      type: z.literal('guide'),
      intro: sentence.optional(),
      parts: sentences.describe('One instruction a message; the participant answers "sudah" to get the next.'),
      why: shared.why,
      ask: sentence.optional(),
      options: z.array(option).min(2),
    })
    .describe('Instructions one at a time, for people who are not at home with phones.'),
  z.strictObject({ type: z.literal('say'), say: shared.say, ...target }).refine(leadsOnce, once),
  z
    .strictObject({
      type: z.literal('ask'),
      ...shared,
      slot: slot.describe('What is being asked for; free words for all but filed-on (a date).'),
      optional: z.boolean().optional().describe('True when the participant may go on without giving it.'),
      ...target,
    })
    .refine(leadsOnce, once),
  z
    .strictObject({
      type: z.literal('match'),
      ...shared,
      slot: slot.optional(),
      patterns: z
        .array(z.strictObject({ words: z.array(sentence).min(1), ...target }).refine(leadsOnce, once))
        .min(1)
        .describe('The first pattern of which one of the words occurs in the answer decides.'),
      otherwise: targetSchema,
    })
    .describe('The participant copies a message of the screen; words in it decide where to go.'),
  z.strictObject({
    type: z.literal('consent'),
    ...shared,
    agree: targetSchema,
    refuse: targetSchema,
  }),
  z
    .strictObject({
      type: z.literal('board'),
      maintenance: targetSchema,
      incident: targetSchema,
      clear: targetSchema,
    })
    .describe('Looks at the status board: is there a maintenance window or an incident now?'),
  z
    .strictObject({
      type: z.literal('working-days'),
      slot: z.literal('filed-on'),
      limit: z.number().int().positive().describe('Working days after the filing within which payment is due.'),
      within: targetSchema,
      passed: targetSchema,
      unknown: targetSchema.describe('When the date was not told.'),
    })
    .describe('Counts the working days since the date in the slot; {checkOn} is then the day to look again.'),
]);
export type Step = z.infer<typeof step>;

export const flow = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: sentence.describe(
    'How the topic is named to the participant ("Mau lanjut yang tadi: …?"); at most 24 characters.',
  ),
  intents: z
    .array(intentId)
    .describe('The intents that start this flow; empty when it is only reached from other flows.'),
  obstacle,
  audience: z.enum(['participant', 'agent']).default('participant'),
  checkBoard: z
    .boolean()
    .default(false)
    .describe('Whether a maintenance window or an incident is told first (trees P1, P2 and P6).'),
  start: stepId,
  steps: z.record(stepId, step),
});
export type Flow = z.infer<typeof flow>;

/** What is said to an intent that needs no flow; options lead on into flows. */
export const answer = z.strictObject({
  intent: intentId,
  title: label.describe('How the topic is named in "Maksudnya A atau B?".'),
  obstacle,
  say: sentences,
  options: z.array(option).max(10).optional(),
  handover: category.optional().describe('The answer ends in a handover of this category.'),
});
export type Answer = z.infer<typeof answer>;

/** A figure that texts refer to as {fact.<name>}: it stands here once, with where it comes from and until when it holds. */
export const fact = z.strictObject({
  value: sentence,
  source: sentence,
  grade: z.enum(['A', 'B', 'C', 'policy']).describe('As in the fact sheet; policy: a setting of the bot, not a rule.'),
  checked: z.iso.date(),
  expires: z.iso.date(),
  owner: sentence,
});
export const facts = z.record(z.string().regex(/^[a-z0-9_]+$/), fact);

/** Days on which the offices are closed, and the hours in which agents work. */
export const calendar = z.strictObject({
  zone: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']),
  hours: z.strictObject({
    days: z.array(z.number().int().min(1).max(7)).min(1).describe('1 is Monday.'),
    opens: z.string().regex(/^\d\d:\d\d$/),
    closes: z.string().regex(/^\d\d:\d\d$/),
  }),
  holidays: z.record(z.iso.date(), sentence),
  collectiveLeave: z.record(z.iso.date(), sentence).describe('Cuti bersama: counted as closed.'),
});
export type Calendar = z.infer<typeof calendar>;

/** What an intent leads to. */
export type Entry =
  | { readonly type: 'flow'; readonly flow: Flow }
  | { readonly type: 'answer'; readonly answer: Answer };

/** The checked content, ready for use: figures are filled into the sentences, steps are found by their id. */
export type Book = {
  readonly flows: readonly Flow[];
  readonly steps: ReadonlyMap<string, { readonly flow: Flow; readonly step: Step }>;
  readonly entries: ReadonlyMap<IntentId, Entry>;
  readonly texts: Texts;
  readonly calendar: Calendar;
  /** The figures by name, for texts outside the flows. */
  readonly facts: Readonly<Record<string, string>>;
  /** Changes whenever a word of the content changes. */
  readonly version: string;
};

/** Steps that the engine itself leads to; the content must have them. */
export const anchors = { menu: 'G-10', agentMenu: 'T-00', board: 'M-00', handover: 'H-00' } as const;
