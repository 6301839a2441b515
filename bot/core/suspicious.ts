/** Addresses that are not official, and lures such as a lottery: a possible fraud, whatever else the message is about. */
import { choose } from './answer.ts';
import type { MessageReceived } from './event.ts';
import { answerAhead } from './meaning.ts';
import { asked } from './question.ts';
import { hears } from './repair.ts';
import { type Reader, type Taken, takeWay } from './take.ts';
import type { Texts } from './texts.ts';
import { type Scene, startIntent, type Walk } from './walk.ts';

/** An address: with its scheme or www, or a host with one of the endings that are common in such messages. Mail addresses are none. */
const address =
  /(?<![@\p{L}\p{N}.-])(?:(?:https?:\/\/|www\.)([\p{L}\p{N}.-]+)|((?:[a-z0-9-]+\.)+(?:com|net|org|id|ly|me|gl|cc|io|co|xyz|top|site|online|info|link|shop|live|club|vip|app|biz|click|web|page|dev|icu)))(?=[/?#:\s,;!)\]]|\.?(?:\s|$))/giu;

const hostsIn = (text: string): readonly string[] =>
  [...text.matchAll(address)].map((found) => (found[1] ?? found[2] ?? '').toLowerCase().replace(/\.+$/, ''));

/** Whether a text holds an address that belongs to none of the trusted hosts. */
export const hasForeignLink = (text: string, trusted: readonly string[]): boolean =>
  hostsIn(text).some((host) => !trusted.some((one) => host === one || host.endsWith(`.${one}`)));

/** Whether a text holds a foreign address or a lure. */
export const isSuspicious = (text: string, links: Texts['links']): boolean =>
  hasForeignLink(text, links.trusted) || hears(text, links.lures, 'anywhere');

export const suspicious: Reader = (walk, event, scene) => {
  const { links } = scene.book.texts;
  const { text, type } = event.received.message;
  if (type === 'choice' || isTelling(walk, scene) || !isSuspicious(text, links)) return undefined;
  return toFraud(walk, event, { isLink: hasForeignLink(text, links.trusted) }, scene);
};

/** At a step that asks for free words everything is an answer. */
function isTelling({ conversation }: Walk, { book }: Scene): boolean {
  const { position, question } = conversation;
  const step = position && question?.type === 'step' ? book.steps.get(position.step)?.step : undefined;
  return step?.type === 'ask' || step?.type === 'match';
}

function toFraud(walk: Walk, event: MessageReceived, { isLink }: { isLink: boolean }, scene: Scene): Taken | undefined {
  const { book } = scene;
  const entry = book.entries.get('fraud_report');
  if (entry?.type !== 'flow') return undefined;
  const { position } = walk.conversation;
  const isThere = position !== null && book.steps.get(position.step)?.flow.id === entry.flow.id;
  if (isThere && position.step !== entry.flow.start) return undefined;
  const started = isThere ? walk : answerAhead(startIntent(walk, 'fraud_report', scene), event, scene);
  const open = asked(started.conversation, book);
  const choice = open && isLink ? choose(book.texts.links.means, open.ways, book.texts.hear) : undefined;
  const decision = { type: 'intent', intent: 'fraud_report', digression: position !== null } as const;
  if (started.conversation.position?.step !== entry.flow.start || choice?.type !== 'chosen')
    return isThere ? undefined : { walk: started, decision };
  return { walk: takeWay(started, open, choice.index, scene, walk.replies).walk, decision };
}
