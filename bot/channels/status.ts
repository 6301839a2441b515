/**
 * How a channel stands, for the operator. `pairing`: the operator must link a phone; `waiting`: it connects again by itself;
 * `stopped`: it stays off until the operator acts on `reason`. `since` is epoch milliseconds.
 */
export type ChannelStatus = {
  readonly state: 'connecting' | 'pairing' | 'connected' | 'waiting' | 'stopped';
  readonly since: number;
  /** What the phone must scan, as text to be drawn as a QR code. It is a secret: never log it. */
  readonly qr?: string;
  /** Eight characters to be typed on the phone instead of scanning, such as `ABCD-1234`. */
  readonly pairingCode?: string;
  /** Why it does not work and what to do, in a sentence for the operator. */
  readonly reason?: string;
};

/** A channel that tells how it stands. Functions that it lacks are things that it cannot do. */
export type WatchedChannel = {
  readonly name: string;
  readonly status: () => ChannelStatus;
  /** Calls the listener after each change until the returned function is called. */
  readonly onChange: (listener: () => void) => () => void;
  /** Asks for a code to link the phone with this number. Rejects with a sentence for the operator. */
  readonly requestPairingCode?: (phone: string) => Promise<string>;
  /** Starts a stopped channel again. */
  readonly connectAgain?: () => void;
};
