/** What a text means: a slot's value, a trouble, a question, or nothing that was understood. */
import { type Choice, choose, isWeak } from './answer.ts';
import { anchors, type Book } from './book.ts';
import { judge, thresholds } from './decide.ts';
import type { Decision, MessageReceived } from './event.ts';
import { toPerson } from './handover.ts';
import { clausesOf, foldText, type Hear, leadingOf, tellingWords } from './hearing.ts';
import type { IntentId } from './ids.ts';
import { newsIn, partsOf } from './parts.ts';
import { asked, fill, parametersOf } from './question.ts';
import { hears, toAgent, toMenu } from './repair.ts';
import { contains, plain } from './spelling.ts';
import { follow, type Reader, type Taken } from './take.ts';
import { ask, change, note, resume, type Scene, say, startIntent, type Walk } from './walk.ts';
import { questionOf, type Way } from './ways.ts';
import { isVague } from './weighing.ts';

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
  const isYesNo = choice.by === 'yes-no' || choice.by === 'opposite';
  return isYesNo || tellingWords(foldText(text, hear), hear).length >= 3;
}

/** Thanks after an "oke", what follows a "tapi", or another trouble beside a weak word. */
function restWeighs(choice: Chosen, said: { text: string; intent: IntentId }, walk: Walk, { book }: Scene): boolean {
  const { hear } = book.texts;
  if (said.intent === 'closing') {
    return hears(said.text, hear.thanks, 'anywhere') && hears(said.text.split(/\s+/)[0] ?? '', hear.assent, 'exactly');
  }
  if (!isOtherTopic(said.intent, walk, book)) return false;
  const question = asked(walk.conversation, book)?.text ?? '';
  if (newsIn(choice.rest, hear, [question, ...hear.vague, ...hear.beside]).length === 0) return false;
  const but = partsOf(said.text, hear).find((part) => part.but)?.text ?? '';
  if (but.split(' ').length >= 3) return choice.by !== 'words' || !foldText(but, hear).includes(choice.rest);
  return choice.by !== 'words';
}

/** Whether an intent leads to another flow than the one in hand. */
export function isOtherTopic(intent: IntentId, walk: Walk, book: Book): boolean {
  const entry = book.entries.get(intent);
  const { position } = walk.conversation;
  if (!entry || entry.type === 'answer' || !position) return false;
  return (
    book.steps.get(position.step)?.flow.id !== entry.flow.id && walk.conversation.position?.step !== entry.flow.start
  );
}

/** A word that says too little by itself ("saldo") is asked about. */
export const broadWord: Reader = (walk, event, scene) => {
  const { broad, hear } = scene.book.texts;
  const words = plain(event.received.message.text).split(' ');
  const telling = words.filter((word) => !hear.polite.includes(word));
  const [word = ''] = telling;
  const intents = telling.length === 1 && Object.hasOwn(broad, word) ? broad[word] : undefined;
  if (!intents || isInside(walk)) return undefined;
  return {
    walk: ask(change(walk, { question: { type: 'clarify', intents } }), scene),
    decision: { type: 'clarify', intents },
  };
};

