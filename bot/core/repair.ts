/** The words by which a participant steers: commands, corrections, "tunggu", "kenapa perlu". */

import { choose } from './answer.ts';
import { anchors } from './book.ts';
import type { Position } from './conversation.ts';
import { isTelling, toPerson, withdraw, withdrawable } from './handover.ts';
import { askedAt, fill } from './question.ts';
import { alike, contains, plain } from './spelling.ts';
import type { Texts } from './texts.ts';
import { ask, change, go, pause, resume, type Scene, say, stand, type Walk } from './walk.ts';
import type { Way } from './ways.ts';

export type Command = keyof Texts['commands'];

/** The command that a text is, politeness aside; long command words may carry a slip of the finger. */
export function commandOf(text: string, texts: Texts): Command | undefined {
  const said = plain(text);
  const bare = withoutPoliteness(said, texts);
  const names: readonly Command[] = ['menu', 'back', 'repeat', 'agent', 'cancel', 'resume', 'move'];
  const exact = names.find((name) => texts.commands[name].some((word) => plain(word) === said || plain(word) === bare));
  return (
    exact ??
    names.find(
      (name) => name !== 'move' && texts.commands[name].some((word) => word.length >= 6 && alike(bare, plain(word))),
    )
  );
}

const withoutPoliteness = (said: string, texts: Texts): string =>
  said
    .split(' ')
    .filter((word) => !texts.hear.polite.includes(word))
    .join(' ');

/** Whether the text is one of the entries (`whole`: a slip of the finger is allowed), or holds one. */
export function hears(text: string, list: readonly string[], how: 'whole' | 'exactly' | 'anywhere' = 'whole'): boolean {
  const said = plain(text);
  const entries = list.map(plain);
  if (how === 'anywhere') return entries.some((entry) => contains(said, entry));
  return entries.some((entry) => said === entry || (how === 'whole' && alike(said, entry)));
}

/** Does what a command asks for. */
export function obey(walk: Walk, command: Command, scene: Scene): Walk {
  const { texts } = scene.book;
  const { question } = walk.conversation;
  switch (command) {
    case 'menu':
      return toMenu(walk, scene);
    case 'back':
      return stepBack(walk, scene);
    case 'repeat':
      return repeat(walk, scene);
    case 'agent':
      return toAgent(walk, scene);
    case 'cancel':
      return cancel(walk, scene);
    case 'move':
      return {
        ...ask(walk, scene, fill(texts.transfer.code, { code: scene.moment.transferCode })),
        toldTransfer: true,
      };
    case 'resume':
      return walk.conversation.paused.length > 0
        ? resumeEarlier(walk, scene)
        : ask(walk, scene, question ? '' : texts.nothingToResume);
  }
}

const nothing = {
  position: null,
  question: null,
  back: [],
  paused: [],
  waiting: null,
  trail: [],
  slots: {},
  misses: 0,
};

/** Calls off what is in hand; with nothing in hand, the case that was filed. Whatever stays is told. */
function cancel(walk: Walk, scene: Scene): Walk {
  const { texts } = scene.book;
  const { position, question, lastAt, case: filed } = walk.conversation;
  const cleared = change(walk, nothing);
  if (filed?.status !== 'open') return say(cleared, texts.cancelled);
  const open = withdrawable(walk);
  const isIdle = !position && (!question || filed.openedAt === lastAt);
  if (isIdle) return open ? withdraw(cleared, open, scene) : say(cleared, texts.fallback.bare);
  return say(cleared, [texts.cancelled, ...(open ? [fill(texts.handover.stays, { code: open.code })] : [])].join('\n'));
}

/** To a person. With a case open already nothing is asked twice: its code is told, and the open question stays. */
export function toAgent(walk: Walk, scene: Scene): Walk {
  const open = walk.conversation.case;
  if (isTelling(walk, scene) || open?.status !== 'open' || (open.category === 'darurat' && !open.slots.name))
    return toPerson(walk, scene);
  return ask(walk, scene, fill(scene.book.texts.handover.again, { code: open.code }));
}

/** Goes on with what was set aside last; the step in hand, if any, is set aside in its place. */
function resumeEarlier(walk: Walk, scene: Scene): Walk {
  const { paused, position } = walk.conversation;
  const last = paused.at(-1);
  if (!last || !position) return resume(walk, scene);
  const swapped = pause(change(walk, { paused: paused.slice(0, -1) }), scene.book);
  return stand(swapped, last, scene);
}

export function toMenu(walk: Walk, scene: Scene): Walk {
  const menu = walk.conversation.audience === 'agent' ? anchors.agentMenu : anchors.menu;
  return go(pause(walk, scene.book), { next: menu }, scene);
}

function repeat(walk: Walk, scene: Scene): Walk {
  const { texts } = scene.book;
  const { position, repeats, lastReplies } = walk.conversation;
  const guided = position && scene.book.steps.get(position.step)?.step.type === 'guide';
  if (guided && repeats >= 2) {
    return ask(change(walk, { question: { type: 'agent' }, repeats: 0 }), scene, texts.guideTired);
  }
  if (lastReplies.length === 0) return say(walk, texts.nothingToRepeat);
  return { ...change(walk, { repeats: repeats + 1 }), replies: [...walk.replies, ...lastReplies] };
}

