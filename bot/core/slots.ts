/** Takes what was heard at a step that asks for free words. */
import type { SlotName, Step } from './book.ts';
import { localTime } from './calendar.ts';
import type { Conversation } from './conversation.ts';
import { type Heard, hearSlot, wanted } from './form.ts';
import type { ReceivedMessage } from './message.ts';
import { contains, plain } from './spelling.ts';
import { change, go, note, type Scene, type Walk } from './walk.ts';

type AskStep = Extract<Step, { type: 'ask' }>;
type MatchStep = Extract<Step, { type: 'match' }>;

/** Longest text that a slot keeps, in characters. */
const LONGEST = 1_000;

export const hearAt = (step: AskStep, received: ReceivedMessage, { book, moment }: Scene): Heard =>
  hearSlot(step, received, book.texts, localTime(moment.now, book.calendar.zone).date);

type Told = { readonly heard: Exclude<Heard, { type: 'unclear' }>; readonly received: ReceivedMessage };

/** Takes an answer into the slot of an asking step and goes on. */
export function takeHeard(walk: Walk, step: AskStep, told: Told, scene: Scene): Walk {
  const { skip } = scene.book.texts;
  if (told.heard.type === 'skip') return go(note(walk, skip.label), step, scene);
  const slot = slotOf(step.slot, told);
  const answer = step.slot === 'filed-on' ? slot.text : noteOf(step.slot, slot.text);
  return go(keep(note(walk, answer), step.slot, slot), step, scene);
}

/** What a slot keeps of what was told; the number of this very chat is known to whoever handles the case. */
export function slotOf(slot: SlotName, { heard, received }: Told): Conversation['slots'][string] {
  if (heard.type !== 'value') return { text: '(nomor chat ini)', sealed: [] };
  return { text: heard.text.slice(0, LONGEST), sealed: [...wanted(slot, received.sealed)] };
}

/** What the case says was answered: names and numbers are not repeated there. */
const noteOf = (slot: SlotName, text: string): string =>
  slot === 'complaint' || slot === 'details' ? text.slice(0, 120) : `(${slot})`;

/** Goes where the first pattern found in the text leads, keeping the text when the step has a slot for it. */
export function takeMatch(walk: Walk, step: MatchStep, received: ReceivedMessage, scene: Scene): Walk {
  const said = plain(received.message.text);
  const found = step.patterns.find(({ words }) =>
    words.some((word) => contains(said, plain(word)) || said.includes(plain(word))),
  );
  const kept = step.slot ? keep(walk, step.slot, { text: received.message.text.slice(0, LONGEST), sealed: [] }) : walk;
  return go(note(kept, received.message.text.slice(0, 120)), found ?? step.otherwise, scene);
}

export const keep = (walk: Walk, name: SlotName, slot: Conversation['slots'][string]): Walk =>
  change(walk, { slots: { ...walk.conversation.slots, [name]: slot } });
