/** The ways on from a question, and which of them a text takes. */
import { type Choice, type Choosable, choose } from './answer.ts';
import type { Option, Target } from './book.ts';
import type { Hear } from './hearing.ts';
import type { IntentId } from './ids.ts';

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

/** What is being asked. */
export type Asked = {
  /** What buttons carry, so that an old one is recognised. */
  readonly key: string;
  readonly text: string;
  /** The question alone, for asking again; empty when the list of answers says it all. */
  readonly brief: string;
  readonly ways: readonly Way[];
  /** Ways that are heard by their words alone, counted behind the others; after a miss in a guide they are listed too. */
  readonly more: readonly Way[];
  readonly listsMore: boolean;
};

export const allWays = ({ ways, more }: Asked): readonly Way[] => [...ways, ...more];
export const listedWays = (open: Asked): readonly Way[] => (open.listsMore ? allWays(open) : open.ways);

/** What a text says to a question, as an index of all its ways. Those that are no part of the list come first, in their order: the special cases. */
export function chooseAt(text: string, open: Asked, hear: Hear): Choice {
  for (const [place, way] of open.more.entries()) {
    const special = choose(text, [way], hear);
    if (special.type === 'chosen' && (special.by === 'label' || special.by === 'words'))
      return { ...special, index: open.ways.length + place };
  }
  const listed = choose(text, listedWays(open), hear);
  const isPlace = listed.type === 'off-list' || (listed.type === 'chosen' && listed.by === 'number');
  return isPlace ? listed : choose(text, open.ways, hear);
}

/** An option of the content as a way on. */
export const way = (option: Option): Way => {
  const { label, words, money, unlisted: _, ...target } = option;
  return { label, words, money, to: { type: 'target', target } };
};

export const ends = ({ to }: Way): boolean => to.type === 'target' && to.target.end !== undefined;
/** Whether a way ends the topic or hands it over. */
export const closes = (way: Way): boolean =>
  ends(way) || (way.to.type === 'target' && way.to.target.handover !== undefined);

/** The words of the question itself, without what is told before it. */
export const questionOf = ({ brief, text }: Asked): readonly string[] => [brief || (text.split('\n').at(-1) ?? '')];
