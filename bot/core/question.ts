import type { Choosable } from './answer.ts';
import type { Answer, Book, Option, Step, Target } from './book.ts';
import { addWorkingDays, localTime, spokenDate } from './calendar.ts';
import type { Conversation, Position, Question } from './conversation.ts';
import type { Moment } from './event.ts';
import type { IntentId } from './ids.ts';
import type { Reply } from './message.ts';

/** Where an answer leads. */
export type Destination =
  | { readonly type: 'target'; readonly target: Target }
  | { readonly type: 'intent'; readonly intent: IntentId }
  | { readonly type: 'next-part' }
  | { readonly type: 'skip-slot' }
  | { readonly type: 'resume' }
  | { readonly type: 'drop-paused' }
  | { readonly type: 'menu' }
  | { readonly type: 'agent' }
  | { readonly type: 'stay' };

export type Way = Choosable & { readonly to: Destination };

/** What is being asked: the text, the ways on, and a key that buttons carry so that an old one is recognised. */
export type Asked = { readonly key: string; readonly text: string; readonly ways: readonly Way[] };

type Step1<T extends Step['type']> = Extract<Step, { type: T }>;
/** Steps at which the bot waits for an answer. */
export type AskingStep = Step1<'choice' | 'fix' | 'guide' | 'ask' | 'match' | 'consent'>;

export const isAsking = (step: Step): step is AskingStep =>
  step.type === 'choice' ||
  step.type === 'fix' ||
  step.type === 'guide' ||
  step.type === 'ask' ||
  step.type === 'match' ||
  step.type === 'consent';

/** The open question of a conversation, or undefined when nothing is open or its content is gone. */
export function asked(conversation: Conversation, book: Book): Asked | undefined {
  const question = conversation.question;
  if (!question) return undefined;
  if (question.type === 'step') return conversation.position ? askedAt(conversation.position, book) : undefined;
  return side(question, conversation, book);
}

/** The question of a step, or undefined when the book has no such step that asks. */
export function askedAt(position: Position, book: Book): Asked | undefined {
  const found = book.steps.get(position.step);
  if (!found || !isAsking(found.step)) return undefined;
  const { text, ways } = ofStep(found.step, position.part, book);
  const key = found.step.type === 'guide' ? `${position.step}.${position.part}` : position.step;
  return { key, text, ways };
}

function ofStep(step: AskingStep, part: number, book: Book): { text: string; ways: readonly Way[] } {
  const { texts } = book;
  const toTarget = (label: string, words: readonly string[], target: Target): Way => ({
    label,
    words,
    to: { type: 'target', target },
  });
  switch (step.type) {
    case 'choice':
      return { text: bubble(step.say), ways: step.options.map(way) };
    case 'fix':
      return { text: bubble([...step.say, step.ask ?? texts.askSolved]), ways: step.options.map(way) };
    case 'guide':
      return guidePart(step, part, book);
    case 'ask':
      return { text: bubble(step.say), ways: step.optional ? [{ ...texts.skip, to: { type: 'skip-slot' } }] : [] };
    case 'match':
      return { text: bubble(step.say), ways: [] };
    case 'consent':
      return {
        text: bubble(step.say),
        ways: [
          toTarget(texts.agree.label, [...texts.agree.words, ...texts.hear.yes], step.agree),
          toTarget(texts.refuse.label, [...texts.refuse.words, ...texts.hear.no], step.refuse),
        ],
      };
  }
}

function guidePart(step: Step1<'guide'>, part: number, book: Book): { text: string; ways: readonly Way[] } {
  const { texts } = book;
  const last = part >= step.parts.length - 1;
  const line = fill(texts.guidePart, {
    part: String(Math.min(part, step.parts.length - 1) + 1),
    parts: String(step.parts.length),
    text: step.parts[Math.min(part, step.parts.length - 1)] ?? '',
  });
  const lead = part === 0 && step.intro ? [step.intro] : [];
  if (last) return { text: bubble([...lead, line, step.ask ?? texts.askSolved]), ways: step.options.map(way) };
  return {
    text: bubble([...lead, line, ...(part === 0 ? [texts.guideHint] : [])]),
    ways: [{ ...texts.done, to: { type: 'next-part' } }],
  };
}

