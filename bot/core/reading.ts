/** What a message says beside its meaning: danger, presses, commands, corrections, answers. */
import { type Choice, choose, isNamed } from './answer.ts';
import type { Step } from './book.ts';
import { judge } from './decide.ts';
import type { Event } from './event.ts';
import { outweighed } from './meaning.ts';
import { asked, askedAt, fill, topicOf } from './question.ts';
import { commandOf, correctionOf, hears, obey, toMenu } from './repair.ts';
import { contains, plain } from './spelling.ts';
import { correct, held, type Reader, type Taken, takeWay } from './take.ts';
import { ask, change, offerPaused, openCase, pause, type Scene, say, stand, type Walk } from './walk.ts';

/** After so long an open question is no longer in the participant's mind: milliseconds. */
const FORGOTTEN_AFTER = 3_600_000;

/** The step that someone stood on is gone: its topic begins anew, or the menu. */
export const restart: Reader = (walk, _event, scene) => ({
  walk: toMenu(say(walk, scene.book.texts.restarted), scene),
  decision: { type: 'held', reason: 'step-gone' },
});

/** Somebody may be in danger: nothing else counts. */
export const distress: Reader = (walk, event, scene) => {
  const said = plain(event.received.message.text);
  const { distress: signs, threat } = scene.book.texts;
  const has = (words: readonly string[]) => words.some((word) => contains(said, plain(word)));
  if (has(signs.words) && !has(signs.except)) {
    return {
      walk: openCase(say(pause(walk, scene.book), signs.reply), 'darurat', scene),
      decision: { type: 'distress' },
    };
  }
  if (!has(threat.words)) return undefined;
  return {
    walk: openCase(say(pause(walk, scene.book), threat.reply), 'darurat', scene),
    decision: { type: 'distress' },
  };
};

/** Photos, voice and the rest: kindly declined; at a step that waits for the words on the screen a photo means "I cannot copy them". */
export const wordlessKind: Reader = (walk, event, scene) => {
  const { message } = event.received;
  if (message.type === 'text' || message.type === 'choice' || message.text.trim() !== '') return undefined;
  return {
    walk: ask(walk, scene, scene.book.texts.kinds[message.type]),
    decision: { type: 'held', reason: message.type },
  };
};

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
  const ways = askedAt({ step, part: 0 }, scene.book)?.ways ?? [];
  const way = ways[press.index];
  if (trail.at(-1)?.step === step && trail.at(-1)?.answer === way?.label) return held(walk, 'pressed-twice');
  const index = back.findLastIndex((walked) => walked.step === step);
  if (way && index >= 0) return correct(walk, { index, way }, scene);
  if (way && !position && !question)
    return takeWay(
      stand(walk, { step, part: 0 }, scene),
      askedAt({ step, part: 0 }, scene.book),
      press.index,
      scene,
      walk.replies,
    );
  return position || question
    ? { walk: ask(walk, scene, scene.book.texts.oldButton), decision: { type: 'held', reason: 'old-button' } }
    : undefined;
}

/** A number that was typed before the present question was asked: meant for the one before. */
export const stale: Reader = (walk, event, scene) => {
  const { received } = event;
  const { askedAt: since, back, trail } = walk.conversation;
  const before = back.at(-1);
  if (received.receivedAt > since || !before || !/^\W*\d{1,2}\W*$/.test(received.message.text)) return undefined;
  const ways = askedAt(before, scene.book)?.ways ?? [];
  const choice = choose(received.message.text, ways, scene.book.texts.hear);
  const way = choice.type === 'chosen' ? ways[choice.index] : undefined;
  if (!way || trail.findLast(({ step }) => step === before.step)?.answer === way.label) return held(walk, 'said-twice');
  return correct(walk, { index: back.length - 1, way }, scene);
};

/** An open option that is named by exactly these words stands above a command or a steering word ("Petugas", "mulai"). */
export const exactLabel: Reader = (walk, event, scene) => {
  const open = asked(walk.conversation, scene.book);
  const { text } = event.received.message;
  const index = open?.ways.findIndex((way) => isNamed(text, way, scene.book.texts.hear)) ?? -1;
  return open && index >= 0 ? takeWay(walk, open, index, scene) : undefined;
};

