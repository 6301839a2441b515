/** Coming back with news to a flow that ended with "tell me when …". */
import { judge } from './decide.ts';
import type { MessageReceived } from './event.ts';
import { askedAt } from './question.ts';
import { type Reader, takeWay } from './take.ts';
import { change, resume, type Scene, stand, type Walk } from './walk.ts';
import { allWays, chooseAt } from './ways.ts';

/** An answer to the question that was left, or the same topic again: the flow goes on where it stood. */
export const awaited: Reader = (walk, event, scene) => {
  const { waiting, position, question } = walk.conversation;
  const open = waiting && !position && !question ? askedAt(waiting, scene.book) : undefined;
  if (!waiting || !open) return undefined;
  const topic = topicOf(event, walk, scene);
  const choice = chooseAt(event.received.message.text, open, scene.book.texts.hear);
  const way =
    choice.type === 'chosen' && (choice.by === 'label' || choice.by === 'words')
      ? allWays(open)[choice.index]
      : undefined;
  const isNews = way && !(way.to.type === 'target' && way.to.target.end === 'wait');
  if (isNews && choice.type === 'chosen' && topic !== 'another') {
    const standing = stand(change(walk, { waiting: null }), waiting, scene);
    return takeWay(standing, open, choice.index, scene, walk.replies);
  }
  if (topic !== 'this') return undefined;
  const aside = change(walk, { waiting: null, paused: [...walk.conversation.paused, waiting] });
  return { walk: resume(aside, scene), decision: { type: 'command', command: 'resume' } };
};

/** Whether the text is surely about the flow that waits, about another, or neither. */
function topicOf(
  { understanding }: MessageReceived,
  { conversation }: Walk,
  { book }: Scene,
): 'this' | 'another' | 'none' {
  const verdict = understanding ? judge(understanding) : undefined;
  if (verdict?.type !== 'sure') return 'none';
  const entry = book.entries.get(verdict.intent);
  const flow = book.steps.get(conversation.waiting?.step ?? '')?.flow.id;
  if (entry?.type !== 'flow') return 'none';
  return entry.flow.id === flow ? 'this' : 'another';
}
