/** Taking one of the offered ways, also after the fact. */
import type { Decision, MessageReceived } from './event.ts';
import { toPerson } from './handover.ts';
import type { Reply } from './message.ts';
import { asked } from './question.ts';
import { applyCorrection, toMenu } from './repair.ts';
import { ask, change, go, note, resume, type Scene, say, stand, startIntent, type Walk } from './walk.ts';
import { type Asked, allWays, type Destination, type Way } from './ways.ts';

/** The walk so far and how the message was taken. */
export type Taken = { readonly walk: Walk; readonly decision: Decision };
/** Looks whether the message is its to take. */
export type Reader = (walk: Walk, event: MessageReceived, scene: Scene) => Taken | undefined;

export const held = (walk: Walk, reason: string): Taken => ({ walk, decision: { type: 'held', reason } });

export function correct(walk: Walk, found: { index: number; way: Way | null }, scene: Scene): Taken {
  const back = applyCorrection(walk, found, scene);
  const open = asked(back.conversation, scene.book);
  const index = open && found.way ? allWays(open).findIndex(({ label }) => label === found.way?.label) : -1;
  if (index >= 0) return takeWay(back, open, index, scene);
  // The way may be gone, as when what it belonged to is over: then the question that stands now is asked.
  const told = back.replies.length > 0 ? back : ask(back, scene);
  return { walk: told, decision: { type: 'command', command: 'back' } };
}

/** Takes one of the offered ways. `before`: the replies to keep when the question itself need not be shown. */
export function takeWay(
  walk: Walk,
  open: Asked | undefined,
  index: number,
  scene: Scene,
  before?: readonly Reply[],
): Taken {
  const way = open && allWays(open)[index];
  const base = before ? { ...walk, replies: before } : walk;
  if (!open || !way) return { walk: ask(base, scene), decision: { type: 'held', reason: 'no-such-option' } };
  const asking = base.conversation.question?.type === 'step' ? note(base, way.label) : base;
  return { walk: follow(asking, way.to, scene), decision: { type: 'answered', step: open.key, option: way.label } };
}

export function follow(walk: Walk, to: Destination, scene: Scene): Walk {
  const { position } = walk.conversation;
  const free = () => change(walk, { question: position ? { type: 'step' } : null });
  switch (to.type) {
    case 'target':
      return go(walk, to.target, scene);
    case 'intent':
      return startIntent(change(walk, { question: null }), to.intent, scene);
    case 'next-part':
      return position ? stand(walk, { ...position, part: position.part + 1 }, scene) : walk;
    case 'skip-slot': {
      const step = position && scene.book.steps.get(position.step)?.step;
      return step && step.type === 'ask' ? go(walk, step, scene) : walk;
    }
    case 'resume':
      return resume(walk, scene);
    case 'drop-paused':
      return say(change(walk, { paused: [], question: null }), scene.book.texts.resume.dropped);
    case 'menu':
      return toMenu(walk, scene);
    case 'agent':
      return toPerson(free(), scene);
    case 'stay':
      return position ? ask(free(), scene) : say(free(), scene.book.texts.fallback.bare);
  }
}
