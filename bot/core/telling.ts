/** Steps that ask for free words: a name, a number, a date, a story, the words on the screen. */
import type { SlotName, Step } from './book.ts';
import { judge, thresholds } from './decide.ts';
import type { Decision, MessageReceived } from './event.ts';
import { folded, speaksOf } from './form.ts';
import { foldText, tellingWords } from './hearing.ts';
import { isOtherTopic, meaning } from './meaning.ts';
import { hearAt, takeHeard, takeMatch } from './slots.ts';
import { plain } from './spelling.ts';
import type { Reader, Taken } from './take.ts';
import { ask, change, go, note, type Scene, say, type Walk } from './walk.ts';

type AskStep = Extract<Step, { type: 'ask' }>;

/** Free words for a step that asks for them. */
export const slotAnswer: Reader = (walk, event, scene) => {
  const { position, question } = walk.conversation;
  const step = position && question?.type === 'step' ? scene.book.steps.get(position.step)?.step : undefined;
  if (step?.type !== 'ask' && step?.type !== 'match') return undefined;
  const decision: Decision = { type: 'answered', step: position?.step ?? '', option: 'text' };
  if (step.type === 'match') return { walk: takeMatch(walk, step, event.received, scene), decision };
  const heard = hearAt(step, event.received, scene);
  if (heard.type === 'unclear') return unclear(walk, step, event, scene);
  const isFree = heard.type === 'skip' ? saysMore(event, scene) : step.slot === 'name';
  if (isFree && namesTrouble(walk, step, event, scene)) return undefined;
  if (heard.type === 'here' && !scene.moment.onPhone)
    return again(walk, step, scene, scene.book.texts.form.noPhoneHere);
  return { walk: takeHeard(walk, step, { heard, received: event.received }, scene), decision };
};

/** Whether there is more in it than that nothing is given: "lupa sandi" is more than "lupa". */
function saysMore({ received }: MessageReceived, { book }: Scene): boolean {
  const { hear, form, skip } = book.texts;
  const none = new Set(
    folded([...form.none, ...skip.words, ...hear.unknown, ...hear.no], hear).flatMap((one) => one.split(' ')),
  );
  return tellingWords(foldText(received.message.text, hear), hear).some((word) => !none.has(word));
}

/** Whether the words surely ask for something else than the flow in hand: a trouble, or a question that is answered at once. */
function leadsElsewhere(walk: Walk, { understanding }: MessageReceived, { book }: Scene): boolean {
  const verdict = understanding ? judge(understanding, thresholds.digression) : undefined;
  if (verdict?.type !== 'sure') return false;
  return book.entries.get(verdict.intent)?.type === 'answer' || isOtherTopic(verdict.intent, walk, book);
}

/** Whether the words are surely a trouble of their own, and nothing that was asked for. */
function namesTrouble(walk: Walk, step: AskStep, event: MessageReceived, scene: Scene): boolean {
  const { understanding, received } = event;
  if (step.slot === 'complaint' || isAbout(event, scene)) return false;
  if (!understanding || plain(received.message.text).split(' ').length < 2) return false;
  const verdict = judge(understanding, thresholds.digression);
  return verdict.type === 'sure' && isOtherTopic(verdict.intent, walk, scene.book);
}

/** A number, or a word of what the form asks for: it belongs here. */
function isAbout({ received }: MessageReceived, { book }: Scene): boolean {
  const { name, kpj, contact } = book.texts.form.about;
  return received.sealed.length > 0 || speaksOf(received.message.text, [...name, ...kpj, ...contact]);
}

/** No answer to this step: a trouble or a question of its own, mere politeness, or an answer that cannot be read. */
function unclear(walk: Walk, step: AskStep, event: MessageReceived, scene: Scene): Taken | undefined {
  const { hear } = scene.book.texts;
  const { text } = event.received.message;
  const isOther = step.slot !== 'complaint' && !isAbout(event, scene) && leadsElsewhere(walk, event, scene);
  const other = isOther ? meaning(walk, event, scene) : undefined;
  if (other) return other;
  if (tellingWords(foldText(text, hear), hear).length === 0 && step.slot !== 'complaint') return undefined;
  return again(walk, step, scene, leadOf(step.slot, scene));
}

function leadOf(slot: SlotName, { book }: Scene): string {
  const { form, fallback } = book.texts;
  const leads: Partial<Record<SlotName, string>> = {
    name: form.name,
    kpj: form.kpj,
    contact: form.contact,
    'filed-on': fallback.badDate,
  };
  return leads[slot] ?? form.complaint;
}

/** After so many misses in a row the step is left out. */
const MOST_MISSES = 2;

function again(walk: Walk, step: AskStep, scene: Scene, lead: string): Taken {
  const misses = walk.conversation.misses + 1;
  const decision: Decision = { type: 'missed', times: misses };
  const counted = change(walk, { misses });
  if (misses <= MOST_MISSES) return { walk: ask(counted, scene, lead), decision };
  const { form, skip } = scene.book.texts;
  return { walk: go(note(say(counted, form.tired), skip.label), step, scene), decision };
}
