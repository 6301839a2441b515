/** What a message says beside its meaning: presses, commands, corrections, answers. */
import { isNamed } from './answer.ts';
import type { Step } from './book.ts';
import { judge } from './decide.ts';
import type { MessageReceived } from './event.ts';
import { foldText, type Hear, leadingOf, tellingWords } from './hearing.ts';
import { asked, askedAt, fill, topicOf } from './question.ts';
import { commandOf, correctionOf, hears, obey, toMenu } from './repair.ts';
import { contains, plain } from './spelling.ts';
import { correct, type Reader, type Taken, takeWay } from './take.ts';
import { ask, change, go, note, offerPaused, pause, resume, type Scene, say, type Walk } from './walk.ts';
import { allWays, chooseAt } from './ways.ts';

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
  // A "ya" that chose nothing deserves the question once more rather than silence.
  if (!question || tellingWords(said, hear).length > 0 || leadingOf(text, hear)) return undefined;
  const answered = event.moment.now - since < SHORTLY;
  return { walk: answered ? walk : ask(walk, scene), decision: { type: 'held', reason: 'courtesy' } };
};

/** An open option that is named by exactly these words stands above a command or a steering word ("Petugas", "mulai"). */
export const exactLabel: Reader = (walk, event, scene) => {
  const open = asked(walk.conversation, scene.book);
  const { text } = event.received.message;
  const index = open ? allWays(open).findIndex((way) => isNamed(text, way, scene.book.texts.hear)) : -1;
  return open && index >= 0 ? takeWay(walk, open, index, scene) : undefined;
};

export const command: Reader = (walk, event, scene) => {
  const name = commandOf(event.received.message.text, scene.book.texts);
  if (!name || namesOption(walk, event, scene)) return undefined;
  const tells =
    name !== 'resume' ||
    walk.conversation.question?.type !== 'step' ||
    walk.conversation.paused.length > 0 ||
    plain(event.received.message.text).includes('tadi');
  if (!tells) return undefined;
  return { walk: obey(walk, name, scene), decision: { type: 'command', command: name } };
};

/** "Mau mulai" where an option says so: only the bare word is the command then. */
function namesOption(walk: Walk, event: MessageReceived, { book }: Scene): boolean {
  const open = asked(walk.conversation, book);
  const { text } = event.received.message;
  if (!open || !plain(text).includes(' ') || Object.values(book.texts.commands).flat().includes(plain(text)))
    return false;
  const choice = chooseAt(text, open, book.texts.hear);
  return choice.type === 'chosen' && (choice.by === 'words' || choice.by === 'part');
}

/** "Sebentar ya", "oke" to a list of things to try, "kenapa perlu?", "rahasia": the question stays open. */
export const steering: Reader = (walk, event, scene) => {
  const { hear, holdOn } = scene.book.texts;
  const { text } = event.received.message;
  const { position, question } = walk.conversation;
  if (!question) return undefined;
  const step = position ? scene.book.steps.get(position.step)?.step : undefined;
  const understoodOnly = step?.type === 'fix' && question.type === 'step' && hears(text, hear.assent, 'exactly');
  const isAnswer = step !== undefined && choosesInWords(walk, text, scene);
  if (understoodOnly || (!isAnswer && (hears(text, hear.wait) || asksMoment(text, hear)))) {
    return { walk: say(walk, holdOn), decision: { type: 'held', reason: 'wait' } };
  }
  return step && question.type === 'step' ? reasonAsked(walk, { text, step, isAnswer }, scene) : undefined;
};

function choosesInWords({ conversation }: Walk, text: string, { book }: Scene): boolean {
  const open = asked(conversation, book);
  const choice = open && chooseAt(text, open, book.texts.hear);
  return choice?.type === 'chosen' && (choice.by === 'label' || choice.by === 'words');
}

/** What is no wish for a moment, though it begins like one: "tunggu kodenya ga masuk", "nanti cek di mana". */
const noMoment = /(?:^| )(?:tidak|gagal|belum|error|mana|dimana|apa|gimana|bagaimana|berapa|kapan)(?: |$)/;

