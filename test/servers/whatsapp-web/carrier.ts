import { type BinaryNode, getBinaryNodeChildren } from '@whiskeysockets/baileys';
import { child, encodeRegistration, node, seconds } from './nodes.ts';
import type { Phone } from './phone.ts';
import type { Outgoing, Records } from './records.ts';
import type { Wire } from './wire.ts';

/** What the server does with a message of the bot. */
export type Handling =
  | { readonly type: 'take' }
  /** It reaches the participant, but the acknowledgement is lost. */
  | { readonly type: 'lose-acknowledgement' }
  | { readonly type: 'lose' }
  | { readonly type: 'refuse'; readonly code: number };

type World = {
  readonly botAddress: string;
  readonly phoneOf: (jid: string) => Phone | undefined;
  readonly records: Records;
};

function sealedFor(message: BinaryNode): readonly (readonly [string, BinaryNode | undefined])[] {
  const participants = child(message, 'participants');
  if (!participants) return [[message.attrs.to ?? '', child(message, 'enc')]];
  return getBinaryNodeChildren(participants, 'to').map((to) => [to.attrs.jid ?? '', child(to, 'enc')]);
}

/** Carries the bot's messages to participants' phones. */
export function carrier({ botAddress, phoneOf, records }: World) {
  const faults = { handling: (_: Outgoing): Handling => ({ type: 'take' }) };
  const tries = new Map<string, number>();

  const toPhone = async (wire: Wire, message: BinaryNode, jid: string, sealed: BinaryNode) => {
    const phone = phoneOf(jid);
    const id = message.attrs.id ?? '';
    const outcome = await phone?.open(id, sealed, botAddress);
    const from = message.attrs.to ?? '';
    if (outcome === 'shown' || outcome === 'repeated') wire.send(node('receipt', { from, id, t: seconds() }));
    if (outcome !== 'unreadable' || !phone) return;
    const count = (tries.get(id) ?? 0) + 1;
    tries.set(id, count);
    // Without new keys of the phone the bot asks the server for them, and begins a new session.
    const retry = node('retry', { count: String(count), id, t: seconds(), v: '1' });
    wire.send(node('receipt', { from, id, t: seconds(), type: 'retry' }, [retry, encodeRegistration(0)]));
  };

  const carry = async (wire: Wire, message: BinaryNode): Promise<void> => {
    const { id = '', to = '' } = message.attrs;
    const outgoing = { id, to };
    const handling = faults.handling(outgoing);
    records.outgoing.push(outgoing);
    const acknowledge = (error: { error?: string }) =>
      wire.send(node('ack', { class: 'message', from: to, id, t: seconds(), ...error }));
    if (handling.type === 'refuse') return acknowledge({ error: String(handling.code) });
    if (handling.type === 'lose') return;
    if (handling.type === 'take') acknowledge({});
    for (const [jid, sealed] of sealedFor(message)) if (sealed) await toPhone(wire, message, jid, sealed);
  };
  return { faults, carry };
}
