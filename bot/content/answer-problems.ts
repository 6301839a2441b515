/** Questions after a step that was tried, to which the plainest answers choose nothing. */
import { choose } from '../core/answer.ts';
import type { Hear } from '../core/hearing.ts';
import { way } from '../core/ways.ts';
import { type Node, nodesOf } from './graph.ts';
import type { Problem } from './problem.ts';
import type { ContentFiles } from './read.ts';

/** "Sudah beres?" is answered with "sudah" or "belum" by most; each must choose one option. */
const plainest = ['sudah', 'belum'];

export function answerProblems(files: ContentFiles): readonly Problem[] {
  const hear = files.texts?.value.hear;
  return hear ? nodesOf(files).flatMap((node) => unheard(node, hear)) : [];
}

function unheard({ id, flow, step }: Node, hear: Hear): readonly Problem[] {
  if (step.type !== 'fix' && step.type !== 'guide') return [];
  const ways = step.options.map(way);
  return plainest
    .filter((word) => choose(word, ways, hear).type !== 'chosen')
    .map((word) => ({
      type: 'broken',
      file: flow.file,
      line: flow.line(['steps', id, 'options']),
      step: id,
      text: `Who answers “${word}” is not understood; give it to one option's words.`,
    }));
}