export const command: Reader = (walk, event, scene) => {
  const name = commandOf(event.received.message.text, scene.book.texts);
  if (!name) return undefined;
  const tells =
    name !== 'resume' ||
    walk.conversation.question?.type !== 'step' ||
    plain(event.received.message.text).includes('tadi');
  if (!tells) return undefined;
  return { walk: obey(walk, name, scene), decision: { type: 'command', command: name } };
};

/** "Sebentar ya", "oke" to a list of things to try, "kenapa perlu?", "rahasia": the question stays open. */
export const steering: Reader = (walk, event, scene) => {
  const { hear, holdOn } = scene.book.texts;
  const { text } = event.received.message;
  const { position, question } = walk.conversation;
  if (!question) return undefined;
  const step = position ? scene.book.steps.get(position.step)?.step : undefined;
  const understoodOnly = step?.type === 'fix' && question.type === 'step' && hears(text, hear.assent, 'exactly');
  if (hears(text, hear.wait) || understoodOnly) {
    return { walk: say(walk, holdOn), decision: { type: 'held', reason: 'wait' } };
  }
  return step && question.type === 'step' ? reasonAsked(walk, { text, step }, scene) : undefined;
};

/** Questions about the question itself, in a few words. */
function reasonAsked(walk: Walk, { text, step }: { text: string; step: Step }, scene: Scene): Taken | undefined {
  const { hear, why, refused } = scene.book.texts;
  if (plain(text).split(' ').length > 7) return undefined;
  if (hears(text, hear.why, 'anywhere')) {
    const reason = 'why' in step && step.why ? step.why : why;
    return { walk: ask(walk, scene, reason), decision: { type: 'held', reason: 'why' } };
  }
  return step.type === 'ask' && hears(text, hear.refuse, 'anywhere')
    ? { walk: ask(walk, scene, refused), decision: { type: 'held', reason: 'refused' } }
    : undefined;
}

export const correction: Reader = (walk, event, scene) => {
  const found = correctionOf(event.received.message.text, walk, scene);
  return found && correct(walk, found, scene);
};

/** Coming back after a while: what was open is offered, unless the text is clearly something else. */
export const returning: Reader = (walk, event, scene) => {
  const { position, lastAt } = walk.conversation;
  if (!position || lastAt === 0 || event.moment.now - lastAt < FORGOTTEN_AFTER) return undefined;
  const verdict = event.understanding ? judge(event.understanding) : undefined;
  const understood = verdict?.type === 'sure' && verdict.intent !== 'greeting';
  if (understood || answers(walk, event, scene)) return undefined;
  const topic = topicOf(position.step, scene.book);
  const paused = change(pause(walk, scene.book), {});
  if (paused.conversation.paused.length === 0) return undefined;
  const offered = offerPaused(paused, scene);
  const welcome = fill(scene.book.texts.resume.welcome, { topic });
  const replies = offered.replies.map((reply, index) =>
    index === offered.replies.length - 1 ? { ...reply, text: welcome } : reply,
  );
  return { walk: { ...offered, replies }, decision: { type: 'held', reason: 'returned' } };
};

function answers(walk: Walk, event: Event, scene: Scene): boolean {
  const open = asked(walk.conversation, scene.book);
  return open !== undefined && choose(event.received.message.text, open.ways, scene.book.texts.hear).type === 'chosen';
}

/** An answer to the open question. */
export const answer: Reader = (walk, event, scene) => {
  const open = asked(walk.conversation, scene.book);
  if (!open) return undefined;
  const choice: Choice = choose(event.received.message.text, open.ways, scene.book.texts.hear);
  if (choice.type === 'off-list' && open.ways.length > 0) {
    const lead = fill(scene.book.texts.fallback.badNumber, { last: String(open.ways.length) });
    return { walk: ask(walk, scene, lead), decision: { type: 'held', reason: 'bad-number' } };
  }
  if (choice.type !== 'chosen' || outweighed(choice, event, walk, scene)) return undefined;
  return takeWay(walk, open, choice.index, scene);
};