/** "Lagi dicek kak", "tunggu saya cek", "sebentar saya cari kartunya dulu ya", "tanya istri dulu": something else is done first. */
function asksMoment(text: string, hear: Hear): boolean {
  const all = plain(text).split(' ');
  const isManner = (word: string) => word !== 'dulu' && word !== 'lagi' && hear.polite.includes(word);
  const words = all.slice(
    all[0] === 'ini' || all[0] === 'masih' ? 1 : 0,
    all.findLastIndex((word) => !isManner(word)) + 1,
  );
  if (hears(words.join(' '), hear.wait, 'exactly')) return true;
  if (words.length > 8 || text.includes('?') || noMoment.test(foldText(text, hear))) return false;
  const isErrand = hear.errand.some((one) => contains(words.join(' '), one));
  const begins = words.length <= 5 && words.slice(0, 2).some((word) => hear.moment.includes(word));
  return isErrand && (begins || words.at(-1) === 'dulu');
}

/** Questions about the question itself, in a few words. */
function reasonAsked(
  walk: Walk,
  said: { text: string; step: Step; isAnswer: boolean },
  scene: Scene,
): Taken | undefined {
  const { hear, why, refused, refusedChoice } = scene.book.texts;
  const { text, step, isAnswer } = said;
  if (plain(text).split(' ').length > 7) return undefined;
  if (asksWhy(text, hear)) {
    const reason = 'why' in step && step.why ? step.why : why;
    return { walk: ask(walk, scene, reason), decision: { type: 'held', reason: 'why' } };
  }
  if (isAnswer || step.type === 'consent' || !hears(text, hear.refuse, 'anywhere')) return undefined;
  const lead = step.type === 'ask' ? refused : refusedChoice;
  return { walk: ask(walk, scene, lead), decision: { type: 'held', reason: 'refused' } };
}

/** A phrase anywhere, or one word that is all that is said: "kenapa ya?", but not "kenapa ditolak". */
function asksWhy(text: string, hear: Hear): boolean {
  const phrases = hear.why.filter((entry) => entry.includes(' '));
  return hears(text, phrases, 'anywhere') || hears(tellingWords(plain(text), hear).join(' '), hear.why, 'exactly');
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
  const { lastAt } = walk.conversation;
  const aside = setAside(walk, scene);
  const paused = aside?.conversation.paused.at(-1);
  if (!aside || !paused || lastAt === 0 || event.moment.now - lastAt < FORGOTTEN_AFTER) return undefined;
  const verdict = event.understanding ? judge(event.understanding) : undefined;
  const understood = verdict?.type === 'sure' && verdict.intent !== 'greeting';
  if (understood || answers(walk, event, scene)) return undefined;
  const topic = topicOf(paused.step, scene.book);
  const offered = offerPaused(aside, scene);
  const welcome = fill(scene.book.texts.resume.welcome, { topic });
  const replies = offered.replies.map((reply, index) =>
    index === offered.replies.length - 1 ? { ...reply, text: welcome } : reply,
  );
  return { walk: { ...offered, replies }, decision: { type: 'held', reason: 'returned' } };
};

/** What was open, or was left to wait for something, as set aside; undefined when there is nothing to come back to. */
function setAside(walk: Walk, { book }: Scene): Walk | undefined {
  const { position, question, paused, waiting } = walk.conversation;
  if (position) return pause(walk, book);
  if (question) return question.type === 'resume' ? walk : undefined;
  return waiting ? change(walk, { paused: [...paused, waiting], waiting: null }) : undefined;
}

function answers(walk: Walk, event: MessageReceived, scene: Scene): boolean {
  const open = asked(walk.conversation, scene.book);
  return open !== undefined && chooseAt(event.received.message.text, open, scene.book.texts.hear).type === 'chosen';
}

/** To the offer to go on, an answer to the very step that was set aside. */
export const answerAside: Reader = (walk, event, scene) => {
  const { question, paused } = walk.conversation;
  const aside = paused.at(-1);
  if (question?.type !== 'resume' || !aside || answers(walk, event, scene)) return undefined;
  const open = askedAt(aside, scene.book);
  const choice = open ? chooseAt(event.received.message.text, open, scene.book.texts.hear) : undefined;
  if (!open || choice?.type !== 'chosen' || choice.by === 'number' || choice.by === 'yes-no') return undefined;
  const resumed = resume(walk, scene);
  return takeWay(resumed, open, choice.index, scene, walk.replies);
};
