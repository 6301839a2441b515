/** "Eh salah, nomornya 0812…": another value for what was told in free words before. */
import type { SlotName, Step } from './book.ts';
import type { Position } from './conversation.ts';
import type { Decision, MessageReceived } from './event.ts';
import { speaksOf, wanted } from './form.ts';
import { fill } from './question.ts';
import { restsOf } from './repair.ts';
import { hearAt, keep, slotOf, takeHeard } from './slots.ts';
import { plain } from './spelling.ts';
import type { Reader } from './take.ts';
import { ask, change, isSameFlow, type Scene, say } from './walk.ts';

type AskStep = Extract<Step, { type: 'ask' }>;

const decision: Decision = { type: 'command', command: 'back' };

export const amended: Reader = (walk, event, scene) => {
  const { message } = event.received;
  if (message.type !== 'text') return undefined;
  const rests = restsOf(plain(message.text), scene.book.texts.hear.mistake);
  if (!rests.some((rest) => rest !== '')) return undefined;
  return amendedDate(walk, event, scene) ?? amendedSlot(walk, event, scene) ?? amendedCase(walk, event, scene);
};

const askAt = (position: Position, { book }: Scene): AskStep | undefined => {
  const step = book.steps.get(position.step)?.step;
  return step?.type === 'ask' ? step : undefined;
};

/** Another date is counted anew. */
const amendedDate: Reader = (walk, { received }, scene) => {
  const { back, position } = walk.conversation;
  const index = back.findLastIndex((walked) => askAt(walked, scene)?.slot === 'filed-on');
  const before = back[index];
  const step = before && askAt(before, scene);
  if (!before || !step || (position && !isSameFlow(position, scene.book)(before))) return undefined;
  const heard = hearAt(step, received, scene);
  if (heard.type !== 'value') return undefined;
  const rewound = change(walk, { position: before, question: { type: 'step' }, back: back.slice(0, index) });
  return { walk: takeHeard(rewound, step, { heard, received }, scene), decision };
};

/** An earlier answer of the form in hand is exchanged, and the question in hand stays. */
const amendedSlot: Reader = (walk, event, scene) => {
  const { back, position } = walk.conversation;
  if (!position || !askAt(position, scene)) return undefined;
  const earlier = back.filter((one) => one.step !== position.step && isSameFlow(position, scene.book)(one));
  const steps = earlier.flatMap((one) => askAt(one, scene) ?? []);
  const step = steps.findLast(({ slot }) => isMeant(slot, event, scene));
  if (!step) return undefined;
  const heard = hearAt(step, event.received, scene);
  if (heard.type !== 'value') return undefined;
  const kept = keep(walk, step.slot, slotOf(step.slot, { heard, received: event.received }));
  return { walk: ask(kept, scene, scene.book.texts.form.changed), decision };
};

/** A wrong number in a case that is filed already. */
const amendedCase: Reader = (walk, { received }, scene) => {
  const { case: filed, position } = walk.conversation;
  if (filed?.status !== 'open' || position || wanted('contact', received.sealed).length === 0) return undefined;
  const contact = slotOf('contact', { heard: { type: 'value', text: received.message.text }, received });
  const kept = change(walk, { case: { ...filed, slots: { ...filed.slots, contact } } });
  return { walk: say(kept, fill(scene.book.texts.handover.contactKept, { code: filed.code })), decision };
};

function isMeant(slot: SlotName, { received }: MessageReceived, { book }: Scene): boolean {
  const { about } = book.texts.form;
  const { text } = received.message;
  const isKpj = speaksOf(text, about.kpj);
  if (slot === 'kpj') return isKpj || received.sealed.some(({ kind }) => kind === 'kpj');
  if (slot === 'contact') return !isKpj && wanted(slot, received.sealed).length > 0;
  return slot === 'name' && speaksOf(text, about.name);
}
