/** What a text means: a slot's value, a trouble, a question, or nothing that was understood. */
import { type Choice, choose, isWeak } from './answer.ts';
import { anchors, type Book } from './book.ts';
import { judge, thresholds } from './decide.ts';
import type { Decision, MessageReceived } from './event.ts';
import { foldText, tellingWords } from './hearing.ts';
import type { IntentId } from './ids.ts';
import { asked, fill } from './question.ts';
import { hears, toAgent, toMenu } from './repair.ts';
import { isSkip, takeMatch, takeSlot } from './slots.ts';
import { plain } from './spelling.ts';
import { follow, type Reader, type Taken } from './take.ts';
import { ask, change, go, note, pause, type Scene, say, startIntent, type Walk } from './walk.ts';

type Chosen = Extract<Choice, { type: 'chosen' }>;

/**
 * Whether what was said means something else than the answer that was found in it: "belum, tapi …" whose rest names another trouble, a specific
 * trouble at the menu that shares a word with an option, thanks after an "oke".
 */
export function outweighed(choice: Chosen, event: MessageReceived, walk: Walk, scene: Scene): boolean {
  if (!event.understanding || choice.by === 'number' || choice.by === 'label' || choice.by === 'money') return false;
  const loose = !isInside(walk) || walk.conversation.question?.type !== 'step';
  const verdict = judge(event.understanding, loose ? thresholds.sure : thresholds.digression);
  if (verdict.type !== 'sure' || choice.rest === '') return false;
  const { text } = event.received.message;
  if (!loose) return restWeighs(choice, { text, intent: verdict.intent }, walk, scene);
  const { hear } = scene.book.texts;
  return choice.by === 'yes-no' || tellingWords(foldText(text, hear), hear).length >= 3;
}

/** Thanks after an "oke", what follows a "tapi", or another trouble beside a weak word. */
function restWeighs(choice: Chosen, said: { text: string; intent: IntentId }, walk: Walk, { book }: Scene): boolean {
  const { hear } = book.texts;
  if (said.intent === 'closing') {
    return hears(said.text, hear.thanks, 'anywhere') && hears(said.text.split(/\s+/)[0] ?? '', hear.assent, 'exactly');
  }
  if (!isOtherTopic(said.intent, walk, book)) return false;
  const but = /(?:^|\s)(?:tapi|tp|tpi|cuma|cuman|malah)\s+(.*)$/is.exec(said.text)?.[1] ?? '';
  if (but.split(/\s+/).length >= 3) return choice.by !== 'words' || !plain(but).includes(plain(choice.rest));
  const question = foldText(asked(walk.conversation, book)?.text ?? '', hear).split(' ');
  const news = choice.rest.split(' ').filter((word) => !question.includes(word) && word !== 'bisa');
  return choice.by === 'weak-words' || (choice.by === 'yes-no' && news.length >= 1);
}

function isOtherTopic(intent: IntentId, walk: Walk, book: Book): boolean {
  const entry = book.entries.get(intent);
  const { position } = walk.conversation;
  if (!entry || entry.type === 'answer' || !position) return false;
  return (
    book.steps.get(position.step)?.flow.id !== entry.flow.id && walk.conversation.position?.step !== entry.flow.start
  );
}

/** Free words for a step that asks for them. */
export const slotAnswer: Reader = (walk, event, scene) => {
  const { position, question } = walk.conversation;
  const step = position && question?.type === 'step' ? scene.book.steps.get(position.step)?.step : undefined;
  if (step?.type !== 'ask' && step?.type !== 'match') return undefined;
  const decision: Decision = { type: 'answered', step: position?.step ?? '', option: 'text' };
  if (step.type === 'match') return { walk: takeMatch(walk, step, event.received, scene), decision };
  const skipped = isSkip(step, event.received.message.text, scene.book.texts);
  if (step.slot !== 'complaint' && !skipped && namesTrouble(walk, event, scene)) return undefined;
  const taken = takeSlot(walk, step, event.received, scene);
  if (taken) return { walk: taken, decision };
  return { walk: ask(walk, scene, scene.book.texts.fallback.badDate), decision: { type: 'missed', times: 1 } };
};

/** Whether the words are surely a trouble of their own, and no name, number or date. */
function namesTrouble(walk: Walk, { understanding, received }: MessageReceived, { book }: Scene): boolean {
  if (!understanding || plain(received.message.text).split(' ').length < 2) return false;
  const verdict = judge(understanding, thresholds.digression);
  return verdict.type === 'sure' && isOtherTopic(verdict.intent, walk, book);
}

/** A word that says too little by itself ("saldo") is asked about. */
export const broadWord: Reader = (walk, event, scene) => {
  const { broad, hear } = scene.book.texts;
  const words = plain(event.received.message.text).split(' ');
  const telling = words.filter((word) => !hear.polite.includes(word));
  const intents = telling.length === 1 ? broad[telling[0] ?? ''] : undefined;
  if (!intents || isInside(walk)) return undefined;
  return {
    walk: ask(change(walk, { question: { type: 'clarify', intents } }), scene),
    decision: { type: 'clarify', intents },
  };
};

