/** What a message says beside its meaning: danger, presses, commands, corrections, answers. */
import { type Choice, choose, isNamed } from './answer.ts';
import type { Step } from './book.ts';
import { judge } from './decide.ts';
import type { MessageReceived } from './event.ts';
import { foldText, leadingOf, tellingWords } from './hearing.ts';
import { outweighed } from './meaning.ts';
import { asked, askedAt, fill, topicOf } from './question.ts';
import { commandOf, correctionOf, hears, obey, toMenu } from './repair.ts';
import { contains, plain } from './spelling.ts';
import { correct, type Reader, type Taken, takeWay } from './take.ts';
import { ask, change, go, note, offerPaused, openCase, pause, resume, type Scene, say, type Walk } from './walk.ts';

/** After so long an open question is no longer in the participant's mind: milliseconds. */
const FORGOTTEN_AFTER = 3_600_000;

/** The step that someone stood on is gone: its topic begins anew, or the menu. */
export const restart: Reader = (walk, _event, scene) => ({
  walk: toMenu(say(walk, scene.book.texts.restarted), scene),
  decision: { type: 'held', reason: 'step-gone' },
});

/** The same text so often in a row is no person: it is told once, and then left unanswered until something else is said. */
const LOOP = 10;

export const loop: Reader = (walk, _event, scene) => {
  const { times } = walk.conversation.same;
  if (times < LOOP) return undefined;
  const told = times === LOOP ? say(walk, scene.book.texts.loop) : walk;
  return { walk: told, decision: { type: 'held', reason: 'loop' } };
};

/** Somebody may be in danger: nothing else counts. */
export const distress: Reader = (walk, event, scene) => {
  const said = plain(event.received.message.text);
  const { distress: signs, threat } = scene.book.texts;
  const has = (words: readonly string[]) => words.some((word) => contains(said, plain(word)));
  if (endangered(said, signs)) {
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

/** Whether a sign of danger is said of a person: "hp mau mati" is not, "aplikasi gagal, mau bunuh diri" is. */
function endangered(said: string, signs: { words: readonly string[]; except: readonly string[] }): boolean {
  return signs.words.map(plain).some((sign) => {
    if (!contains(said, sign)) return false;
    const before = ` ${said} `.split(` ${sign} `)[0]?.trim().split(' ').slice(-3) ?? [];
    return !sign.includes('mati') || !before.some((word) => signs.except.includes(word.replace(/(?:nya|ku|mu)$/, '')));
  });
}

/** Photos, voice and the rest: kindly declined; at a step that waits for the words on the screen a photo means "I cannot copy them". */
export const wordlessKind: Reader = (walk, event, scene) => {
  const { message } = event.received;
  if (message.type === 'text' || message.type === 'choice' || message.text.trim() !== '') return undefined;
  const { position, question } = walk.conversation;
  const step = position && question?.type === 'step' ? scene.book.steps.get(position.step)?.step : undefined;
  if (step?.type === 'match' && (message.type === 'photo' || message.type === 'document')) {
    const told = say(note(walk, `(${message.type})`), scene.book.texts.kinds[message.type]);
    return {
      walk: go(told, step.otherwise, scene),
      decision: { type: 'answered', step: position?.step ?? '', option: message.type },
    };
  }
  return {
    walk: ask(walk, scene, scene.book.texts.kinds[message.type]),
    decision: { type: 'held', reason: message.type },
  };
};

/** How long a courtesy after a question was asked needs no answer of its own: milliseconds. */
const SHORTLY = 60_000;

/** Only politeness ("min", "tolong dong"), or a bare yes or no to no question. */
export const courtesy: Reader = (walk, event, scene) => {
  const { hear, fallback } = scene.book.texts;
  const { text } = event.received.message;
  const said = foldText(text, hear);
  if (said === '') return undefined;
  const { question, askedAt: since } = walk.conversation;
  if (!question && leadingOf(text, hear)?.rest === '') {
    return { walk: say(walk, fallback.bare), decision: { type: 'held', reason: 'bare-answer' } };
  }
  if (!question || tellingWords(said, hear).length > 0) return undefined;
  const answered = event.moment.now - since < SHORTLY;
  return { walk: answered ? walk : ask(walk, scene), decision: { type: 'held', reason: 'courtesy' } };
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
  const { text } = event.received.message;
  const { hear, notThat } = scene.book.texts;
  const found = correctionOf(text, walk, scene);
  if (found) return correct(walk, found, scene);
  const { position, back, question } = walk.conversation;
  if (!position || back.length > 0 || question?.type !== 'step' || !hears(text, hear.mistake, 'exactly'))
    return undefined;
  const left = change(walk, { position: null, question: null });
  return { walk: say(left, notThat), decision: { type: 'command', command: 'back' } };
};

/** Coming back after a while: what was open is offered, unless the text is clearly something else. */
export const returning: Reader = (walk, event, scene) => {
  const { position, lastAt, question } = walk.conversation;
  const open = position ?? (question?.type === 'resume' ? walk.conversation.paused.at(-1) : undefined);
  if (!open || lastAt === 0 || event.moment.now - lastAt < FORGOTTEN_AFTER) return undefined;
  const verdict = event.understanding ? judge(event.understanding) : undefined;
  const understood = verdict?.type === 'sure' && verdict.intent !== 'greeting';
  if (understood || answers(walk, event, scene)) return undefined;
  const topic = topicOf(open.step, scene.book);
  const paused = position ? pause(walk, scene.book) : walk;
  if (paused.conversation.paused.length === 0) return undefined;
  const offered = offerPaused(paused, scene);
  const welcome = fill(scene.book.texts.resume.welcome, { topic });
  const replies = offered.replies.map((reply, index) =>
    index === offered.replies.length - 1 ? { ...reply, text: welcome } : reply,
  );
  return { walk: { ...offered, replies }, decision: { type: 'held', reason: 'returned' } };
};

function answers(walk: Walk, event: MessageReceived, scene: Scene): boolean {
  const open = asked(walk.conversation, scene.book);
  return open !== undefined && choose(event.received.message.text, open.ways, scene.book.texts.hear).type === 'chosen';
}

/** To the offer to go on, an answer to the very step that was set aside. */
export const answerAside: Reader = (walk, event, scene) => {
  const { question, paused } = walk.conversation;
  const aside = paused.at(-1);
  if (question?.type !== 'resume' || !aside || answers(walk, event, scene)) return undefined;
  const open = askedAt(aside, scene.book);
  const choice = open ? choose(event.received.message.text, open.ways, scene.book.texts.hear) : undefined;
  if (!open || choice?.type !== 'chosen' || choice.by === 'number' || choice.by === 'yes-no') return undefined;
  const resumed = resume(walk, scene);
  return takeWay(resumed, open, choice.index, scene, walk.replies);
};

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
