/**
 * The places in receiving and sending at which a test ends the process. Inbound: `received` (nothing done yet), `decrypted`,
 * `accepted` (durable, keys not yet), `committed` (keys too, delivery receipt not yet), `delivered` (receipt sent). Outbound:
 * `before-send`, `kept` (for a phone that asks again), `sent` (on the wire, keys written), `acknowledged`. `before-keys` and
 * `after-keys` lie around every write of keys; the one of a reply comes when it is on the wire already.
 */
export const crashPoints = [
  'received',
  'decrypted',
  'accepted',
  'committed',
  'delivered',
  'before-send',
  'kept',
  'before-keys',
  'after-keys',
  'sent',
  'acknowledged',
] as const;

export type CrashPoint = (name: (typeof crashPoints)[number]) => void;
