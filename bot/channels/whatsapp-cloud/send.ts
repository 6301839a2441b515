import type { Channel, Sent } from '../channel.ts';
import type { Attempted, AttemptSetting, Outgoing } from './attempt.ts';
import type { Waiting } from './held.ts';
import type { Sending } from './journal.ts';
import { type Part, render } from './render.ts';
import { type Trouble, troubleOf } from './trouble.ts';

type Setting = AttemptSetting & {
  readonly attempt: (outgoing: Outgoing) => Promise<Attempted>;
  readonly waiting: Waiting;
  /** Milliseconds for which a status of this message is still waited for. */
  readonly doubtLeft: (one: Sending) => number;
};

/** Longest wait for an answer to “too many messages to this participant”: milliseconds. */
const longestPairWait = 5 * 60_000;

/** Meta's advice for 131056: 4^n seconds, and never sooner than a message is paid back. */
const pairWait = (attempts: number) => Math.min(Math.max(6_000, 1000 * 4 ** Math.min(attempts, 10)), longestPairWait);

const retry = (reason: string, afterMs?: number): Sent => ({
  type: 'retry',
  reason,
  ...(afterMs === undefined ? {} : { afterMs }),
});

/** What the outbox is told about a message that WhatsApp refused. */
function refusalOf({ kind, text }: Trouble, attempts: number, paused: number): Sent {
  if (kind === 'unreachable' || kind === 'bug' || kind === 'template') return { type: 'refused', reason: text };
  if (kind === 'pair') return retry(text, pairWait(attempts));
  if (kind === 'rate') return retry(text, paused);
  // The outbox waits longer each time.
  return retry(text);
}

/**
 * Sends replies. WhatsApp knows no key that would keep it from taking a message twice, but gives ours back with every status: an attempt
 * whose end is not known waits for its status, and only when none comes it is made again.
 */
export function sender(setting: Setting): Channel['send'] {
  const { journal, texts, attempt, waiting, doubtLeft, pace, crashPoint } = setting;

  const attemptPart = async (outgoing: Outgoing, attempts: number): Promise<Sent> => {
    const attempted = await attempt(outgoing);
    if (attempted.type === 'accepted') return { type: 'sent' };
    if (attempted.type === 'wait') return retry(attempted.trouble.text, attempted.ms);
    if (attempted.trouble.kind === 'window') return await waiting.hold(outgoing);
    return refusalOf(attempted.trouble, attempts, pace.paused());
  };

  const sendPart = async (outgoing: Outgoing, attempts: number): Promise<Sent> => {
    const { address, before } = outgoing;
    if (before && before.state !== 'trying') return { type: 'sent' };
    const left = before ? doubtLeft(before) : 0;
    if (left > 0) return retry(troubleOf('doubt').text, left);
    return waiting.isClosed(address) ? await waiting.hold(outgoing) : await attemptPart(outgoing, attempts);
  };

  const sendParts = async (address: string, parts: readonly Part[], key: string, attempts: number): Promise<Sent> => {
    for (const [place, part] of parts.entries()) {
      const name = `${key}|${place}`;
      const before = journal.get(name);
      const sent = await sendPart({ name, address, part, isOurs: false, asTemplate: false, before }, attempts);
      if (sent.type !== 'sent') return sent;
      crashPoint('part-sent');
    }
    crashPoint('all-sent');
    return { type: 'sent' };
  };

  return async (address, { reply, attempts }, key) => {
    const parts = render(reply, texts);
    if (parts.length === 0) return { type: 'refused', reason: 'The reply is empty; correct the content.' };
    // What waited longer goes first.
    const later = await waiting.release(address);
    if (later) return retry(later.text, later.ms);
    return await sendParts(address, parts, key, attempts);
  };
}