/** A trouble or a question, by its meaning. */
export const meaning: Reader = (walk, event, scene) => {
  const { hear } = scene.book.texts;
  if (!event.understanding || isWeak(foldText(event.received.message.text, hear), hear)) return undefined;
  const inside = isInside(walk);
  const verdict = judge(event.understanding, inside ? thresholds.digression : thresholds.sure);
  switch (verdict.type) {
    case 'sure':
      return understood(walk, event, verdict.intent, scene);
    case 'between':
      if (inside) return undefined;
      return {
        walk: ask(change(walk, { question: { type: 'clarify', intents: [...verdict.intents] } }), scene),
        decision: { type: 'clarify', intents: verdict.intents },
      };
    case 'off-topic':
      return inside
        ? undefined
        : { walk: startIntent(walk, 'out_of_scope', scene), decision: { type: 'out-of-scope' } };
    case 'unsure':
      return undefined;
  }
};

/** In the middle of a flow: the menu is no topic of its own. */
const isInside = ({ conversation }: Walk): boolean =>
  conversation.position !== null && conversation.position.step !== anchors.menu;

function understood(walk: Walk, event: MessageReceived, intent: IntentId, scene: Scene): Taken {
  const { position } = walk.conversation;
  if (intent === 'human_agent') {
    return { walk: toAgent(walk, scene), decision: { type: 'intent', intent, digression: position !== null } };
  }
  const entry = scene.book.entries.get(intent);
  const here = position && scene.book.steps.get(position.step)?.flow.id;
  if (entry?.type === 'flow' && here === entry.flow.id) {
    const again = ask(change(walk, { question: { type: 'step' } }), scene, scene.book.texts.related);
    return { walk: again, decision: { type: 'intent', intent, digression: false } };
  }
  const started = startIntent(inTurn(walk, intent, event, scene), intent, scene);
  return {
    walk: answerAhead(started, event, scene),
    decision: { type: 'intent', intent, digression: position !== null },
  };
}

/** Of two troubles in one message the second is set aside, said so, and offered when the first is done. */
function inTurn(walk: Walk, intent: IntentId, event: MessageReceived, { book }: Scene): Walk {
  const second = event.understanding?.second;
  const [first, other] = [book.entries.get(intent), second && book.entries.get(second)];
  if (first?.type !== 'flow' || other?.type !== 'flow' || other.flow.id === first.flow.id) return walk;
  if (book.steps.get(walk.conversation.position?.step ?? '')?.flow.id === other.flow.id) return walk;
  const told = say(walk, fill(book.texts.both, { topic: other.flow.title }));
  return change(told, { paused: [...told.conversation.paused, { step: other.flow.start, part: 0 }].slice(-3) });
}

/** When the text that started a flow already answers its first question ("saldo saya 23 juta …"), that answer is taken, and said. */
function answerAhead(started: Walk, event: MessageReceived, scene: Scene): Walk {
  const open = asked(started.conversation, scene.book);
  if (!open || started.conversation.question?.type !== 'step') return started;
  const telling = open.ways.map(({ label, words, money }) => ({
    label,
    money,
    words: [...(words ?? []).filter((word) => plain(word).includes(' ')), ...abbreviationOf(label)],
  }));
  const said = ` ${plain(event.received.message.text)} `;
  const speaks = telling.some(({ money, words }) => money || words.some((word) => said.includes(` ${plain(word)} `)));
  const choice = choose(event.received.message.text, telling, scene.book.texts.hear);
  const told = speaks && choice.type === 'chosen' && (choice.by === 'money' || choice.by === 'words');
  const way = told ? open.ways[choice.index] : undefined;
  if (!way) return started;
  const silent = { ...started, replies: started.replies.slice(0, -1) };
  const took = say(silent, fill(scene.book.texts.took, { option: way.label }));
  return follow(note(took, way.label), way.to, scene);
}

/** The abbreviation that a label begins with ("JKM (meninggal)", "SMS") tells enough by itself. */
const abbreviationOf = (label: string): readonly string[] =>
  /^(?!HP|JMO|KPJ|NIK)[A-Z]{2,5}(?=$|[ (])/.exec(label) ?? [];

/** What comes so soon after a question was written before it was read: it belongs to what went before. Milliseconds. */
const TRAILING = 1_400;

/** Nothing fitted: first another try, then examples or the menu, then a person. */
export function missed(walk: Walk, event: MessageReceived, scene: Scene): Taken {
  const { fallback, kinds } = scene.book.texts;
  const times = walk.conversation.misses + 1;
  const counted = change(walk, { misses: times });
  const decision: Decision = { type: 'missed', times };
  if (times >= 3)
    return { walk: go(pause(say(counted, fallback.agent), scene.book), { next: anchors.handover }, scene), decision };
  const open = asked(walk.conversation, scene.book);
  if (open && event.received.receivedAt - walk.conversation.askedAt < TRAILING && walk.conversation.misses === 0) {
    return { walk: ask(walk, scene), decision: { type: 'held', reason: 'trailing' } };
  }
  if (open) {
    const example = open.ways[0]?.label ?? '';
    return {
      walk: ask(counted, scene, times === 1 ? fallback.inStep : fill(fallback.inStepAgain, { example })),
      decision,
    };
  }
  if (times === 1) return { walk: say(counted, event.understanding ? fallback.first : kinds.wordless), decision };
  return { walk: change(toMenu(say(counted, fallback.second), scene), { misses: times }), decision };
}
