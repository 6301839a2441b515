import type { Channel, Sent } from './channels/channel.ts';
import type { Clock } from './clock.ts';
import type { OutboxEntry, Party, Store, StoredConversation } from './store/store.ts';

export type OutboxPorts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly channel: (name: string) => Channel | undefined;
  /** Asks to be called again for this conversation after `ms`. */
  readonly again: (id: string, ms: number) => void;
  /** Told when a reply was given up. */
  readonly failed: (party: Party, reason: string) => void;
};

/** A reply that was said so long ago and tried so often is given up and shown to the operator: milliseconds, and tries. */
const GIVEN_UP = { after: 24 * 3_600_000, attempts: 20 };
const FIRST_WAIT = 1_000;
/** The longest wait that is ever noted, whatever a channel asks. */
const LONGEST_WAIT = 45 * 60_000;
/** A channel that names a wait of its own knows the hindrance, and may be tried again within a minute. */
const LONGEST_WAIT_ASKED = 60_000;

/** Sends what a conversation has to say, in order; stops at the first reply that has to wait. Must not run twice at once for one conversation. */
export async function deliver(id: string, ports: OutboxPorts): Promise<void> {
  for (;;) {
    const stored = await ports.store.load(id);
    const entry = stored?.outbox.find(({ failed }) => failed === undefined);
    if (!stored || !entry) return;
    const wait = (entry.notBefore ?? 0) - ports.clock.now();
    // No wait is noted that is longer: the clock was set back since, and what has been waited of it cannot be told.
    if (wait > 0 && wait <= LONGEST_WAIT) return ports.again(id, wait);
    const sent = orGivenUp(await send(stored.party, entry, ports), stored, entry, ports);
    await settle(stored.party, entry, sent, ports);
    if (sent.type === 'retry') return ports.again(id, waitAfter(entry, sent));
  }
}

/** Time decides and not the tries alone: a channel that is away for hours may ask to be tried every other second. */
function orGivenUp(sent: Sent, { transcript }: StoredConversation, entry: OutboxEntry, { clock }: OutboxPorts): Sent {
  if (sent.type !== 'retry' || entry.attempts + 1 < GIVEN_UP.attempts) return sent;
  // Replies of an earlier version do not say when they were said; one whose line has left the transcript is older than the lines that are kept.
  const saidAt = entry.at ?? transcript.find(({ seq }) => seq === entry.seq)?.at ?? 0;
  return clock.now() - saidAt < GIVEN_UP.after ? sent : { type: 'refused', reason: sent.reason };
}

async function send(party: Party, entry: OutboxEntry, { channel }: OutboxPorts): Promise<Sent> {
  const way = channel(party.channel);
  if (!way) return { type: 'retry', reason: `The channel ${party.channel} is not switched on.` };
  try {
    return await way.send(party.address, entry, `${party.id}#${entry.seq}`);
  } catch (error) {
    return { type: 'retry', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function settle(
  party: Party,
  entry: OutboxEntry,
  sent: Sent,
  { store, clock, failed }: OutboxPorts,
): Promise<void> {
  if (sent.type === 'sent') return store.settle(party.id, entry.seq, { type: 'sent' });
  if (sent.type === 'retry') {
    return store.settle(party.id, entry.seq, { type: 'retry', notBefore: clock.now() + waitAfter(entry, sent) });
  }
  failed(party, sent.reason);
  return store.settle(party.id, entry.seq, { type: 'failed', reason: sent.reason });
}

/** Doubles from a second to three quarters of an hour; with a wait that the channel asks for, from that to a minute or to what it asks. */
function waitAfter({ attempts }: OutboxEntry, { afterMs }: Extract<Sent, { type: 'retry' }>): number {
  const doubled = FIRST_WAIT * 2 ** Math.min(attempts, 20);
  const wanted = afterMs === undefined ? doubled : Math.max(afterMs, Math.min(doubled, LONGEST_WAIT_ASKED));
  return Math.min(wanted, LONGEST_WAIT);
}
