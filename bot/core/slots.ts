import type { SlotName, Step } from './book.ts';
import { localTime, readDate } from './calendar.ts';
import type { Conversation } from './conversation.ts';
import { polarityOf } from './hearing.ts';
import type { ReceivedMessage, SealedValue, SensitiveKind } from './message.ts';
import { hears } from './repair.ts';
import { contains, plain } from './spelling.ts';
import type { Texts } from './texts.ts';
import { change, go, note, type Scene, type Walk } from './walk.ts';

type AskStep = Extract<Step, { type: 'ask' }>;
type MatchStep = Extract<Step, { type: 'match' }>;

/** Longest text that a slot keeps, in characters. */
const LONGEST = 1_000;

/** Takes an answer into the slot of an asking step and goes on; undefined when it cannot be read. */
export function takeSlot(walk: Walk, step: AskStep, received: ReceivedMessage, scene: Scene): Walk | undefined {
  const { texts, calendar } = scene.book;
  const text = received.message.text.trim();
  if (isSkip(step, text, texts)) return go(note(walk, texts.skip.label), step, scene);
  if (step.slot !== 'filed-on')
    return go(keep(note(walk, noteOf(step.slot, text)), step.slot, text, received.sealed), step, scene);
  const date = readDate(text.toLowerCase(), localTime(scene.moment.now, calendar.zone).date);
  return date ? go(keep(note(walk, date), 'filed-on', date, []), step, scene) : undefined;
}

/** Whether nothing is given: "lewati", "lupa", and for what may be left out also "ga hafal", "tidak punya". */
export function isSkip(step: AskStep, text: string, texts: Texts): boolean {
  if (hears(text, [...texts.hear.unknown, ...texts.skip.words])) return true;
  return step.optional === true && plain(text).split(' ').length <= 4 && polarityOf(text, texts.hear)?.type === 'no';
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
  const kept = step.slot ? keep(walk, step.slot, received.message.text, []) : walk;
  return go(note(kept, received.message.text.slice(0, 120)), found ?? step.otherwise, scene);
}

/** The identifiers that a slot may keep, sealed; whatever else was in the answer is let go. */
const kept: Partial<Record<SlotName, readonly SensitiveKind[]>> = {
  kpj: ['kpj', 'number', 'account'],
  contact: ['phone', 'email', 'number'],
};

function keep(walk: Walk, slot: SlotName, text: string, sealed: readonly SealedValue[]): Walk {
  const wanted = sealed.filter(({ kind }) => kept[slot]?.includes(kind));
  const slots: Conversation['slots'] = {
    ...walk.conversation.slots,
    [slot]: { text: text.slice(0, LONGEST), sealed: wanted },
  };
  return change(walk, { slots });
}
