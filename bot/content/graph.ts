/** The steps of all flows as one graph: what leads where, and what can be reached. */
import { anchors, type Flow, type Step, type Target } from '../core/book.ts';
import type { Path } from './place.ts';
import type { ContentFiles, Read } from './read.ts';

/** Where a step or an option leads, and where that is written, from the step on. */
export type Link = { readonly path: Path; readonly target: Target };
export type Node = {
  readonly id: string;
  readonly flow: Read<Flow>;
  readonly step: Step;
  readonly links: readonly Link[];
};
export type Graph = ReadonlyMap<string, Node>;

/** All steps by their id; of two with the same id the first. */
export function graphOf(files: ContentFiles): Graph {
  const nodes = new Map<string, Node>();
  for (const node of nodesOf(files)) if (!nodes.has(node.id)) nodes.set(node.id, node);
  return nodes;
}

/** All steps in the order of the files, also those whose id stands twice. */
export const nodesOf = (files: ContentFiles): readonly Node[] =>
  files.flows.flatMap((flow) =>
    Object.entries(flow.value.steps).map(([id, step]) => ({ id, flow, step, links: linksOf(step) })),
  );

function linksOf(step: Step): readonly Link[] {
  switch (step.type) {
    case 'choice':
    case 'fix':
    case 'guide':
      return step.options.map((target, index) => ({ path: ['options', index], target }));
    case 'say':
    case 'ask':
      return [{ path: [], target: step }];
    case 'match':
      return [
        ...step.patterns.map((target, index) => ({ path: ['patterns', index], target })),
        { path: ['otherwise'], target: step.otherwise },
      ];
    case 'consent':
      return [
        { path: ['agree'], target: step.agree },
        { path: ['refuse'], target: step.refuse },
      ];
    case 'board':
      return [
        { path: ['maintenance'], target: step.maintenance },
        { path: ['incident'], target: step.incident },
        { path: ['clear'], target: step.clear },
      ];
    case 'working-days':
      return [
        { path: ['within'], target: step.within },
        { path: ['passed'], target: step.passed },
        { path: ['unknown'], target: step.unknown },
      ];
  }
}

/** The line of a link of a step: that of the id it names. */
export const linkLine = (node: Node, { path, target }: Link): number =>
  node.flow.line(['steps', node.id, ...path, ...(target.next === undefined ? [] : ['next'])]);

/** Where walks begin: the flows of intents, the options of answers, and the steps that the engine leads to. */
export function entrances(files: ContentFiles): readonly string[] {
  const flows = files.flows.filter(({ value }) => value.intents.length > 0).map(({ value }) => value.start);
  const answers = files.answers.flatMap(({ value }) => (value.options ?? []).flatMap(({ next }) => next ?? []));
  return [...flows, ...answers, ...Object.values(anchors)];
}

/** All steps that can be reached from `starts`, walking over the steps that `through` allows. */
export function reached(
  graph: Graph,
  starts: readonly string[],
  through: (node: Node) => boolean = () => true,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.get(id);
    if (!node || seen.has(id)) continue;
    seen.add(id);
    if (through(node)) open.push(...node.links.flatMap(({ target }) => target.next ?? []));
  }
  return seen;
}
