/** What is said about a case that is filed: where it stands, that it is no longer wanted, or a number to be called at. */
import type { HandoverCase } from './conversation.ts';
import type { Decision, MessageReceived } from './event.ts';
import { folded, wanted } from './form.ts';
import { withdraw, withdrawable } from './handover.ts';
import { foldText, tellingWords } from './hearing.ts';
import { asked, fill } from './question.ts';
import { slotOf } from './slots.ts';
import { contains, plain } from './spelling.ts';
import type { Reader, Taken } from './take.ts';
import { ask, change, type Scene, say, type Walk } from './walk.ts';
import { chooseAt } from './ways.ts';

/** Longer texts than this are stories of their own. */
const MOST_WORDS = 10;

const held = (walk: Walk, reason: string): Taken => ({ walk, decision: { type: 'held', reason } satisfies Decision });

export const caseTalk: Reader = (walk, event, scene) => {
  const filed = walk.conversation.case;
  const { message } = event.received;
  if (filed?.status !== 'open' || message.type !== 'text') return undefined;
  if (plain(message.text).split(' ').length > MOST_WORDS || isAnswer(walk, message.text, scene)) return undefined;
  return (
    takenBack(walk, filed, event, scene) ??
    statusAsked(walk, filed, event, scene) ??
    contactGiven(walk, filed, event, scene)
  );
};

/** An answer to the open question that says it in its own words is no talk about the case. */
function isAnswer(walk: Walk, text: string, { book }: Scene): boolean {
  const open = asked(walk.conversation, book);
  const choice = open && chooseAt(text, open, book.texts.hear);
  return choice?.type === 'chosen' && (choice.by === 'label' || choice.by === 'words');
}

function holds(text: string, list: readonly string[], { book }: Scene): boolean {
  const said = foldText(text, book.texts.hear);
  return folded(list, book.texts.hear).some((entry) => contains(said, entry));
}

type CaseReader = (walk: Walk, filed: HandoverCase, event: MessageReceived, scene: Scene) => Taken | undefined;

/** "Batalin laporannya"; "jangan dihapus" takes back the wish to be forgotten alone. */
const takenBack: CaseReader = (walk, filed, { received }, scene) => {
  const { handover } = scene.book.texts;
  const { text } = received.message;
  const reasons = [{ category: filed.category, step: filed.step }, ...filed.others];
  const [first, ...others] = reasons.filter(({ category }) => category !== 'privasi');
  const keepsData = reasons.some(({ category }) => category === 'privasi') && holds(text, handover.keepsData, scene);
  if (keepsData && first) {
    const left = change(walk, { case: { ...filed, ...first, others } });
    return held(ask(left, scene, fill(handover.notErased, { code: filed.code })), 'withdrawn');
  }
  if (!keepsData && !holds(text, handover.withdraws, scene)) return undefined;
  const open = withdrawable(walk);
  if (!open) return held(ask(walk, scene, fill(handover.status, { code: filed.code })), 'case-status');
  return held(ask(withdraw(walk, open, scene), scene), 'withdrawn');
};

const statusAsked: CaseReader = (walk, filed, { received }, scene) => {
  const { handover } = scene.book.texts;
  const { text } = received.message;
  if (!holds(text, handover.asksStatus, scene) || holds(text, handover.notStatus, scene)) return undefined;
  const lines = [fill(handover.status, { code: filed.code }), ...(filed.slots.contact ? [] : [handover.contact])];
  return held(ask(walk, scene, lines.join('\n')), 'case-status');
};

/** A number or an address by itself, with nothing in hand: it was asked for under the case. */
const contactGiven: CaseReader = (walk, filed, { received, moment }, scene) => {
  const { handover, form, hear } = scene.book.texts;
  const { text } = received.message;
  if (walk.conversation.position || filed.slots.contact) return undefined;
  const about = new Set(
    [...form.about.contact, ...form.introduces, ...handover.asksStatus].flatMap((one) => one.split(' ')),
  );
  const others = tellingWords(foldText(text, hear), hear).filter((word) => !about.has(word));
  const isGiven = wanted('contact', received.sealed).length > 0;
  const isHere = !isGiven && moment.onPhone === true && holds(text, form.here, scene);
  if (others.length > 1 || (!isGiven && !isHere)) return undefined;
  const heard = isGiven ? { type: 'value' as const, text } : { type: 'here' as const };
  const slots = { ...filed.slots, contact: slotOf('contact', { heard, received }) };
  const kept = change(walk, { case: { ...filed, slots } });
  const told = fill(handover.contactKept, { code: filed.code });
  return held(asked(kept.conversation, scene.book) ? ask(kept, scene, told) : say(kept, told), 'contact');
};
