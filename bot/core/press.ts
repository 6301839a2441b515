/** Buttons, and numbers that were typed for a question that is gone. */
import { choose } from './answer.ts';
import { withdraw, withdrawable } from './handover.ts';
import { asked, askedAt } from './question.ts';
import { correct, held, type Reader, type Taken, takeWay } from './take.ts';
import { ask, change, type Scene, stand, type Walk } from './walk.ts';
import { allWays } from './ways.ts';

/** A pressed button, of the open question or of an older one. */
export const pressed: Reader = (walk, event, scene) => {
  const { message } = event.received;
  if (message.type !== 'choice') return undefined;
  const [key = '', number = ''] = message.option.split('#');
  const open = asked(walk.conversation, scene.book);
  if (open?.key === key) return takeWay(walk, open, Number(number) - 1, scene);
  return pressedEarlier(walk, { key, index: Number(number) - 1 }, scene);
};

/** A button of an earlier question: the same press twice is held, another answer corrects, with nothing open it is taken as it stands. */
function pressedEarlier(walk: Walk, press: { key: string; index: number }, scene: Scene): Taken | undefined {
  const step = press.key.split('.')[0] ?? '';
  const { back, trail, position, question } = walk.conversation;
  const before = askedAt({ step, part: 0 }, scene.book);
  const way = before && allWays(before)[press.index];
  if (trail.at(-1)?.step === step && trail.at(-1)?.answer === way?.label) return held(walk, 'pressed-twice');
  const undone = way && takenBack(walk, step, way.label, scene);
  if (undone) return takeWay(stand(undone, { step, part: 0 }, scene), before, press.index, scene, undone.replies);
  const index = back.findLastIndex((walked) => walked.step === step);
  if (way && index >= 0) return correct(walk, { index, way }, scene);
  if (way && !position && !question)
    return takeWay(stand(walk, { step, part: 0 }, scene), before, press.index, scene, walk.replies);
  return position || question
    ? { walk: ask(walk, scene, scene.book.texts.oldButton), decision: { type: 'held', reason: 'old-button' } }
    : undefined;
}

/** Another answer where the case was opened, or no consent after all, takes the case back. */
function takenBack(walk: Walk, step: string, label: string, scene: Scene): Walk | undefined {
  const { position, question } = walk.conversation;
  const open = withdrawable(walk);
  const given = open?.tried.findLast((entry) => entry.step === step)?.answer;
  if (position || (question && question.type !== 'resume') || !open || given === undefined || given === label)
    return undefined;
  const isConsent = scene.book.steps.get(step)?.step.type === 'consent';
  if (!isConsent && open.step !== step) return undefined;
  return withdraw(change(walk, { question: null }), open, scene, isConsent ? 'forget' : 'keep');
}

/** A number that waited longer than this was not typed for a question that was asked since: milliseconds. */
const WAITED = 60_000;

/** A number that was typed before the present question was asked: meant for the one before. */
export const stale: Reader = (walk, event, scene) => {
  const { received } = event;
  const { askedAt: since, back, trail } = walk.conversation;
  const before = back.at(-1);
  if (received.receivedAt > since || !/^\W*\d{1,2}\W*$/.test(received.message.text)) return undefined;
  if (!before) return event.moment.now - received.receivedAt > WAITED ? held(walk, 'before-the-question') : undefined;
  const ways = askedAt(before, scene.book)?.ways ?? [];
  const choice = choose(received.message.text, ways, scene.book.texts.hear);
  const way = choice.type === 'chosen' ? ways[choice.index] : undefined;
  if (!way || trail.findLast(({ step }) => step === before.step)?.answer === way.label) return held(walk, 'said-twice');
  return correct(walk, { index: back.length - 1, way }, scene);
};