/** An option of the content as a way on. */
export const way = (option: Option): Way => {
  const { label, words, money, ...target } = option;
  return { label, words, money, to: { type: 'target', target } };
};

const bubble = (lines: readonly string[]): string => lines.join('\n');

function side(
  question: Exclude<Question, { type: 'step' }>,
  conversation: Conversation,
  book: Book,
): Asked | undefined {
  const { texts } = book;
  switch (question.type) {
    case 'clarify':
      return {
        key: `clarify.${question.intents.join('.')}`,
        text: texts.clarify.ask,
        ways: [
          ...question.intents.map((intent): Way => ({ label: titleOf(intent, book), to: { type: 'intent', intent } })),
          {
            label: texts.clarify.none,
            words: ['bukan', 'bukan semua', 'bukan itu', 'tidak ada', 'ga ada'],
            to: { type: 'menu' },
          },
        ],
      };
    case 'answer': {
      const entry = book.entries.get(question.intent);
      if (entry?.type !== 'answer' || !entry.answer.options) return undefined;
      return { key: `answer.${question.intent}`, text: bubble(entry.answer.say), ways: entry.answer.options.map(way) };
    }
    case 'resume': {
      const paused = conversation.paused.at(-1);
      if (!paused) return undefined;
      return {
        key: `resume.${paused.step}`,
        text: fill(texts.resume.ask, { topic: topicOf(paused.step, book) }),
        ways: [
          { label: texts.resume.yes, words: [...texts.commands.resume, ...texts.hear.yes], to: { type: 'resume' } },
          { label: texts.resume.no, words: texts.hear.no, to: { type: 'drop-paused' } },
        ],
      };
    }
    case 'agent':
      return {
        key: 'agent',
        text: texts.offerAgent.ask,
        ways: [
          { label: texts.offerAgent.yes, words: [...texts.commands.agent, ...texts.hear.yes], to: { type: 'agent' } },
          { label: texts.offerAgent.no, words: texts.hear.no, to: { type: 'stay' } },
        ],
      };
  }
}

/** How a topic is named to the participant. */
export function titleOf(intent: IntentId, book: Book): string {
  const entry = book.entries.get(intent);
  if (!entry) return intent;
  return entry.type === 'flow' ? entry.flow.title : entry.answer.title;
}

export const topicOf = (step: string, book: Book): string => book.steps.get(step)?.flow.title ?? '';

/** The question as a reply, with the answers as options. */
export function toReply({ key, text, ways }: Asked, parameters: Parameters): Reply {
  return {
    text: fill(text, parameters),
    options: ways.map(({ label }, index) => ({ id: `${key}#${index + 1}`, label: fill(label, parameters) })),
  };
}

/** An answer's sentences without its options. */
export const answerText = (answer: Answer): string => bubble(answer.say);

export type Parameters = Readonly<Record<string, string>>;

/** Puts values into {braces}; what has no value stays as it is. */
export function fill(text: string, values: Parameters): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The values that any sentence of a flow may use. */
export function parametersOf(conversation: Conversation, book: Book, moment: Moment): Parameters {
  const { zone } = book.calendar;
  const spoken = (at: number) => {
    const { date, time } = localTime(at, zone);
    return fill(book.texts.board.moment, { date: spokenDate(date), time: time.replace(':', '.') });
  };
  const filedOn = conversation.slots['filed-on']?.text;
  const limit =
    [...book.steps.values()].map(({ step }) => step).find((step) => step.type === 'working-days')?.limit ?? 1;
  const { board } = moment;
  return {
    now: spoken(moment.now),
    ...(filedOn ? { checkOn: spokenDate(addWorkingDays(filedOn, limit + 1, book.calendar)) } : {}),
    ...(board.type === 'clear'
      ? {}
      : {
          boardService: board.service,
          boardFrom: spoken(board.from),
          boardUntil: board.until === null ? book.texts.board.untilUnknown : spoken(board.until),
        }),
  };
}
