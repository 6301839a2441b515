/** Problems within one step or answer: options, labels, bubbles that no channel shows whole. */
import type { Option, Step } from '../core/book.ts';
import { plain } from '../core/spelling.ts';
import type { Texts } from '../core/texts.ts';
import { type Node, nodesOf } from './graph.ts';
import type { Path } from './place.ts';
import type { Problem } from './problem.ts';
import type { ContentFiles, Read } from './read.ts';

/** What the narrowest channel (WhatsApp) shows: characters of a text, of a text with options, of an option; options. */
export const channelLimits = { text: 4096, textWithOptions: 1024, label: 24, options: 10 } as const;

type Place = { readonly file: string; readonly step?: string; readonly lineAt: (path: Path) => number };
const broken = ({ file, step, lineAt }: Place, path: Path, text: string): Problem => ({
  type: 'broken',
  file,
  line: lineAt(path),
  ...(step === undefined ? {} : { step }),
  text,
});

export function stepProblems(files: ContentFiles): readonly Problem[] {
  return [
    ...files.flows.flatMap((flow) => titleProblems(flow, flow.value.title)),
    ...nodesOf(files).flatMap((node) => nodeProblems(node, files.texts?.value)),
    ...files.answers.flatMap((answer) => [
      ...titleProblems(answer, answer.value.title),
      ...optionProblems(place(answer), answer.value.options ?? []),
      ...bubbleProblems(place(answer), [
        { path: ['say'], text: answer.value.say.join('\n'), options: answer.value.options !== undefined },
      ]),
    ]),
    ...sameTitles(files),
  ];
}

const place = <T>({ file, line }: Read<T>): Place => ({ file, lineAt: line });

const titleProblems = <T>(read: Read<T>, title: string): readonly Problem[] =>
  title.length > channelLimits.label
    ? [
        broken(
          place(read),
          ['title'],
          `The title “${title}” has ${title.length} characters; make it ${channelLimits.label} or fewer.`,
        ),
      ]
    : [];

/** "Maksudnya A atau B?" needs different names. */
function sameTitles(files: ContentFiles): readonly Problem[] {
  const flows = files.flows
    .filter(({ value }) => value.intents.length > 0)
    .map((read) => ({ ...place(read), title: read.value.title }));
  const answers = files.answers.map((read) => ({ ...place(read), title: read.value.title }));
  const named = [...flows, ...answers];
  return named.flatMap((one, index) => {
    const other = named.slice(0, index).find(({ title }) => plain(title) === plain(one.title));
    const text = `“${one.title}” is also the title of ${other?.file}; give one of the two another name.`;
    return other ? [broken(one, ['title'], text)] : [];
  });
}

function nodeProblems({ id, flow, step }: Node, texts: Texts | undefined): readonly Problem[] {
  const here: Place = { file: flow.file, step: id, lineAt: (path) => flow.line(['steps', id, ...path]) };
  return [
    ...('options' in step ? optionProblems(here, step.options) : []),
    ...(step.type === 'fix' ? fixProblems(here, step) : []),
    ...bubbleProblems(here, bubbles(step, texts)),
  ];
}

function fixProblems(here: Place, { options }: Extract<Step, { type: 'fix' }>): readonly Problem[] {
  const good = options.some(({ end }) => end === 'solved' || end === 'informed');
  const on = options.some(({ next, handover }) => next !== undefined || handover !== undefined);
  return [
    ...(good ? [] : [broken(here, ['options'], 'Nobody can say that it helped; give one option end: solved.')]),
    ...(on ? [] : [broken(here, ['options'], 'Who was not helped cannot go on; give one option next or handover.')]),
  ];
}

function optionProblems(here: Place, options: readonly Option[]): readonly Problem[] {
  const listed = options.filter(({ unlisted }) => !unlisted).length;
  const many = `There are ${listed} options; offer ${channelLimits.options} at most, the others in a step of their own.`;
  const tooMany = listed > channelLimits.options ? [broken(here, ['options'], many)] : [];
  const long = options.flatMap(({ label }, index) =>
    label.length > channelLimits.label
      ? [
          broken(
            here,
            ['options', index, 'label'],
            `The label “${label}” has ${label.length} characters; make it ${channelLimits.label} or fewer.`,
          ),
        ]
      : [],
  );
  return [...tooMany, ...long, ...wordProblems(here, options)];
}

type Word = { readonly written: string; readonly said: string; readonly option: number; readonly path: Path };

/** Words that say nothing, and words that stand twice; that a word repeats its own label does no harm, and helps where the first message is read. */
function wordProblems(here: Place, options: readonly Option[]): readonly Problem[] {
  const words = options.flatMap(({ label, words = [] }, option): readonly Word[] => [
    { written: label, said: plain(label), option, path: ['options', option, 'label'] },
    ...words.map((word, index) => ({
      written: word,
      said: plain(word),
      option,
      path: ['options', option, 'words', index],
    })),
  ]);
  const silent = words
    .filter(({ said }) => said === '')
    .map(({ written, path }) =>
      broken(here, path, `“${written}” holds no letter and no digit; write a word that people type.`),
    );
  const twice = words.flatMap(({ written, said, option, path }) => {
    const first = words.find((other) => other.said === said && said !== '');
    if (!first || first.path === path) return [];
    if (first.option === option) {
      if (first.path.includes('label')) return [];
      return [
        {
          ...broken(here, path, `“${written}” says the same as “${first.written}”; remove it.`),
          type: 'style' as const,
        },
      ];
    }
    const label = options[first.option]?.label ?? '';
    return [broken(here, path, `“${written}” also chooses “${label}”; leave it to one of the two options.`)];
  });
  return [...silent, ...twice];
}

type Bubble = { readonly path: Path; readonly text: string; readonly options: boolean };

/** What is sent in one message, as the dialogue puts it together. */
function bubbles(step: Step, texts: Texts | undefined): readonly Bubble[] {
  const solved = texts?.askSolved ?? '';
  switch (step.type) {
    case 'choice':
    case 'consent':
      return [{ path: ['say'], text: step.say.join('\n'), options: true }];
    case 'fix':
      return [{ path: ['say'], text: [...step.say, step.ask ?? solved].join('\n'), options: true }];
    case 'guide':
      return step.parts.map((part, index) => {
        const lead = index === 0 ? [step.intro ?? '', texts?.guideHint ?? ''] : [];
        const line = (texts?.guidePart ?? '{text}').replace('{text}', part);
        const close = index === step.parts.length - 1 ? [step.ask ?? solved] : [];
        return { path: ['parts', index], text: [...lead, line, ...close].join('\n'), options: true };
      });
    case 'ask':
      return [{ path: ['say'], text: step.say.join('\n'), options: step.optional === true }];
    case 'say':
    case 'match':
      return [{ path: ['say'], text: step.say.join('\n'), options: false }];
    case 'board':
    case 'working-days':
      return [];
  }
}

const bubbleProblems = (here: Place, all: readonly Bubble[]): readonly Problem[] =>
  all.flatMap(({ path, text, options }) => {
    const limit = options ? channelLimits.textWithOptions : channelLimits.text;
    if (text.length <= limit) return [];
    const what = `This message has ${text.length} characters, and WhatsApp takes ${limit}${options ? ' beside options' : ''}`;
    return [broken(here, path, `${what}; shorten it or make two steps of it.`)];
  });
