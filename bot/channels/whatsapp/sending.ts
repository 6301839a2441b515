import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { WASocket } from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';
import type { Reply } from '../../core/message.ts';
import { numbered, type Sent } from '../channel.ts';
import { splitText } from '../split-text.ts';
import type { CrashPoint } from './crash-point.ts';
import type { KeptMessages } from './kept-messages.ts';
import { oneAtATime } from './one-at-a-time.ts';

type Options = {
  readonly clock: Clock;
  readonly kept: KeptMessages;
  /** Resolves when the next message may go out. */
  readonly pace: () => Promise<void>;
  /** The socket when it is connected. */
  readonly socket: () => WASocket | undefined;
  /** Called before a message goes out. */
  readonly beforeSending: (address: string) => Promise<void>;
  readonly crashPoint: CrashPoint;
  /** WhatsApp does not let this account write to somebody. */
  readonly onRestricted: () => void;
  /** How long WhatsApp may take to acknowledge a message. */
  readonly acknowledgeMs: number;
};

const textLimit = 4000;
const rememberedIds = 5000;
const notConnected: Sent = { type: 'retry', reason: 'WhatsApp is not connected.', afterMs: 2000 };

/** WhatsApp's id of a message: the same for every try, so that phones show it once. Its shape is the one of WhatsApp Web. */
export function messageIdOf(key: string, part: number): string {
  return `3EB0${createHash('sha256').update(`${key}\n${part}`).digest('hex').slice(0, 18).toUpperCase()}`;
}

/** `error` is the code in the acknowledgement of a message, absent when WhatsApp has taken it. */
export function sentBy(error: string | undefined): Sent {
  if (error === undefined) return { type: 'sent' };
  if (error === '463') {
    return {
      type: 'refused',
      reason: 'WhatsApp does not let this number write to the participant now (463). Trying again would make it worse.',
    };
  }
  if (error === '429') return { type: 'retry', reason: 'WhatsApp wants fewer messages (429).', afterMs: 60_000 };
  return { type: 'retry', reason: `WhatsApp did not take the message (${error}).` };
}

/** Sends replies and waits until WhatsApp's server has acknowledged each: Baileys itself takes “written to the socket” for sent. */
export function sending(options: Options) {
  const { clock, kept, pace, crashPoint } = options;
  const waiting = new Map<string, (sent: Sent) => void>();
  const taken = new Set<string>();
  // Baileys sends one message at a time; waiting here leaves its lock free for messages that come in.
  const inTurn = oneAtATime();
  // Wherever the reply was asked for, it must not be sent within the transaction of a message that is being received.
  const outside = AsyncLocalStorage.snapshot();

  const settle = (id: string, sent: Sent) => {
    waiting.get(id)?.(sent);
    waiting.delete(id);
  };

  const acknowledged = (id: string, error: string | undefined) => {
    if (error === undefined) taken.add(id);
    for (const oldest of taken) {
      if (taken.size <= rememberedIds) break;
      taken.delete(oldest);
    }
    if (error === '463' && waiting.has(id)) options.onRestricted();
    settle(id, sentBy(error));
  };

  const awaitAcknowledgement = (id: string): Promise<Sent> =>
    new Promise((resolve) => {
      const reason = `WhatsApp did not acknowledge the message within ${options.acknowledgeMs / 1000} seconds.`;
      const cancel = clock.after(options.acknowledgeMs, () => settle(id, { type: 'retry', reason }));
      waiting.set(id, (sent) => {
        cancel();
        resolve(sent);
      });
    });

  const relay = async (address: string, text: string, id: string): Promise<Sent> => {
    const acknowledgement = awaitAcknowledgement(id);
    try {
      const message = { extendedTextMessage: { text } };
      await inTurn(async () => outside(() => options.socket()?.relayMessage(address, message, { messageId: id })));
      crashPoint('sent');
    } catch {
      // The error may quote the message, so it is not passed on.
      settle(id, { type: 'retry', reason: 'The connection to WhatsApp broke while sending.' });
    }
    const sent = await acknowledgement;
    crashPoint('acknowledged');
    return sent;
  };

  const sendPart = async (address: string, text: string, id: string): Promise<Sent> => {
    // The acknowledgement may have come after we had stopped waiting for it.
    if (taken.has(id)) return { type: 'sent' };
    if (!options.socket()) return notConnected;
    await options.beforeSending(address);
    await pace();
    if (!options.socket()) return notConnected;
    crashPoint('before-send');
    await kept.keep(id, address, text);
    crashPoint('kept');
    return await relay(address, text, id);
  };

  return {
    acknowledged,
    /** The connection has ended: what was not acknowledged must be sent again. */
    interrupted: () => {
      for (const id of [...waiting.keys()])
        settle(id, { type: 'retry', reason: 'The connection to WhatsApp ended.', afterMs: 2000 });
    },
    send: async (address: string, reply: Reply, key: string): Promise<Sent> => {
      for (const [index, text] of splitText(numbered(reply), textLimit).entries()) {
        const sent = await sendPart(address, text, messageIdOf(key, index));
        if (sent.type !== 'sent') return sent;
      }
      return { type: 'sent' };
    },
  };
}
