/** The case of a conversation: what an officer must know, however often it was handed over. */
import type { Book, Category } from './book.ts';
import type { Conversation, HandoverCase } from './conversation.ts';
import type { Moment } from './event.ts';

/** What is urgent stands above what is not, the most urgent last; all other categories are alike. */
const urgent: readonly Category[] = ['privasi', 'keamanan', 'darurat'];
const urgency = (category: Category): number => urgent.indexOf(category);

type Reason = HandoverCase['others'][number];

/**
 * The case after a handover for `category`. A second one while the first is open keeps the first code and adds what was tried since; the more urgent
 * reason leads, of two alike the newer, and the other is kept beside it.
 */
export function caseAfter(
  conversation: Conversation,
  category: Category,
  scene: { book: Book; moment: Moment },
): HandoverCase {
  const { book, moment } = scene;
  const { position, trail, slots, case: before } = conversation;
  const open = before?.status === 'open' ? before : null;
  const now: Reason = { category, step: position?.step ?? 'none' };
  const earlier: readonly Reason[] = open ? [{ category: open.category, step: open.step }] : [];
  const [main = now, ...rest] = [now, ...earlier].sort((a, b) => urgency(b.category) - urgency(a.category));
  const obstacle = book.steps.get(now.step)?.flow.obstacle;
  return {
    code: open?.code ?? moment.caseCode,
    category: main.category,
    obstacle: (main === now ? obstacle : open?.obstacle) ?? open?.obstacle ?? 'dukungan',
    openedAt: open?.openedAt ?? moment.now,
    step: main.step,
    tried: [...(open?.tried ?? []), ...trail].slice(-60),
    slots: { ...open?.slots, ...slots, ...complaintOf(open, slots) },
    others: [...(open?.others ?? []), ...rest].filter((reason, at, all) => isNew(reason, [main, ...all.slice(0, at)])),
    status: 'open',
  };
}

const isNew = (reason: Reason, known: readonly Reason[]): boolean =>
  !known.some(({ category, step }) => category === reason.category && step === reason.step);

/** A second complaint is added to the first, each on its own line. */
function complaintOf(open: HandoverCase | null, slots: Conversation['slots']): Conversation['slots'] {
  const [first, second] = [open?.slots.complaint, slots.complaint];
  if (!first || !second || first.text.endsWith(second.text)) return first && !second ? { complaint: first } : {};
  return { complaint: { text: `${first.text}\n${second.text}`, sealed: [...first.sealed, ...second.sealed] } };
}
