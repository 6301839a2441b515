import type { Answer, Book, Option, Step, Target } from './book.ts';
import { addWorkingDays, localTime, spokenDate } from './calendar.ts';
import type { Conversation, Position, Question } from './conversation.ts';
import type { Moment } from './event.ts';
import { foldText, type Hear, isSteering } from './hearing.ts';
import type { IntentId } from './ids.ts';
import type { Reply } from './message.ts';
import { type Asked, listedWays, type Way, way } from './ways.ts';

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
  if (question.type !== 'step') {
    const beside = side(question, conversation, book);
    return beside && { ...beside, brief: beside.text, more: [], listsMore: false };
  }
  const open = conversation.position ? askedAt(conversation.position, book) : undefined;
  const isGuide = book.steps.get(conversation.position?.step ?? '')?.step.type === 'guide';
  return open && { ...open, listsMore: isGuide && conversation.misses > 0 && open.ways.length === 1 };
}

/** The question of a step, or undefined when the book has no such step that asks. */
export function askedAt(position: Position, book: Book): Asked | undefined {
  const found = book.steps.get(position.step);
  if (!found || !isAsking(found.step)) return undefined;
  const key = found.step.type === 'guide' ? `${position.step}.${position.part}` : position.step;
  return { more: [], ...ofStep(found.step, position.part, book), key, listsMore: false };
}

type OfStep = Pick<Asked, 'text' | 'brief' | 'ways'> & { readonly more?: readonly Way[] };

function ofStep(step: AskingStep, part: number, book: Book): OfStep {
  const { texts } = book;
  const toTarget = (label: string, words: readonly string[], target: Target): Way => ({
    label,
    words,
    to: { type: 'target', target },
  });
  switch (step.type) {
    case 'choice':
      return { text: bubble(step.say), brief: step.say.findLast((line) => line.includes('?')) ?? '', ...split(step) };
    case 'fix': {
      const brief = step.ask ?? texts.askSolved;
      return { text: bubble([...step.say, brief]), brief, ...split(step) };
    }
    case 'guide':
      return guidePart(step, part, book);
    case 'ask':
      return whole(step, step.optional ? [{ ...texts.skip, to: { type: 'skip-slot' } }] : []);
    case 'match':
      return whole(step, []);
    case 'consent':
      return whole(step, [
        toTarget(texts.agree.label, [...texts.agree.words, ...texts.hear.yes], step.agree),
        toTarget(texts.refuse.label, [...texts.refuse.words, ...texts.hear.no], step.refuse),
      ]);
  }
}

/** A question that is told in full whenever it is asked again. */
const whole = ({ say }: { say: readonly string[] }, ways: readonly Way[]): OfStep => ({
  text: bubble(say),
  brief: bubble(say),
  ways,
});

/** The options on the list, and those beside it. */
const split = ({ options }: { options: readonly Option[] }): Pick<Asked, 'ways' | 'more'> => ({
  ways: options.filter(({ unlisted }) => !unlisted).map(way),
  more: options.filter(({ unlisted }) => unlisted).map(way),
});

function guidePart(step: Step1<'guide'>, part: number, book: Book): OfStep {
  const { texts } = book;
  const last = part >= step.parts.length - 1;
  const line = fill(texts.guidePart, {
    part: String(Math.min(part, step.parts.length - 1) + 1),
    parts: String(step.parts.length),
    text: step.parts[Math.min(part, step.parts.length - 1)] ?? '',
  });
  const lead = part === 0 && step.intro ? [step.intro] : [];
  const ask = step.ask ?? texts.askSolved;
  if (last) return { text: bubble([...lead, line, ask]), brief: bubble([line, ask]), ...split(step) };
  return {
    text: bubble([...lead, line, ...(part === 0 ? [texts.guideHint] : [])]),
    brief: line,
    ways: [{ ...texts.done, to: { type: 'next-part' } }],
    more: step.options.filter((option) => !isGoodEnd(option, texts)).map((option) => onTheWay(option, texts.hear)),
  };
}

/** Whether an option is chosen by the same words as "Sudah": before the last part they only ask for the next one. */
const isGoodEnd = ({ label, words = [] }: Option, { done }: Book['texts']): boolean =>
  [label.toLowerCase(), ...words].some((word) => done.words.includes(word));

/** An option as it is heard before the last part: a bare "belum" is no trouble there. */
const onTheWay = (option: Option, hear: Hear): Way => ({
  ...way(option),
  words: option.words?.filter((word) => !isSteering(foldText(word, hear), hear)),
});

const bubble = (lines: readonly string[]): string => lines.join('\n');

function side(
  question: Exclude<Question, { type: 'step' }>,
  conversation: Conversation,
  book: Book,
): Pick<Asked, 'key' | 'text' | 'ways'> | undefined {
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
export function toReply(open: Asked, parameters: Parameters): Reply {
  const { key, text } = open;
  return {
    text: fill(text, parameters),
    options: listedWays(open).map(({ label }, index) => ({
      id: `${key}#${index + 1}`,
      label: fill(label, parameters),
    })),
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
