/** The way to a person, and back from there: asking for one, changing what was told, taking a case back. */
import { anchors } from './book.ts';
import type { HandoverCase } from './conversation.ts';
import { fill } from './question.ts';
import { ask, change, go, isSameFlow, pause, resume, type Scene, say, type Walk } from './walk.ts';

const inHandover = ({ book }: Scene) => isSameFlow({ step: anchors.handover, part: 0 }, book);

/** Whether somebody is telling what a person needs to know, or has set that aside. */
export function isTelling({ conversation }: Walk, scene: Scene): boolean {
  const { position, paused } = conversation;
  return [...paused, ...(position ? [position] : [])].some(inHandover(scene));
}

/** Asks what a person needs to know. A handover in hand or set aside goes on where it stood, so nothing is asked twice. */
export function toPerson(walk: Walk, scene: Scene): Walk {
  const isHandover = inHandover(scene);
  const { position } = walk.conversation;
  if (position && isHandover(position)) return ask(change(walk, { question: { type: 'step' }, misses: 0 }), scene);
  const set = pause(walk, scene.book);
  const aside = set.conversation.paused.find(isHandover);
  if (!aside) return go(set, { next: anchors.handover }, scene);
  const others = set.conversation.paused.filter((other) => !isHandover(other));
  return resume(change(set, { paused: [...others, aside] }), scene);
}

/** The open case that a participant may take back; danger is never taken back by a word. */
export const withdrawable = (walk: Walk): HandoverCase | undefined => {
  const { case: open } = walk.conversation;
  return open?.status === 'open' && open.category !== 'darurat' ? open : undefined;
};

/** Marks the case as taken back, and says so. `forget`: what was told by consent goes too. */
export function withdraw(walk: Walk, open: HandoverCase, scene: Scene, forget: 'forget' | 'keep' = 'keep'): Walk {
  const { texts, steps } = scene.book;
  const tried = open.tried.filter(({ step }) => steps.get(step)?.step.type !== 'ask');
  const kept = forget === 'forget' ? { ...open, tried, slots: {} } : open;
  const withdrawn = change(walk, { case: { ...kept, status: 'withdrawn' } });
  return say(withdrawn, fill(texts.handover.withdrawn, { code: open.code }));
}
