/** Going through the trees: from a target to the next question, an end, or a person. */
import { type Answer, anchors, type Book, type Category, type Outcome, type Step, type Target } from './book.ts';
import { localTime, workingDaysSince } from './calendar.ts';
import { caseAfter } from './case.ts';
import { caseText } from './case-text.ts';
import type { Conversation, HandoverCase, Position } from './conversation.ts';
import type { Moment } from './event.ts';
import type { IntentId } from './ids.ts';
import type { Reply } from './message.ts';
import { answerText, asked, askedAt, fill, isAsking, parametersOf, toReply } from './question.ts';

/** The scene of one turn: the content and the moment. */
export type Scene = { readonly book: Book; readonly moment: Moment };

/** What a turn has come to so far. */
export type Walk = {
  readonly conversation: Conversation;
  readonly replies: readonly Reply[];
  readonly opened: HandoverCase | null;
  readonly ended: readonly Outcome[];
  /** The steps that were gone through, in order. */
  readonly visited: readonly string[];
  readonly toldTransfer: boolean;
};

export const startWalk = (conversation: Conversation): Walk => ({
  conversation,
  replies: [],
  opened: null,
  ended: [],
  visited: [],
  toldTransfer: false,
});

/** More steps in a row than any sensible content has: a loop. */
const MOST_HOPS = 40;
const MOST_BACK = 30;
const MOST_PAUSED = 3;

export const change = (walk: Walk, changes: Partial<Conversation>): Walk => ({
  ...walk,
  conversation: { ...walk.conversation, ...changes },
});

/** Adds a bubble without answers to choose from. */
export const say = (walk: Walk, text: string): Walk => ({ ...walk, replies: [...walk.replies, { text, options: [] }] });

/** Asks the open question (again); with `lead` in front of it, in the same bubble. `briefly`: without what was said before the question. */
export function ask(walk: Walk, scene: Scene, lead = '', briefly: 'briefly' | 'whole' = 'whole'): Walk {
  const open = asked(walk.conversation, scene.book);
  if (!open) return lead ? say(walk, lead) : walk;
  const isPast = scene.moment.board.type === 'clear' && open.text.includes('{board');
  if (isPast) return go(change(walk, { position: null, question: null }), { next: anchors.board }, scene);
  const told = briefly === 'briefly' && lead !== '' ? open.brief : open.text;
  const text = [lead, told].filter(Boolean).join('\n\n');
  const question = toReply({ ...open, text }, parametersOf(walk.conversation, scene.book, scene.moment));
  return { ...walk, replies: [...walk.replies, question] };
}

/** Follows a target to where it leads. */
export function go(walk: Walk, target: Target, scene: Scene, hops = 0): Walk {
  if (target.handover) return openCase(walk, target.handover, scene);
  if (target.end) return finish(walk, target.end, scene);
  const found = target.next === undefined ? undefined : scene.book.steps.get(target.next);
  if (!found || target.next === undefined || hops > MOST_HOPS) {
    throw new Error(
      `The content leads to the step ${target.next}, which is missing or in a loop; run "npm run content:check".`,
    );
  }
  return enter({ ...walk, visited: [...walk.visited, target.next] }, target.next, found.step, scene, hops);
}

function enter(walk: Walk, id: string, step: Step, scene: Scene, hops: number): Walk {
  if (isHeldByBoard(walk, id, scene)) {
    const aside = change(walk, { paused: [...walk.conversation.paused, { step: id, part: 0 }].slice(-MOST_PAUSED) });
    return go(aside, { next: anchors.board }, scene, hops + 1);
  }
  if (isAsking(step)) return stand(walk, { step: id, part: 0 }, scene);
  if (step.type === 'say') {
    const text = fill(step.say.join('\n'), parametersOf(walk.conversation, scene.book, scene.moment));
    return go(say(walk, text), step, scene, hops + 1);
  }
  if (step.type === 'board') {
    const board = scene.moment.board.type;
    return go(walk, step[board], scene, hops + 1);
  }
  return go(walk, step[elapsed(walk.conversation, step.limit, scene)], scene, hops + 1);
}

/** Whether a running window or incident must be told before the flow that begins at this step. */
function isHeldByBoard({ conversation }: Walk, id: string, { book, moment }: Scene): boolean {
  const flow = book.steps.get(id)?.flow;
  if (moment.board.type === 'clear' || !flow?.checkBoard || flow.start !== id) return false;
  const here = book.steps.get(conversation.position?.step ?? '')?.flow.id;
  return here !== flow.id && here !== book.steps.get(anchors.board)?.flow.id;
}

/** Whether the working days since the filing are over; unknown when no date was told. */
function elapsed(conversation: Conversation, limit: number, { book, moment }: Scene): 'within' | 'passed' | 'unknown' {
  const filedOn = conversation.slots['filed-on']?.text;
  if (filedOn === undefined) return 'unknown';
  const today = localTime(moment.now, book.calendar.zone).date;
  return workingDaysSince(filedOn, today, book.calendar) <= limit ? 'within' : 'passed';
}

/** Makes a step the open question and asks it. */
export function stand(walk: Walk, position: Position, scene: Scene): Walk {
  const { position: before, back, waiting } = walk.conversation;
  const moved = before && before.step !== position.step ? [...back, before].slice(-MOST_BACK) : back;
  const isHere = isSameFlow(position, scene.book);
  const paused = walk.conversation.paused.filter((other) => !isHere(other));
  const elsewhere = { paused, waiting: waiting && isHere(waiting) ? null : waiting };
  const standing = { position, question: { type: 'step' as const }, back: moved, misses: 0, repeats: 0 };
  return ask(change(walk, { ...standing, ...elsewhere }), scene);
}

