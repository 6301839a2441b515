import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WAMessageKey } from '@whiskeysockets/baileys';
import { type Clock, systemClock } from '../../clock.ts';
import type { IncomingMessage } from '../../core/message.ts';
import { emptyAlarms } from '../../store/lowdb/alarms.ts';
import { lockFolder } from '../../store/lowdb/lock.ts';
import type { Alarm, Party } from '../../store/store.ts';
import type { Channel } from '../channel.ts';
import type { ChannelStatus, WatchedChannel } from '../status.ts';
import { personAddress } from './address.ts';
import { type Addresses, openAddresses } from './addresses.ts';
import type { Backoff } from './after-disconnect.ts';
import { connection } from './connection.ts';
import type { CrashPoint } from './crash-point.ts';
import { type KeptMessages, openKeptMessages } from './kept-messages.ts';
import { humanPace, type Pace } from './pace.ts';
import { terminalQr } from './qr.ts';
import { quietSignal } from './quiet-signal.ts';
import { reading } from './reading.ts';
import { receiving } from './receiving.ts';
import { sending } from './sending.ts';
import { openSession } from './session.ts';
import { silentLogger } from './silent-logger.ts';

type Log = Readonly<Record<'info' | 'warn' | 'error', (details: object, text: string) => void>>;

export type WhatsAppOptions = {
  /** Where the session, the addresses and the replies of the last days are kept. It holds private keys. */
  readonly folder: string;
  /** The inbox: resolves when the message is durable, rejects when it could not be kept; then WhatsApp brings it again. */
  readonly accept: (from: Party, message: IncomingMessage) => Promise<'stored' | 'duplicate'>;
  readonly log: Log;
  /** Told of each new alarm; `alarms()` lists those that hold. */
  readonly alarm?: (text: string) => void;
  /** Shows the QR code to the operator, in the terminal; it never goes to the log. */
  readonly print?: (text: string) => void;
  /** Links by a code that is asked for with this phone number as soon as WhatsApp is ready; the QR code works as well. */
  readonly pairingPhone?: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly pace?: Pace;
  readonly backoff?: Backoff;
  readonly acknowledgeMs?: number;
  /** WhatsApp's own server unless told otherwise. */
  readonly url?: string;
  readonly crashPoint?: CrashPoint;
};

export type WhatsApp = WatchedChannel & {
  readonly channel: Channel;
  /** Connects. What goes wrong from here on is told by `status` and `alarms`. */
  readonly start: () => void;
  readonly alarms: () => readonly Alarm[];
};

const isCrowd = (jid: string): boolean => /@(g\.us|broadcast|newsletter)$/.test(jid);