/** One step back: to the part before in a guide, to the step before, or to what was set aside. */
export function stepBack(walk: Walk, scene: Scene): Walk {
  const { position, back, paused, question } = walk.conversation;
  if (position && question?.type !== 'step') return ask(change(walk, { question: { type: 'step' } }), scene);
  if (position && position.part > 0) return stand(walk, { ...position, part: position.part - 1 }, scene);
  if (back.length > 0) return rewind(walk, back.length - 1, scene);
  if (paused.length > 0) return resume(walk, scene);
  return position ? ask(walk, scene, scene.book.texts.nothingBefore) : toMenu(walk, scene);
}

/** Back to the step at `index` of the walked ones; what was answered there and later is forgotten. */
function rewind(walk: Walk, index: number, scene: Scene, silently = false): Walk {
  const { back, trail } = walk.conversation;
  const position = back[index];
  if (!position || !askedAt(position, scene.book)) return toMenu(walk, scene);
  const answered = trail.findLastIndex((entry) => entry.step === position.step);
  const rewound = change(walk, {
    position: null,
    back: back.slice(0, index),
    trail: answered < 0 ? trail : trail.slice(0, answered),
  });
  const standing = stand(rewound, position, scene);
  return silently ? { ...standing, replies: walk.replies } : standing;
}

/** A correction of an earlier answer: where it was given, and which way is meant now. */
export type Correction = { readonly index: number; readonly way: Way | null };

/**
 * Finds what "salah, maksudnya email", "bukan itu, yang satunya" or "eh bukan SMS" corrects: the newest walked step of which the rest of the text
 * names another answer; without such a rest, the last step.
 */
export function correctionOf(text: string, walk: Walk, scene: Scene): Correction | undefined {
  const { back } = walk.conversation;
  const { hear } = scene.book.texts;
  const rests = restsOf(plain(text), hear.mistake);
  if (rests.length === 0 || back.length === 0) return undefined;
  if (rests.some((rest) => hears(rest, hear.other, 'anywhere'))) return theOtherWay(walk, scene);
  const named = rests.map((rest) => namedWay(rest, walk, scene)).find((found) => found !== undefined);
  return named ?? (rests.at(-1) === '' ? { index: back.length - 1, way: null } : undefined);
}

/** What is left after one, two … of the words that admit a mistake ("maaf, eh salah, maksudnya …"), longest first; empty when none is admitted. */
export function restsOf(text: string, list: readonly string[]): readonly string[] {
  const said = text.replace(/^(?:(?:eh|aduh|duh|waduh|maaf|maap|sori|sorry|yah|loh|oh) )+/, '');
  const lead = leadOf(said, list) ?? leadOf(text, list);
  if (lead === undefined) return [];
  const rest = (leadOf(said, list) ? said : text).slice(lead.length).trim();
  return [rest, ...restsOf(rest, list)];
}

const givenAt = (position: Position, walk: Walk): string | undefined =>
  walk.conversation.trail.findLast((entry) => entry.step === position.step)?.answer;

const waysOf = (position: Position, scene: Scene): readonly Way[] => askedAt(position, scene.book)?.ways ?? [];

/** "Yang satunya": the other of two ways at the last step. */
function theOtherWay(walk: Walk, scene: Scene): Correction {
  const { back } = walk.conversation;
  const last = back.at(-1);
  const others = last ? waysOf(last, scene).filter(({ label }) => label !== givenAt(last, walk)) : [];
  return { index: back.length - 1, way: others.length === 1 ? (others[0] ?? null) : null };
}

/** The newest walked step of which the words name another way than the one taken. */
function namedWay(meant: string, walk: Walk, scene: Scene): Correction | undefined {
  const found = walk.conversation.back.map((position, index): Correction | undefined => {
    const ways = waysOf(position, scene);
    const choice = choose(meant, ways, scene.book.texts.hear);
    const way = choice.type === 'chosen' ? ways[choice.index] : undefined;
    return way && way.label !== givenAt(position, walk) ? { index, way } : undefined;
  });
  return found.findLast((correction) => correction !== undefined);
}

function leadOf(said: string, list: readonly string[]): string | undefined {
  return list
    .map(plain)
    .sort((a, b) => b.length - a.length)
    .find((entry) => said === entry || said.startsWith(`${entry} `));
}

/** Goes back to where the correction belongs; the caller takes the way meant, or the question is asked again. */
export function applyCorrection(walk: Walk, correction: Correction, scene: Scene): Walk {
  const rewound = rewind(walk, correction.index, scene, correction.way !== null);
  return correction.way ? rewound : { ...rewound, replies: leadIn(rewound, walk, scene.book.texts.backTo) };
}

function leadIn(now: Walk, before: Walk, lead: string): Walk['replies'] {
  return now.replies.map((reply, index) =>
    index === before.replies.length ? { ...reply, text: `${lead}\n\n${reply.text}` } : reply,
  );
}
