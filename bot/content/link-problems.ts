/** Problems of the ways between steps: links to nowhere, steps that nobody reaches, walks that never end. */
import { anchors } from '../core/book.ts';
import { intentIds } from '../core/ids.ts';
import { entrances, type Graph, graphOf, linkLine, type Node, nodesOf, reached } from './graph.ts';
import { lostOf } from './lost.ts';
import type { Problem } from './problem.ts';
import type { ContentFiles } from './read.ts';

export function linkProblems(files: ContentFiles): readonly Problem[] {
  const graph = graphOf(files);
  return [
    ...twice(files, graph),
    ...sameFlowIds(files),
    ...starts(files),
    ...deadLinks(files, graph),
    ...missingAnchors(files, graph),
    ...unreached(files, graph),
    ...endless(graph),
    ...breathless(graph),
    ...agentsOnly(files, graph),
  ];
}

const atStep = (node: Node, text: string, line = node.flow.line(['steps', node.id])): Problem => ({
  type: 'broken',
  file: node.flow.file,
  line,
  step: node.id,
  text,
});

const twice = (files: ContentFiles, graph: Graph): readonly Problem[] =>
  nodesOf(files).flatMap((node) => {
    const first = graph.get(node.id);
    if (!first || first.flow === node.flow) return [];
    return [atStep(node, `This step id is already in ${first.flow.file}; give one of the two another id.`)];
  });

const sameFlowIds = (files: ContentFiles): readonly Problem[] =>
  files.flows.flatMap(({ file, value, line }, index) => {
    const other = files.flows.slice(0, index).find((flow) => flow.value.id === value.id);
    const text = `The flow id ${value.id} is already in ${other?.file}; give one of the two another id.`;
    return other ? [{ type: 'broken' as const, file, line: line(['id']), text }] : [];
  });

const starts = (files: ContentFiles): readonly Problem[] =>
  files.flows.flatMap(({ file, value, line }) =>
    value.steps[value.start]
      ? []
      : [
          {
            type: 'broken' as const,
            file,
            line: line(['start']),
            text: `The flow starts with ${value.start}, which is not one of its own steps; name one of them.`,
          },
        ],
  );

function deadLinks(files: ContentFiles, graph: Graph): readonly Problem[] {
  const text = (id: string) => `There is no step ${id}; correct the id or write that step.`;
  const lost = lostOf(files).steps;
  const dead = (id: string | undefined): id is string => id !== undefined && !graph.has(id) && !lost.has(id);
  const inSteps = [...graph.values()].flatMap((node) =>
    node.links.flatMap((link) =>
      dead(link.target.next) ? [atStep(node, text(link.target.next), linkLine(node, link))] : [],
    ),
  );
  const inAnswers = files.answers.flatMap(({ file, value, line }) =>
    (value.options ?? []).flatMap(({ next }, index) =>
      dead(next) ? [{ type: 'broken' as const, file, line: line(['options', index, 'next']), text: text(next) }] : [],
    ),
  );
  return [...inSteps, ...inAnswers];
}

const missingAnchors = (files: ContentFiles, graph: Graph): readonly Problem[] =>
  Object.entries(anchors).flatMap(([name, id]) =>
    graph.has(id) || lostOf(files).steps.has(id)
      ? []
      : [
          {
            type: 'broken' as const,
            file: 'flows',
            line: 1,
            step: id,
            text: `The bot itself leads to this step (${name}), but no flow has it; write it.`,
          },
        ],
  );

function unreached(files: ContentFiles, graph: Graph): readonly Problem[] {
  if (lostOf(files).entrances) return [];
  const seen = reached(graph, entrances(files));
  return [...graph.values()]
    .filter(({ id }) => !seen.has(id))
    .map((node) => atStep(node, 'Nothing leads to this step; link to it from another step or remove it.'));
}

/** Links to missing steps count as a way out here: they are told of already. */
function endless(graph: Graph): readonly Problem[] {
  const out = new Set<string>();
  const leadsOut = ({ links }: Node) =>
    links.some(({ target }) => target.next === undefined || !graph.has(target.next) || out.has(target.next));
  for (let before = -1; before < out.size; ) {
    before = out.size;
    for (const node of graph.values()) if (leadsOut(node)) out.add(node.id);
  }
  return [...graph.values()]
    .filter(({ id }) => !out.has(id))
    .map((node) =>
      atStep(
        node,
        'From this step no end and no handover can be reached; give the circle an option with end or handover.',
      ),
    );
}

const silent = ({ step }: Node): boolean =>
  step.type === 'say' || step.type === 'board' || step.type === 'working-days';

/** Circles of steps that ask nothing: the bot would talk without ever listening. */
function breathless(graph: Graph): readonly Problem[] {
  const follows = (node: Node) =>
    reached(
      graph,
      node.links.flatMap(({ target }) => target.next ?? []),
      silent,
    );
  return [...graph.values()]
    .filter((node) => silent(node) && follows(node).has(node.id))
    .map((node) => atStep(node, 'This step leads back to itself without asking anything; put a question in between.'));
}

/** Participants never come into the agents' flows, and intents are what participants mean. */
function agentsOnly(files: ContentFiles, graph: Graph): readonly Problem[] {
  const forAgents = (id: string | undefined) => id !== undefined && graph.get(id)?.flow.value.audience === 'agent';
  const text = (id: string | undefined) => `${id} is for agents (audience: agent); lead participants to another step.`;
  const links = [...graph.values()]
    .filter((node) => node.flow.value.audience === 'participant')
    .flatMap((node) =>
      node.links
        .filter(({ target }) => forAgents(target.next))
        .map((link) => atStep(node, text(link.target.next), linkLine(node, link))),
    );
  const answers = files.answers.flatMap(({ file, value, line }) =>
    (value.options ?? []).flatMap(({ next }, index) =>
      forAgents(next)
        ? [{ type: 'broken' as const, file, line: line(['options', index, 'next']), text: text(next) }]
        : [],
    ),
  );
  const intents = files.flows
    .filter(({ value }) => value.audience === 'agent' && value.intents.length > 0)
    .map(({ file, line }) => ({
      type: 'broken' as const,
      file,
      line: line(['intents']),
      text: 'Participants must not start a flow for agents; leave intents empty.',
    }));
  return [...links, ...answers, ...intents];
}

/** Two flows or answers for one intent, and intents that lead nowhere. */
export function entryProblems(files: ContentFiles): readonly Problem[] {
  const claims = [
    ...files.flows.flatMap(({ file, value, line }) =>
      value.intents.map((intent, index) => ({ intent, file, line: line(['intents', index]) })),
    ),
    ...files.answers.map(({ file, value, line }) => ({ intent: value.intent, file, line: line(['intent']) })),
  ];
  const first = new Map(claims.toReversed().map((claim) => [claim.intent, claim]));
  const repeated = claims
    .filter((claim) => first.get(claim.intent) !== claim)
    .map(({ intent, file, line }): Problem => {
      const other = first.get(intent);
      return {
        type: 'broken',
        file,
        line,
        text: `${intent} already leads to ${other?.file}:${other?.line}; keep one of the two.`,
      };
    });
  const lost = lostOf(files).intents;
  const missing = intentIds
    .filter((intent) => !first.has(intent) && !lost.has(intent))
    .map((intent): Problem => {
      return {
        type: 'broken',
        file: 'flows',
        line: 1,
        text: `No flow and no answer has the intent ${intent}; write one.`,
      };
    });
  return [...repeated, ...missing];
}
