/** Dialogues as data: what a participant does, and by which places of the content the bot answers. */
import { z } from 'zod';
import type { Book } from '../bot/core/book.ts';
import type { BoardStatus } from '../bot/core/event.ts';
import type { Reply } from '../bot/core/message.ts';
import { createWorld, MONDAY, type World } from './world.ts';

const expectations = {
  /** Places of the content whose sentences are said, in this order: a step id, `texts.…`, `answer.<intent>`. */
  expect: z.array(z.string()).optional(),
  /** Wording, where the wording itself matters. */
  sees: z.array(z.string()).optional(),
  never: z.array(z.string()).optional(),
  /** How many bubbles are said. */
  bubbles: z.number().int().optional(),
};

const turn = z.union([
  z.strictObject({ say: z.string(), ...expectations }),
  z.strictObject({ press: z.string(), ...expectations }),
  z.strictObject({ burst: z.array(z.string()), gap: z.number().optional(), ...expectations }),
  z.strictObject({ wait: z.string().regex(/^\d+ ?(s|m|h|d)$/), ...expectations }),
  z.strictObject({
    send: z.enum(['photo', 'voice', 'document', 'location', 'contact', 'sticker', 'unsupported']),
    caption: z.string().optional(),
    ...expectations,
  }),
  z.strictObject({ board: z.enum(['clear', 'maintenance', 'incident']) }),
]);

export const dialogue = z.strictObject({
  about: z.string().optional(),
  board: z.enum(['clear', 'maintenance', 'incident']).optional(),
  /** When it begins, such as 2026-11-23T03:00:00Z; a Monday at 10.00 WIB otherwise. */
  at: z.string().optional(),
  audience: z.enum(['participant', 'agent']).optional(),
  quietMs: z.number().optional(),
  turns: z.array(turn).min(1),
  /** The outcomes of the flows that ended, in order. */
  ends: z.array(z.string()).optional(),
  /** The category of the case that is open at the end; `none` when there must be no case. */
  case: z.string().optional(),
  /** The step that is open at the end; `none` when no step is open. */
  stands: z.string().optional(),
});
export type Dialogue = z.infer<typeof dialogue>;
type Turn = z.infer<typeof turn>;

const boards: Record<'clear' | 'maintenance' | 'incident', BoardStatus> = {
  clear: { type: 'clear' },
  maintenance: { type: 'maintenance', service: 'JMO', from: MONDAY - 3_600_000, until: MONDAY + 7_200_000 },
  incident: { type: 'incident', service: 'JMO', from: MONDAY - 3_600_000, until: null },
};

/** Plays a dialogue and returns what was wrong, with the transcript; an empty list when all went as written. */
export async function play(
  script: Dialogue,
  book: Book,
): Promise<{ problems: readonly string[]; visited: readonly string[] }> {
  const world = createWorld({
    board: boards[script.board ?? 'clear'],
    book,
    audience: script.audience ?? 'participant',
    quietMs: script.quietMs ?? 0,
    ...(script.at ? { start: Date.parse(script.at) } : {}),
  });
  const problems: string[] = [];
  const transcript: string[] = [];
  for (const [index, step] of script.turns.entries()) {
    const replies = await act(step, world);
    transcript.push(`> ${JSON.stringify(step)}`, ...replies.map(shown));
    if (!('board' in step))
      problems.push(...check(step, replies, book).map((problem) => `turn ${index + 1}: ${problem}`));
  }
  problems.push(...(await ending(script, world)), ...world.alarms.map((alarm) => `alarm: ${alarm}`));
  const visited = world.taken().flatMap((advance) => advance.visited);
  return { problems: problems.length > 0 ? [...problems, ...transcript] : [], visited };
}

const shown = ({ text, options }: Reply): string =>
  `  ${text.replaceAll('\n', '\n  ')} ${options.map(({ label }) => `[${label}]`).join(' ')}`;

async function act(step: Turn, world: World): Promise<readonly Reply[]> {
  if ('say' in step) return world.say(step.say);
  if ('press' in step) return world.press(step.press);
  if ('burst' in step) return world.burst(step.burst, step.gap);
  if ('wait' in step) return world.wait(milliseconds(step.wait));
  if ('send' in step) return world.send({ type: step.send, text: step.caption ?? '' });
  world.setBoard(boards[step.board]);
  return [];
}

function milliseconds(text: string): number {
  const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  return Number.parseInt(text, 10) * (units[text.at(-1) ?? ''] ?? 0);
}

function check(step: Exclude<Turn, { board: unknown }>, replies: readonly Reply[], book: Book): string[] {
  const said = replies.map(shown).join('\n');
  const lower = said.toLowerCase();
  return [
    ...unsaid(step.expect ?? [], said, book).map((place) => `${place} was not said (in this order)`),
    ...(step.sees ?? []).filter((text) => !said.includes(text)).map((text) => `does not see "${text}"`),
    ...(step.never ?? []).filter((text) => lower.includes(text.toLowerCase())).map((text) => `sees "${text}"`),
    ...(step.bubbles === undefined || replies.length === step.bubbles
      ? []
      : [`${replies.length} bubbles instead of ${step.bubbles}`]),
  ];
}

/** The places that were not said, or not in this order. */
function unsaid(places: readonly string[], said: string, book: Book): string[] {
  let from = 0;
  return places.filter((place) => {
    const found = find(said, sentenceAt(place, book), from);
    from = Math.max(from, found);
    return found < 0;
  });
}

/** Where a sentence with {parameters} stands in a text from a place on; -1 when it does not. */
function find(text: string, sentence: string, from: number): number {
  const pattern = sentence
    .split(/\{[a-zA-Z]+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*?');
  const found = new RegExp(pattern.replaceAll('\n', '\\s+')).exec(text.slice(from));
  return found ? from + found.index : -1;
}

/** The first sentence of a place of the content. */
function sentenceAt(place: string, book: Book): string {
  if (place.startsWith('texts.')) return textAt(place, book);
  if (place.startsWith('answer.')) return answerAt(place, book);
  const [id = '', part] = place.split('.');
  const step = book.steps.get(id)?.step;
  if (step?.type === 'guide') return step.parts[Number(part ?? 1) - 1] ?? '';
  if (step && 'say' in step) return step.say[0] ?? '';
  throw new Error(`The content has no step ${id} that says something.`);
}

function textAt(place: string, book: Book): string {
  const inside = (node: unknown, key: string): unknown =>
    typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;
  const value = place.split('.').slice(1).reduce<unknown>(inside, book.texts);
  if (typeof value === 'string') return value;
  throw new Error(`The content has no text ${place}.`);
}

function answerAt(place: string, book: Book): string {
  const entries = [...book.entries.values()];
  const entry = entries.find((one) => one.type === 'answer' && one.answer.intent === place.slice('answer.'.length));
  if (entry?.type === 'answer') return entry.answer.say[0] ?? '';
  throw new Error(`The content has no ${place}.`);
}

async function ending(script: Dialogue, world: World): Promise<string[]> {
  const state = (await world.stored())?.state;
  const problems: string[] = [];
  const ends = world.taken().flatMap(({ ended }) => ended);
  if (script.ends && ends.join() !== script.ends.join())
    problems.push(`ended ${ends.join() || 'not at all'} instead of ${script.ends.join()}`);
  const open = state?.case?.status === 'open' ? state.case.category : 'none';
  if (script.case && open !== script.case) problems.push(`the open case is ${open} instead of ${script.case}`);
  const stands = state?.position?.step ?? 'none';
  if (script.stands && stands !== script.stands) problems.push(`stands at ${stands} instead of ${script.stands}`);
  return problems;
}