/** Opens what is kept in the folder, which no other process may use meanwhile. */
async function openFiles({ folder }: WhatsAppOptions, clock: Clock, crashPoint: CrashPoint) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  try {
    const session = await openSession({ file: join(folder, 'session.log'), crashPoint });
    const addresses = await openAddresses(join(folder, 'addresses.log'));
    const kept = await openKeptMessages(join(folder, 'sent.log'), clock.now);
    const close = async () => {
      await Promise.all([session.close(), addresses.close(), kept.close()]);
      await unlock();
    };
    return { session, addresses, kept, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

function baileysConfig({ url }: WhatsAppOptions, kept: KeptMessages, addresses: Addresses) {
  return {
    logger: silentLogger,
    emitOwnEvents: false,
    syncFullHistory: false,
    defaultQueryTimeoutMs: 20_000,
    // A full disk is waited for by connecting again, not by holding everything up.
    transactionOpts: { maxCommitRetries: 2, delayBetweenTriesMs: 500 },
    shouldIgnoreJid: isCrowd,
    getMessage: async ({ id, remoteJid }: WAMessageKey) => {
      const person = personAddress(remoteJid ?? '');
      const text = id && person ? await kept.text(id, await addresses.first(person)) : undefined;
      return text === undefined ? undefined : { extendedTextMessage: { text } };
    },
    ...(url === undefined ? {} : { waWebSocketUrl: url }),
  };
}

/** Tells whoever listens of changes, and the operator's terminal of a new QR code. */
function announcing(options: WhatsAppOptions, requestCode: (phone: string) => Promise<string>) {
  const listeners = new Set<() => void>();
  let shown: string | undefined;
  let asked = false;
  const show = async (qr: string) => {
    if (shown === qr) return;
    shown = qr;
    options.print?.(`Scan this with WhatsApp on the phone (Linked devices):\n${await terminalQr(qr)}\n`);
    if (asked || options.pairingPhone === undefined) return;
    asked = true;
    const code = await requestCode(options.pairingPhone);
    options.print?.(`Or link with this code: ${code}\n`);
  };
  const changed = (status: ChannelStatus) => {
    const { state, reason } = status;
    if (state !== 'pairing') asked = false;
    options.log.info(reason === undefined ? { state } : { state, reason }, 'WhatsApp');
    if (status.qr !== undefined) {
      show(status.qr).catch((error: unknown) =>
        options.log.warn({ err: error }, 'WhatsApp could not be linked by code.'),
      );
    }
    for (const listener of listeners) listener();
  };
  const onChange = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  return { changed, onChange };
}

/**
 * WhatsApp through Baileys, an unofficial client. Opens the files; `start` connects. Rejects with a sentence for the operator when a
 * file is damaged or of another version.
 */
export async function whatsAppChannel(options: WhatsAppOptions): Promise<WhatsApp> {
  quietSignal(console);
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const crashPoint = options.crashPoint ?? (() => {});
  const { session, addresses, kept, close } = await openFiles(options, clock, crashPoint);
  const alarms = emptyAlarms(clock.now, ({ text }) => {
    options.log.error({}, text);
    options.alarm?.(text);
  });
  const socket = () => line.socket();
  const { changed, onChange } = announcing(options, (phone) => line.requestPairingCode(phone));
  const marks = reading(socket, () => options.log.warn({}, 'WhatsApp did not take a read mark or a typing sign.'));
  const outbound = sending({
    clock,
    kept,
    socket,
    crashPoint,
    pace: humanPace(options.pace ?? { everyMs: 1000 }, clock, random),
    beforeSending: marks.read,
    acknowledgeMs: options.acknowledgeMs ?? 20_000,
    onRestricted: () =>
      alarms.raise(
        'restricted',
        'WhatsApp does not let this number write to everybody now (463). Let people write first, and wait.',
      ),
  });
  // What the inbox begins must not inherit the transaction of the message, or a reply would write its keys into one that is over.
  const outside = AsyncLocalStorage.snapshot();
  const accept: WhatsAppOptions['accept'] = (from, message) => outside(() => options.accept(from, message));
  const line = connection({
    session,
    clock,
    random,
    alarms,
    receiving: receiving({
      accept,
      addresses,
      clock,
      crashPoint,
      onReceived: marks.received,
      onStored: () => alarms.clear('store'),
      onUnreadable: () =>
        options.log.warn({}, 'A WhatsApp message could not be decrypted; the phone was asked to send it again.'),
    }),
    backoff: options.backoff ?? { firstMs: 1000, mostMs: 60_000 },
    config: baileysConfig(options, kept, addresses),
    onSocket: (made) => {
      made.ws.on('CB:ack,class:message', ({ attrs }) => outbound.acknowledged(attrs.id, attrs.error));
    },
    onClosed: outbound.interrupted,
    onChange: changed,
  });

  return {
    name: 'whatsapp',
    status: line.status,
    onChange,
    requestPairingCode: line.requestPairingCode,
    connectAgain: line.connectAgain,
    start: line.connect,
    alarms: alarms.list,
    channel: {
      name: 'whatsapp',
      pulled: false,
      send: (address, entry, key) => outbound.send(address, entry.reply, key),
      typing: marks.typing,
      stop: async () => {
        await line.stop();
        outbound.interrupted();
        await close();
      },
    },
  };
}