/** A trouble or a question, by its meaning. */
export const meaning: Reader = (walk, event, scene) => {
  const { hear } = scene.book.texts;
  const { text } = event.received.message;
  if (!event.understanding || isWeak(foldText(text, hear), hear)) return undefined;
  const inside = isInside(walk);
  const verdict = judge(event.understanding, inside ? thresholds.digression : thresholds.sure);
  switch (verdict.type) {
    case 'sure':
      // "Tapi tetap ga masuk", "udah nunggu lama" speak of the open question, whatever topic their words occur in most.
      if (inside && isOtherTopic(verdict.intent, walk, scene.book) && isVague(text, briefOf(walk, scene), hear))
        return undefined;
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

const briefOf = (walk: Walk, { book }: Scene): readonly string[] => {
  const open = asked(walk.conversation, book);
  return open ? questionOf(open) : [];
};

/** In the middle of a flow: the menu is no topic of its own. */
export const isInside = ({ conversation }: Walk): boolean =>
  conversation.position !== null && conversation.position.step !== anchors.menu;

function understood(walk: Walk, event: MessageReceived, intent: IntentId, scene: Scene): Taken {
  const { position } = walk.conversation;
  if (intent === 'human_agent') {
    return { walk: toAgent(walk, scene), decision: { type: 'intent', intent, digression: position !== null } };
  }
  const entry = scene.book.entries.get(intent);
  const here = position && scene.book.steps.get(position.step)?.flow.id;
  if (entry?.type === 'flow' && here === entry.flow.id) {
    return sameTopic(walk, event, { intent, title: entry.flow.title }, scene);
  }
  const started = startIntent(inTurn(walk, intent, event, scene), intent, scene);
  return {
    walk: answerAhead(started, event, scene),
    decision: { type: 'intent', intent, digression: position !== null },
  };
}

/** The topic in hand was named again: that answers nothing, so it counts as a miss. "Bukan ditolak, lagi …" says that it is none. */
function sameTopic(
  walk: Walk,
  event: MessageReceived,
  topic: { intent: IntentId; title: string },
  scene: Scene,
): Taken {
  const { hear, related, backTo, notThat } = scene.book.texts;
  if (denies(event.received.message.text, topic.title, hear)) {
    const left = change(walk, { position: null, question: null });
    const isAside = walk.conversation.paused.length > 0;
    const told = isAside ? resume(say(left, backTo), scene) : say(left, notThat);
    return { walk: told, decision: { type: 'command', command: 'back' } };
  }
  const misses = walk.conversation.misses + 1;
  if (misses > MOST_MISSES) return missed(walk, event, scene);
  const again = ask(change(walk, { question: { type: 'step' }, misses }), scene, related, 'briefly');
  return { walk: again, decision: { type: 'intent', intent: topic.intent, digression: false } };
}

/** Whether a text begins by saying that it is not about the topic: "bukan ditolak" to "Klaim ditolak". */
function denies(text: string, title: string, hear: Hear): boolean {
  const [no, ...words] = tellingWords(clausesOf(text, hear)[0] ?? '', hear);
  return no === 'bukan' && words.length <= 3 && words.some((word) => foldText(title, hear).split(' ').includes(word));
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
export function answerAhead(started: Walk, event: MessageReceived, scene: Scene): Walk {
  const open = asked(started.conversation, scene.book);
  if (!open || started.conversation.question?.type !== 'step') return started;
  const { text } = event.received.message;
  const { hear, took } = scene.book.texts;
  const special = open.more.find((one) => toldAhead(text, [one], hear));
  const way = special ?? toldAhead(text, open.ways, hear);
  if (!way) return started;
  const silent = { ...started, replies: started.replies.slice(0, -1) };
  const facts = special ? [] : factsOf(started, scene);
  const told = say(silent, [...facts, fill(took, { option: way.label })].join('\n'));
  return follow(note(told, way.label), way.to, scene);
}

/** The way that a whole message names by a phrase, an abbreviation or an amount; single words are too common for that. */
function toldAhead(text: string, ways: readonly Way[], hear: Hear): Way | undefined {
  const telling = ways.map(({ label, words, money }) => ({
    label,
    money,
    words: [...(words ?? []).filter((word) => plain(word).includes(' ')), ...abbreviationOf(label)],
  }));
  const speaks = telling.some(({ money, words }) => money || words.some((word) => isSaid(word, text, hear)));
  const choice = choose(text, telling, hear);
  const isTold = speaks && choice.type === 'chosen' && ['money', 'words', 'label'].includes(choice.by);
  return isTold ? ways[choice.index] : undefined;
}

/** Whether a phrase stands in a text; in other spellings too, unless it denies: "ga kebuka" tells the trouble, not the answer to what is asked then. */
function isSaid(phrase: string, text: string, hear: Hear): boolean {
  if (contains(plain(text), plain(phrase))) return true;
  return leadingOf(phrase, hear)?.type !== 'no' && contains(foldText(text, hear), foldText(phrase, hear));
}

/** What the step in hand tells beside its question: it may be the very thing that was asked for. */
function factsOf({ conversation }: Walk, { book, moment }: Scene): readonly string[] {
  const step = book.steps.get(conversation.position?.step ?? '')?.step;
  if (step?.type !== 'choice') return [];
  return step.say.slice(0, -1).map((line) => fill(line, parametersOf(conversation, book, moment)));
}

/** The abbreviation that a label begins with ("JKM (meninggal)", "SMS") tells enough by itself. */
const abbreviationOf = (label: string): readonly string[] =>
  /^(?!HP|JMO|KPJ|NIK)[A-Z]{2,5}(?=$|[ (])/.exec(label) ?? [];

/** What comes so soon after a question was written before it was read: it belongs to what went before. Milliseconds. */
const TRAILING = 1_400;
/** A question from further ahead than this was asked before the clock was set back: milliseconds. */
const AHEAD = 60_000;
const isTrailing = (since: number): boolean => since < TRAILING && since > -AHEAD;

/** After so many misses in a row the next one leads to a person. */
const MOST_MISSES = 2;

/** Nothing fitted: first another try, then examples or the menu, then a person. */
export function missed(walk: Walk, event: MessageReceived, scene: Scene): Taken {
  const { fallback, kinds } = scene.book.texts;
  const times = walk.conversation.misses + 1;
  const counted = change(walk, { misses: times });
  const decision: Decision = { type: 'missed', times };
  if (times > MOST_MISSES) return { walk: toPerson(say(counted, fallback.agent), scene), decision };
  const open = asked(walk.conversation, scene.book);
  if (open && isTrailing(event.received.receivedAt - walk.conversation.askedAt) && walk.conversation.misses === 0) {
    return { walk: ask(walk, scene), decision: { type: 'held', reason: 'trailing' } };
  }
  if (open) {
    return { walk: ask(counted, scene, missedLead(counted, scene), 'briefly'), decision };
  }
  if (times === 1) return { walk: say(counted, event.understanding ? fallback.first : kinds.wordless), decision };
  return { walk: change(toMenu(say(counted, fallback.second), scene), { misses: times }), decision };
}

function missedLead(walk: Walk, { book }: Scene): string {
  const { fallback } = book.texts;
  const open = asked(walk.conversation, book);
  if (!open || walk.conversation.misses > 1) return fill(fallback.inStepAgain, { example: open?.ways[0]?.label ?? '' });
  return open.listsMore ? fallback.inGuide : fill(fallback.inStep, { last: String(open.ways.length) });
}
