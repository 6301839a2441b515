/** What to do when a connection has ended; `reason` is a sentence for the operator, absent where there is nothing to tell. */
export type AfterDisconnect =
  | { readonly type: 'restart' }
  | { readonly type: 'wait'; readonly ms: number; readonly reason: string; readonly isAlarm: boolean }
  | { readonly type: 'pair-again'; readonly reason: string }
  | { readonly type: 'stop'; readonly reason: string };

/** How long to wait before connecting again: doubled from `firstMs` up to `mostMs`. */
export type Backoff = { readonly firstMs: number; readonly mostMs: number };

const stops: Readonly<Record<number, string>> = {
  402: 'WhatsApp has suspended this number for a while. Do not connect it until the WhatsApp app on the phone works again.',
  403: 'WhatsApp has banned this number. Ask for a review in the WhatsApp app on the phone, or use another number or the Cloud API.',
  406: 'WhatsApp has banned this number. Ask for a review in the WhatsApp app on the phone, or use another number or the Cloud API.',
  411: 'The phone does not allow linked devices. Update WhatsApp on the phone, then connect again.',
  440: 'Another program took over this WhatsApp session. Stop the other program (a second bot with a copy of the session?), then connect again.',
};

const alarms: Readonly<Record<number, string>> = {
  405: 'WhatsApp does not accept this version of the client any more. Update the bot.',
  409: 'WhatsApp does not accept this version of the client any more. Update the bot.',
};

const waits: Readonly<Record<number, string>> = {
  408: 'The connection to WhatsApp was lost or took too long.',
  428: 'The connection to WhatsApp was closed.',
  500: 'The connection to WhatsApp broke off.',
  503: 'WhatsApp is not available right now.',
};

/**
 * `code` is the status of Baileys' `lastDisconnect` (its `DisconnectReason`, and what WhatsApp sends in `failure` and `stream:error`);
 * `attempt` counts the connections that failed one after another, from 0; `random` is between 0 and 1.
 */
export function afterDisconnect(code: number, attempt: number, backoff: Backoff, random: number): AfterDisconnect {
  if (code === 515) return { type: 'restart' };
  if (code === 401) {
    return { type: 'pair-again', reason: 'The phone has logged this device out. Link it again with a new QR code.' };
  }
  const stop = stops[code];
  if (stop !== undefined) return { type: 'stop', reason: stop };
  const longest = Math.min(backoff.mostMs, backoff.firstMs * 2 ** Math.min(attempt, 20));
  const alarm = alarms[code];
  return {
    type: 'wait',
    // Half of it is left to chance, so that many bots do not come back at the same moment.
    ms: alarm === undefined ? Math.round(longest * (0.5 + random / 2)) : backoff.mostMs,
    reason: alarm ?? waits[code] ?? `The connection to WhatsApp ended (${code}).`,
    isAlarm: alarm !== undefined,
  };
}
