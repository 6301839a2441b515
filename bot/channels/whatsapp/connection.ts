import makeWASocket, {
  type ConnectionState,
  type SocketConfig,
  type UserFacingSocketConfig,
  type WASocket,
} from '@whiskeysockets/baileys';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { ChannelStatus } from '../status.ts';
import { personAddress, phoneDigits } from './address.ts';
import { afterDisconnect, type Backoff } from './after-disconnect.ts';
import { pause } from './pause.ts';
import type { receiving } from './receiving.ts';
import type { Session } from './session.ts';

export type Alarming = {
  readonly raise: (key: string, text: string) => void;
  readonly clear: (key: string) => void;
};

type Options = {
  readonly session: Session;
  readonly receiving: ReturnType<typeof receiving>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly backoff: Backoff;
  readonly alarms: Alarming;
  /** Baileys' own settings beside those that receiving and the session need. */
  readonly config: Partial<UserFacingSocketConfig> & Pick<SocketConfig, 'logger'>;
  readonly onSocket: (socket: WASocket) => void;
  readonly onClosed: () => void;
  readonly onChange: (status: ChannelStatus) => void;
};

/** A connection that held for this long counts as a success, so that waiting begins anew. */
const steadyMs = 30_000;
const saveAgainMs = 3000;
const farewellMs = 2000;

const boom = z.looseObject({ output: z.looseObject({ statusCode: z.number() }) });
const codeOf = (error: unknown): number => boom.safeParse(error).data?.output.statusCode ?? 428;

const notStored =
  'A WhatsApp message could not be stored, so it was not confirmed and comes again. Look whether the disk is full; the bot goes on by itself.';
const notSaved =
  'The WhatsApp session could not be written. Look whether the disk is full; the bot tries again by itself.';

/** Keeps the credentials durable: one write after another, tried again until it works. */
function saver({ session, clock, alarms }: Options) {
  let last: Promise<void> = Promise.resolve();
  let stopped = false;
  const save = (): void => {
    last = last
      .then(session.save)
      .then(() => alarms.clear('save'))
      .catch(() => {
        alarms.raise('save', notSaved);
        if (!stopped) clock.after(saveAgainMs, save);
      });
  };
  const stop = (): Promise<void> => {
    stopped = true;
    return last;
  };
  return { save, saved: () => last, stop };
}

/** Begins one connection and tells what becomes of it. */
function beginConnection(
  options: Options,
  events: { save: () => void; update: (update: Partial<ConnectionState>) => void },
) {
  const { alarms } = options;
  const auth = options.session.begin();
  const me = () => auth.creds.me;
  let isOver = false;
  const refuse = () => {
    isOver = true;
    alarms.raise('store', notStored);
    void socket.end(new Error(notStored));
  };
  const inbound = options.receiving.begin({
    own: () => [personAddress(me()?.id ?? ''), personAddress(me()?.lid ?? '')],
    lock: () => me()?.id ?? 'own',
    isOver: () => isOver,
    refuse,
    isKeptLater: () => {
      alarms.raise('store', notStored);
      return false;
    },
  });
  const socket = makeWASocket({ ...options.config, auth, makeSignalRepository: inbound.makeSignalRepository });
  inbound.listen(socket);
  options.onSocket(socket);
  socket.ev.on('creds.update', events.save);
  socket.ev.on('connection.update', (update) => {
    if (update.connection === 'close') isOver = true;
    events.update(update);
  });
  const end = async () => {
    isOver = true;
    // A server that is gone does not answer the farewell, and nobody needs to wait for it.
    await Promise.race([socket.end(undefined), pause(options.clock, farewellMs)]);
  };
  return { socket, end };
}

