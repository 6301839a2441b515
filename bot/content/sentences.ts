/** Every sentence of the content that people read, with its place. */
import type { Flow, Option, Step } from '../core/book.ts';
import type { Path } from './place.ts';
import type { ContentFiles, Read } from './read.ts';

/** One text as it is written and as it is spoken (with the figures), and for whom. `parameters`: the {words} that the bot fills in there. */
export type Sentence = {
  readonly file: string;
  /** Looked up only when something is wrong. */
  readonly line: () => number;
  readonly step?: string;
  readonly written: string;
  readonly spoken: string;
  readonly kind: 'text' | 'label';
  readonly audience: Flow['audience'];
  readonly parameters: readonly string[];
};

type Spot = { readonly path: Path; readonly kind: Sentence['kind']; readonly parameters: readonly string[] };

const spot = (path: Path, parameters: readonly string[] = [], kind: Sentence['kind'] = 'text'): Spot => ({
  path,
  kind,
  parameters,
});

/** What the bot can fill into any question or statement of a flow; some of it only on certain ways. */
const flowParameters = ['now', 'checkOn', 'boardService', 'boardFrom', 'boardUntil'] as const;

/** What the bot fills into the sentences of texts.yml, by their place there. All others have nothing to fill in. */
const textParameters: Readonly<Record<string, readonly string[]>> = {
  askSolved: flowParameters,
  guideHint: flowParameters,
  guidePart: ['part', 'parts', 'text'],
  both: ['topic'],
  'transfer.code': ['code'],
  'transfer.both': ['here', 'there'],
  'handover.elsewhere': ['code'],
  'handover.contactKept': ['code'],
  'handover.status': ['code'],
  'handover.withdrawn': ['code'],
  'handover.notErased': ['code'],
  'handover.stays': ['code'],
  'resume.ask': ['topic'],
  'resume.welcome': ['topic'],
  'fallback.inStepAgain': ['example'],
  'fallback.inStep': ['last'],
  'fallback.badNumber': ['last'],
  took: ['option'],
  'handover.opened': ['code'],
  'handover.tried': ['tried'],
  'handover.again': ['code'],
  'distress.opened': ['code'],
  'board.moment': ['date', 'time'],
};
/** Sentences that would say nothing without what is filled in. */
export const neededParameters: Readonly<Record<string, readonly string[]>> = {
  guidePart: ['text'],
  'handover.opened': ['code'],
  'handover.again': ['code'],
  'distress.opened': ['code'],
  'handover.tried': ['tried'],
  'board.moment': ['date', 'time'],
};

export const sentencesOf = (files: ContentFiles): readonly Sentence[] => [
  ...files.flows.flatMap((flow) => spoken(flow, flowSpots(flow.value), flow.value.audience)),
  ...files.answers.flatMap((answer) =>
    spoken(answer, [
      spot(['title'], [], 'label'),
      ...answer.value.say.map((_, index) => spot(['say', index])),
      ...optionSpots([], answer.value.options),
    ]),
  ),
  ...(files.texts ? spoken(files.texts, textSpots(files.texts.value, [])) : []),
];

/** The strings of the files that belong to the channels. What else is in braces there is the channel's own business. */
export const channelTexts = ({
  others,
}: ContentFiles): readonly { readonly read: Read<unknown>; readonly texts: readonly string[] }[] =>
  others.map((read) => ({ read, texts: strings(read.written) }));

/** The strings of files with problems of their own. */
export const lostTexts = ({ lost }: ContentFiles): readonly string[] => lost.flatMap(({ raw }) => strings(raw));

const strings = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
};

const flowSpots = (flow: Flow): readonly Spot[] => [
  spot(['title'], [], 'label'),
  ...Object.entries(flow.steps).flatMap(([id, step]) =>
    stepSpots(step).map((one) => ({ ...one, path: ['steps', id, ...one.path] })),
  ),
];

function stepSpots(step: Step): readonly Spot[] {
  const says = 'say' in step ? step.say.map((_, index) => spot(['say', index], flowParameters)) : [];
  const why = 'why' in step && step.why !== undefined ? [spot(['why'])] : [];
  const asks = 'ask' in step && step.ask !== undefined ? [spot(['ask'], flowParameters)] : [];
  const options = 'options' in step ? optionSpots([], step.options) : [];
  if (step.type !== 'guide') return [...says, ...why, ...asks, ...options];
  const intro = step.intro === undefined ? [] : [spot(['intro'], flowParameters)];
  return [
    ...intro,
    ...step.parts.map((_, index) => spot(['parts', index], flowParameters)),
    ...why,
    ...asks,
    ...options,
  ];
}

const optionSpots = (path: Path, options: readonly Option[] | undefined): readonly Spot[] =>
  (options ?? []).map((_, index) => spot([...path, 'options', index, 'label'], [], 'label'));

/** The sentences of texts.yml; its lists are words that participants say. */
function textSpots(value: object, path: readonly string[]): readonly Spot[] {
  return Object.entries(value).flatMap(([key, item]: [string, unknown]): readonly Spot[] => {
    const here = [...path, key];
    if (typeof item === 'string') {
      return [spot(here, textParameters[here.join('.')] ?? [], key === 'label' ? 'label' : 'text')];
    }
    return typeof item === 'object' && item !== null && !Array.isArray(item) ? textSpots(item, here) : [];
  });
}

function spoken<T>(
  read: Read<T>,
  spots: readonly Spot[],
  audience: Flow['audience'] = 'participant',
): readonly Sentence[] {
  return spots.map(({ path, kind, parameters }) => ({
    file: read.file,
    line: () => read.line(path),
    ...(path[0] === 'steps' ? { step: String(path[1]) } : {}),
    written: at(read.written, path),
    spoken: at(read.value, path),
    kind,
    audience,
    parameters,
  }));
}

/** The string that stands at `path`; the spots only name places of strings. */
function at(value: unknown, path: Path): string {
  let found = value;
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined;
  return typeof found === 'string' ? found : '';
}
