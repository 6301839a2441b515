import { anchors, type Book } from './book.ts';
import type { Conversation } from './conversation.ts';
import type { IntentId } from './ids.ts';
import { asked } from './question.ts';
import type { Expected } from './redact.ts';
import { leadOf, namesSecret } from './redact-passwords.ts';

/** Talk about these is talk about codes and passwords. */
const loginIntents: ReadonlySet<IntentId> = new Set([
  'otp_problem',
  'login_failed',
  'forgot_password',
  'registration',
  'account_blocked',
  'device_linked',
  'contact_changed',
]);

/** How a text names one-time codes. */
const codeNames = /(?<!\p{L})(?:otp|kode|code|sms|verif)\p{L}{0,6}(?!\p{L})/iu;

/** Whether what is being talked about, or was just before a person was asked for, is how to get into an account. */
function isAboutLogin({ position, back, paused, trail, case: opened }: Conversation, book: Book): boolean {
  const flowOf = (step: string) => book.steps.get(step)?.flow;
  const here = position ? flowOf(position.step) : undefined;
  const isHere = here !== undefined && here.id !== flowOf(anchors.handover)?.id;
  const before = [...back, ...paused, ...trail].map(({ step }) => step);
  const steps = isHere && position ? [position.step] : [...before, opened?.step ?? ''];
  return steps.some((step) => flowOf(step)?.intents.some((intent) => loginIntents.has(intent)));
}

/**
 * What the next message is likely to hold. `said`: the texts of the participant just before it, oldest first, redacted. Half of a code, or a
 * password sent by itself, can only be told by these.
 */
export function expectedAfter(conversation: Conversation, said: readonly string[], book: Book): Expected {
  const login = isAboutLogin(conversation, book);
  const question = asked(conversation, book)?.text ?? '';
  return {
    code: login || codeNames.test(question) || said.some((text) => codeNames.test(text)),
    password: login || said.some((text) => namesSecret(text.toLowerCase())),
    lead: leadOf((said.at(-1) ?? '').toLowerCase()),
  };
}
