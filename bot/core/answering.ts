/** Reading an answer to the open question: taking it, waiting for it, asking again, and going on with what was said behind it. */
import { judge, thresholds } from './decide.ts';
import type { MessageReceived } from './event.ts';
import { type Hear, polarityOf } from './hearing.ts';
import type { IntentId } from './ids.ts';
import { isInside, isOtherTopic, outweighed } from './meaning.ts';
import { isQuestion, partsOf } from './parts.ts';
import { asked, fill } from './question.ts';
import { type Reader, type Taken, takeWay } from './take.ts';
import { ask, change, type Scene, say, startIntent, type Walk } from './walk.ts';
import { allWays, chooseAt, ends, listedWays, questionOf } from './ways.ts';
import { type Chosen, type Heard, isMeant, isPutOff, isVague } from './weighing.ts';

/** After so many misses in a row a vague answer is a miss as well. */
const MOST_VAGUE = 2;

/** An answer to the open question. */
export const answer: Reader = (walk, event, scene) => {
  const open = asked(walk.conversation, scene.book);
  if (!open) return undefined;
  const { text } = event.received.message;
  const { position, question } = walk.conversation;
  const step = question?.type === 'step' && position ? scene.book.steps.get(position.step)?.step : undefined;
  const heard: Heard = { text, open, step };
  const choice = chooseAt(text, open, scene.book.texts.hear);
  const last = listedWays(open).length;
  if (choice.type === 'off-list' && last > 0) {
    const lead = fill(scene.book.texts.fallback.badNumber, { last: String(last) });
    return { walk: ask(walk, scene, lead), decision: { type: 'held', reason: 'bad-number' } };
  }
  const chosen = choice.type === 'chosen' ? choice : undefined;
  return (
    putOff(walk, heard, chosen, scene) ?? taken(walk, { heard, chosen, event }, scene) ?? vague(walk, heard, scene)
  );
};

/** Whether a step waits for one of its answers, so that a word about the waiting is understood. */
const offersAnswers = ({ step, open }: Heard): boolean =>
  step !== undefined && step.type !== 'ask' && step.type !== 'match' && open.ways.length > 0;

/** "Besok saya coba": the question stays open and nothing is asked again. */
function putOff(walk: Walk, heard: Heard, chosen: Chosen | undefined, { book }: Scene): Taken | undefined {
  if (!offersAnswers(heard) || (chosen && chosen.by !== 'yes-no' && chosen.by !== 'opposite')) return undefined;
  if (!isPutOff(heard.text, heard.open, book.texts.hear)) return undefined;
  return { walk: say(walk, book.texts.holdOn), decision: { type: 'held', reason: 'wait' } };
}

type Read = { readonly heard: Heard; readonly chosen: Chosen | undefined; readonly event: MessageReceived };

function taken(walk: Walk, { heard, chosen, event }: Read, scene: Scene): Taken | undefined {
  const { hear } = scene.book.texts;
  if (!chosen || !isMeant(heard, chosen, hear)) return undefined;
  const also = alsoSaid(walk, { heard, chosen, event }, scene);
  const isPlain = also !== undefined || heard.step?.type === 'consent';
  if (!isPlain && outweighed(chosen, event, walk, scene)) return undefined;
  const done = takeWay(walk, heard.open, chosen.index, scene);
  return also ? { ...done, walk: goOn(done.walk, also, scene) } : done;
}

/** "Capek", "udah dari kemarin": no answer, and no topic either. */
function vague(walk: Walk, heard: Heard, scene: Scene): Taken | undefined {
  const { hear, fallback } = scene.book.texts;
  const { misses } = walk.conversation;
  const asks = partsOf(heard.text, hear).some((part) => isQuestion(part, hear));
  if (!isInside(walk) || !offersAnswers(heard) || asks || misses >= MOST_VAGUE) return undefined;
  if (!isVague(heard.text, questionOf(heard.open), hear)) return undefined;
  const again = ask(change(walk, { misses: misses + 1 }), scene, fallback.vague, 'briefly');
  return { walk: again, decision: { type: 'held', reason: 'vague' } };
}

/** What is said behind an answer: another topic, or a question that is not understood. */
type Also = { readonly type: 'topic'; readonly intent: IntentId } | { readonly type: 'unclear' };

/** A second matter counts when the first stretch is the answer by itself, and the rest asks, or surely names a trouble after a good end. */
function alsoSaid(walk: Walk, { heard, chosen, event }: Read & { chosen: Chosen }, scene: Scene): Also | undefined {
  const { hear } = scene.book.texts;
  const way = allWays(heard.open)[chosen.index];
  const others = partsOf(heard.text, hear).slice(1);
  if (!way || !event.following || !offersAnswers(heard) || heard.step?.type === 'consent') return undefined;
  if (!isAnsweredFirst(heard, chosen, hear)) return undefined;
  const asks = others.some((part) => isQuestion(part, hear));
  const isOver = ends(way);
  const isGood = isOver && polarityOf(heard.text, hear)?.type === 'yes';
  const verdict = judge(event.following, asks ? thresholds.digression : thresholds.alsoNamed);
  const intent = verdict.type === 'sure' ? verdict.intent : undefined;
  if (intent && (asks || isGood) && isAnotherMatter(intent, asks, walk, scene)) return { type: 'topic', intent };
  return asks && isOver ? { type: 'unclear' } : undefined;
}

/** Another trouble, or, when something is asked, a question with an answer of its own. */
const isAnotherMatter = (intent: IntentId, asks: boolean, walk: Walk, { book }: Scene): boolean =>
  isOtherTopic(intent, walk, book) || (asks && book.entries.get(intent)?.type === 'answer');

/** Whether the first stretch alone, by its words, is the answer that was found in the whole. */
function isAnsweredFirst({ text, open }: Heard, { index, by }: Chosen, hear: Hear): boolean {
  if (by === 'number' || by === 'label' || by === 'money') return false;
  const alone = chooseAt(partsOf(text, hear)[0]?.text ?? '', open, hear);
  return alone.type === 'chosen' && alone.index === index;
}

/** After an answer that leads on, the step it led to is set aside or asked again by the other topic. */
function goOn(walk: Walk, also: Also, scene: Scene): Walk {
  if (also.type === 'unclear') return say(walk, scene.book.texts.fallback.alsoAsked);
  const quiet = walk.conversation.question ? { ...walk, replies: walk.replies.slice(0, -1) } : walk;
  return startIntent(quiet, also.intent, scene);
}
