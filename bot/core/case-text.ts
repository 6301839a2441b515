/** What is said when a case was opened. */
import type { Book, Step } from './book.ts';
import type { Conversation, HandoverCase } from './conversation.ts';
import type { Moment } from './event.ts';
import { fill } from './question.ts';

/** The code, what was tried on the way, the way to go on elsewhere, and once the offer to leave a number or an e-mail address. */
export function caseText(
  opened: HandoverCase,
  { case: before, trail }: Conversation,
  book: Book,
  moment: Moment,
): string {
  const { handover } = book.texts;
  const isNew = before?.status !== 'open';
  const text = fill(isNew ? handover.opened : handover.again, { code: opened.code });
  const tried = trail
    .filter(({ step }) => isChoice(book.steps.get(step)?.step))
    .map(({ answer }) => answer)
    .slice(-5)
    .join(' → ');
  return [
    text,
    ...(tried === '' ? [] : [fill(handover.tried, { tried })]),
    ...(isNew && asksContact(opened) ? [handover.contact] : []),
    ...(isNew ? [fill(handover.elsewhere, { code: moment.transferCode })] : []),
  ].join('\n');
}

/** Whoever wants to be forgotten, or was asked already, is not asked for a number. */
const asksContact = ({ category, slots, tried }: HandoverCase): boolean =>
  category !== 'privasi' && !slots.contact && !tried.some(({ answer }) => answer === '(name)');

/** Answers to these are worth telling again; a name or a consent is not. */
const isChoice = (step: Step | undefined): boolean =>
  step?.type === 'choice' || step?.type === 'fix' || step?.type === 'guide';
