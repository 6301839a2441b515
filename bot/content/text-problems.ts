/** Problems of texts.yml and holidays.yml by themselves. */
import { plain } from '../core/spelling.ts';
import type { Texts } from '../core/texts.ts';
import type { Path } from './place.ts';
import type { Problem } from './problem.ts';
import type { ContentFiles, Read } from './read.ts';
import { channelLimits } from './step-problems.ts';

export const textProblems = ({ texts, calendar }: ContentFiles): readonly Problem[] => [
  ...(texts
    ? [...commandProblems(texts), ...oppositeProblems(texts), ...buttonProblems(texts), ...emptyWords(texts)]
    : []),
  ...(calendar ? calendarProblems(calendar) : []),
];

const broken = <T>({ file, line }: Read<T>, path: Path, text: string): Problem => ({
  type: 'broken',
  file,
  line: line(path),
  text,
});

type Word = { readonly list: string; readonly written: string; readonly said: string; readonly path: Path };
const wordsOf = (list: string, words: readonly string[], path: Path): readonly Word[] =>
  words.map((word, index) => ({ list, written: word, said: plain(word), path: [...path, index] }));

/** A word in two lists of which only one can be meant. */
const shared = (read: Read<Texts>, words: readonly Word[]): readonly Problem[] =>
  words.flatMap(({ list, written, said, path }) => {
    const first = words.find((other) => other.said === said);
    if (!first || first.list === list) return [];
    return [broken(read, path, `“${written}” already stands in ${first.list}; keep it in one of the two lists.`)];
  });

const commandProblems = (texts: Read<Texts>): readonly Problem[] =>
  shared(
    texts,
    Object.entries(texts.value.commands).flatMap(([name, words]) =>
      wordsOf(`commands.${name}`, words, ['commands', name]),
    ),
  );

function oppositeProblems(texts: Read<Texts>): readonly Problem[] {
  const { hear, agree, refuse } = texts.value;
  return [
    ...shared(texts, [
      ...wordsOf('hear.yes', hear.yes, ['hear', 'yes']),
      ...wordsOf('hear.no', hear.no, ['hear', 'no']),
    ]),
    ...shared(texts, [
      ...wordsOf('agree.words', agree.words, ['agree', 'words']),
      ...wordsOf('refuse.words', refuse.words, ['refuse', 'words']),
    ]),
  ];
}

function buttonProblems(texts: Read<Texts>): readonly Problem[] {
  const { done, agree, refuse, skip, resume, clarify, offerAgent } = texts.value;
  const buttons: readonly (readonly [Path, string])[] = [
    [['done', 'label'], done.label],
    [['agree', 'label'], agree.label],
    [['refuse', 'label'], refuse.label],
    [['skip', 'label'], skip.label],
    [['resume', 'yes'], resume.yes],
    [['resume', 'no'], resume.no],
    [['clarify', 'none'], clarify.none],
    [['offerAgent', 'yes'], offerAgent.yes],
    [['offerAgent', 'no'], offerAgent.no],
  ];
  return buttons
    .filter(([, label]) => label.length > channelLimits.label)
    .map(([path, label]) =>
      broken(
        texts,
        path,
        `The button “${label}” has ${label.length} characters; make it ${channelLimits.label} or fewer.`,
      ),
    );
}

const emptyWords = (texts: Read<Texts>): readonly Problem[] =>
  lists(texts.value, []).flatMap(({ written, said, path }) =>
    said === ''
      ? [broken(texts, path, `“${written}” holds no letter and no digit; write a word that people type.`)]
      : [],
  );

const lists = (value: object, path: readonly string[]): readonly Word[] =>
  Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    if (Array.isArray(item)) return wordsOf(key, item.map(String), [...path, key]);
    return typeof item === 'object' && item !== null ? lists(item, [...path, key]) : [];
  });

function calendarProblems(read: NonNullable<ContentFiles['calendar']>): readonly Problem[] {
  const { hours, holidays, collectiveLeave } = read.value;
  const isTime = (time: string) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time);
  const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  const times = (['opens', 'closes'] as const)
    .filter((name) => !isTime(hours[name]))
    .map((name) => broken(read, ['hours', name], `${hours[name]} is no time of the day; write it like 08:00.`));
  const order =
    hours.opens < hours.closes
      ? []
      : [broken(read, ['hours', 'opens'], 'The opening must be earlier than the closing; correct one of the two.')];
  const days =
    new Set(hours.days).size < hours.days.length
      ? [broken(read, ['hours', 'days'], 'A day stands here twice; remove one.')]
      : [];
  const leave = Object.keys(collectiveLeave).flatMap((date) => [
    ...(holidays[date]
      ? [broken(read, ['collectiveLeave', date], `${date} is a holiday already; remove it here.`)]
      : []),
    ...(weekday(date) > 5
      ? [broken(read, ['collectiveLeave', date], `${date} is a Saturday or Sunday; correct the date.`)]
      : []),
  ]);
  return [...times, ...order, ...days, ...leave];
}