export const isSameFlow =
  (one: Position, book: Book) =>
  (other: Position): boolean =>
    book.steps.get(one.step)?.flow.id === book.steps.get(other.step)?.flow.id;

/** What was told in a flow that is set aside, or waited for, is kept for it. */
function asideSlots(conversation: Conversation, book: Book): Conversation['slots'] {
  const { paused, waiting, slots } = conversation;
  const steps = [...paused, ...(waiting ? [waiting] : [])].flatMap(({ step }) =>
    Object.values(book.steps.get(step)?.flow.steps ?? {}),
  );
  const names = new Set<string>(steps.flatMap((step) => ('slot' in step && step.slot ? [step.slot] : [])));
  return Object.fromEntries(Object.entries(slots).filter(([name]) => names.has(name)));
}

/** Notes what was answered at the step in hand, for the case and for corrections. */
export function note(walk: Walk, answer: string): Walk {
  const { position, trail } = walk.conversation;
  return position ? change(walk, { trail: [...trail, { step: position.step, answer }].slice(-60) }) : walk;
}

/** The flow in hand ends; a trouble that was set aside is offered again. */
export function finish(walk: Walk, outcome: Outcome, scene: Scene): Walk {
  const ended = { ...walk, ended: [...walk.ended, outcome] };
  const { position, back } = walk.conversation;
  const walked = (position ? [...back, position] : back).slice(-MOST_BACK);
  const waiting = outcome === 'wait' ? position : walk.conversation.waiting;
  const closed = change(ended, { position: null, question: null, back: walked, misses: 0, waiting });
  const slots = asideSlots(closed.conversation, scene.book);
  return offerPaused(say(change(closed, { slots }), scene.book.texts[outcome]), scene);
}

/** Offers the way back to what was set aside, if it still exists and is another flow than the one just left. */
export function offerPaused(walk: Walk, scene: Scene): Walk {
  const paused = walk.conversation.paused.filter((position) => askedAt(position, scene.book));
  const kept = change(walk, { paused });
  return paused.length === 0 ? kept : ask(change(kept, { question: { type: 'resume' } }), scene);
}

/** Sets the step in hand aside, so that it can be offered again. */
export function pause(walk: Walk, book: Book): Walk {
  const { position, paused } = walk.conversation;
  // Before the consent there is nothing in a handover to come back to.
  if (!position || position.step === anchors.menu || position.step === anchors.handover)
    return change(walk, { position: null, question: null, back: [] });
  const isHere = isSameFlow(position, book);
  const others = paused.filter((other) => !isHere(other));
  return change(walk, { position: null, question: null, back: [], paused: [...others, position].slice(-MOST_PAUSED) });
}

/** Goes on with what was set aside last; what was told at it already is not asked again. */
export function resume(walk: Walk, scene: Scene): Walk {
  const paused = walk.conversation.paused.at(-1);
  if (!paused) return walk;
  const step = scene.book.steps.get(paused.step)?.step;
  if (step?.type === 'ask' && walk.conversation.slots[step.slot])
    return go(change(walk, { paused: walk.conversation.paused.slice(0, -1), position: paused, back: [] }), step, scene);
  return stand(
    change(walk, { paused: walk.conversation.paused.slice(0, -1), position: null, back: [] }),
    paused,
    scene,
  );
}

/** Starts what an intent leads to. `text`: what was said, which may answer the first question at once. */
export function startIntent(walk: Walk, intent: IntentId, scene: Scene): Walk {
  const entry = scene.book.entries.get(intent);
  if (!entry) throw new Error(`The content has neither a flow nor an answer for the intent ${intent}.`);
  if (entry.type === 'answer') return giveAnswer(walk, entry.answer, scene);
  const set = pause(walk, scene.book);
  const others = set.conversation.paused.filter(({ step }) => scene.book.steps.get(step)?.flow.id !== entry.flow.id);
  const fresh = change(set, { misses: 0, paused: others });
  const cleared = fresh.conversation.paused.length === 0 ? change(fresh, { trail: [], slots: {} }) : fresh;
  return go(cleared, { next: entry.flow.start }, scene);
}

/** An answer in the middle of a flow leads back to the open step; otherwise it offers its own ways on. */
function giveAnswer(walk: Walk, answer: Answer, scene: Scene): Walk {
  const text = answerText(answer);
  if (answer.handover) return openCase(say(walk, text), answer.handover, scene);
  if (walk.conversation.position)
    return ask(
      change(walk, { question: { type: 'step' }, misses: 0 }),
      scene,
      text,
      answer.intent === 'closing' ? 'briefly' : 'whole',
    );
  const open = change(walk, { question: answer.options ? { type: 'answer', intent: answer.intent } : null, misses: 0 });
  const said = answer.options ? ask(open, scene) : say(open, text);
  return said.conversation.paused.length > 0 && !answer.options ? offerPaused(said, scene) : said;
}

/** Records a handover, and tells its number. */
export function openCase(walk: Walk, category: Category, scene: Scene): Walk {
  if (walk.conversation.audience === 'agent') return finish(walk, 'informed', scene);
  const { book, moment } = scene;
  const { case: before } = walk.conversation;
  const open = before?.status === 'open' ? before : null;
  const opened = caseAfter(walk.conversation, category, scene);
  const closed = change(walk, {
    case: opened,
    slots: asideSlots({ ...walk.conversation, waiting: null }, book),
    position: null,
    question: null,
    back: [],
    trail: [],
    misses: 0,
    repeats: 0,
  });
  const { code } = opened;
  if (category === 'darurat') return { ...say(closed, fill(book.texts.distress.opened, { code })), opened };
  const told = { ...say(closed, caseText(opened, walk.conversation, book, moment)), opened };
  return offerPaused({ ...told, toldTransfer: open === null }, scene);
}