/** The connection to WhatsApp: made, watched, and made again as the reason of its end asks for. */
export function connection(options: Options) {
  const { session, clock, alarms } = options;
  const credentials = saver(options);
  let status: ChannelStatus = { state: 'connecting', since: clock.now() };
  let current: ReturnType<typeof beginConnection> | undefined;
  let stopped = false;
  let attempt = 0;
  let openedAt: number | undefined;
  let loggedOut: { readonly reason?: string } = {};
  let cancelWaiting = () => {};

  const become = (state: ChannelStatus['state'], more: Omit<ChannelStatus, 'state' | 'since'> = {}) => {
    status = { state, since: status.state === state ? status.since : clock.now(), ...more };
    options.onChange(status);
  };

  const stopWith = (reason: string) => {
    alarms.raise('connection', reason);
    become('stopped', { reason });
  };

  const waitFor = (ms: number, reason: string) => {
    attempt += 1;
    become('waiting', { reason });
    cancelWaiting = clock.after(ms, connect);
  };

  const onUpdate = (update: Partial<ConnectionState>) => {
    if (update.qr) {
      // A code that is being typed stays valid while QR codes come and go.
      const { pairingCode } = status;
      become('pairing', { qr: update.qr, ...(pairingCode ? { pairingCode } : {}), ...loggedOut });
    }
    if (update.connection === 'open') {
      openedAt = clock.now();
      loggedOut = {};
      alarms.clear('connection');
      become('connected');
    }
    if (update.connection !== 'close') return;
    closed(update.lastDisconnect?.error).catch(() =>
      stopWith('The WhatsApp session could not be deleted. Look whether the disk is full.'),
    );
  };

  const connect = (): void => {
    if (stopped) return;
    become('connecting', loggedOut);
    current = beginConnection(options, { save: credentials.save, update: onUpdate });
  };

  const pairAgain = async (reason: string): Promise<void> => {
    const wasPaired = session.isPaired();
    await session.forget();
    // Without a linked phone it was a pairing code that nobody typed in time.
    if (!wasPaired) return waitFor(options.backoff.firstMs, 'The pairing code has expired.');
    loggedOut = { reason };
    alarms.raise('connection', reason);
    connect();
  };

  const attemptsAfter = (openMs: number) => (openMs >= steadyMs ? 0 : attempt);

  const closed = async (error: unknown): Promise<void> => {
    current = undefined;
    options.onClosed();
    // What pairing has just brought must be durable before anything begins anew.
    await credentials.saved();
    if (stopped) return;
    attempt = attemptsAfter(openedAt === undefined ? 0 : clock.now() - openedAt);
    openedAt = undefined;
    const next = afterDisconnect(codeOf(error), attempt, options.backoff, options.random());
    if (next.type === 'restart') return connect();
    if (next.type === 'stop') return stopWith(next.reason);
    if (next.type === 'pair-again') return await pairAgain(next.reason);
    if (next.isAlarm) alarms.raise('connection', next.reason);
    waitFor(next.ms, next.reason);
  };

  const requestPairingCode = async (phone: string): Promise<string> => {
    const digits = phoneDigits(phone);
    if (digits === undefined) throw new Error('This is not a phone number. Give it like 0812 3456 7890.');
    if (status.state !== 'pairing' || !current) throw new Error('WhatsApp is not waiting to be linked now.');
    const code = await current.socket.requestPairingCode(digits);
    const pairingCode = `${code.slice(0, 4)}-${code.slice(4)}`;
    become('pairing', { ...(status.qr ? { qr: status.qr } : {}), ...loggedOut, pairingCode });
    return pairingCode;
  };

  return {
    connect,
    requestPairingCode,
    status: () => status,
    /** The socket while messages can be sent. */
    socket: () => (status.state === 'connected' ? current?.socket : undefined),
    connectAgain: () => {
      if (status.state !== 'stopped' && status.state !== 'waiting') return;
      cancelWaiting();
      attempt = 0;
      connect();
    },
    stop: async (): Promise<void> => {
      stopped = true;
      cancelWaiting();
      await current?.end();
      await credentials.stop();
    },
  };
}
