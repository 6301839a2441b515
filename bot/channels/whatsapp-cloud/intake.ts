import type { Turns } from '../../store/lowdb/parallel.ts';
import type { Party } from '../../store/store.ts';
import { nameOf } from './attempt.ts';
import type { Waiting } from './held.ts';
import type { Journal, Sending } from './journal.ts';
import { type Notice, noticesOf, type Status } from './notices.ts';
import { type CrashPoint, channelName, type WhatsAppCloudOptions } from './options.ts';
import type { Reading } from './reading.ts';
import type { Translated } from './translate.ts';
import { troubleOfCode } from './trouble.ts';
import type { Troubles } from './troubles.ts';

type Setting = Pick<WhatsAppCloudOptions, 'accept' | 'log' | 'phoneNumberId'> & {
  readonly journal: Journal;
  readonly waiting: Waiting;
  readonly reading: Reading;
  readonly troubles: Troubles;
  readonly turns: Turns;
  readonly now: () => number;
  readonly crashPoint: (point: CrashPoint) => void;
};

type Message = Extract<Translated, { type: 'message' }>;

const isMessage = (notice: Notice): notice is Message => notice.type === 'message';
const isStatus = (notice: Notice): notice is Status => notice.type === 'status';

/** Statuses that mean that WhatsApp has the message for good. They come in any order, and some never. */
const onItsWay = new Set(['sent', 'delivered', 'read', 'played']);

const partyOf = (address: string): Party => ({ id: `${channelName}:${address}`, channel: channelName, address });

const doneOf = ({ address, order, isOurs, tries, dead }: Sending, at: number): Sending => ({
  state: 'done',
  address,
  order,
  isOurs,
  tries,
  dead,
  at,
});

/** Makes everything durable that a webhook tells. The returned function rejects when something could not be kept. */
export function intake(setting: Setting): (body: unknown) => Promise<void> {
  const { accept, log, journal, waiting, reading, troubles, turns, now, crashPoint } = setting;

  const failedLater = (name: string, { id, code = 0 }: Status) => {
    const { address } = journal.get(name) ?? {};
    if (address === undefined) return Promise.resolve();
    // An attempt under way must have come to its end, or the two would write over each other.
    return turns.take(address, async () => {
      const one = journal.get(name);
      const isCurrent = one?.state === 'trying' || (one?.state === 'accepted' && one.id === id);
      if (!one || !isCurrent || one.dead.includes(id)) return;
      const trouble = troubleOfCode(code);
      troubles.report(trouble);
      await waiting.failedLater(name, one, id, trouble);
    });
  };

  const noteStatus = async (status: Status): Promise<void> => {
    const name = nameOf(journal, status.name);
    const one = name === undefined ? undefined : journal.get(name);
    if (name === undefined || one === undefined || one.state === 'done') return;
    if (status.status === 'failed') return await failedLater(name, status);
    if (!onItsWay.has(status.status) || one.dead.includes(status.id)) return;
    await journal.set(name, doneOf(one, now()));
    crashPoint('status-noted');
  };

  /** The turn may begin before this resolves, so the reading is noted first. */
  const acceptOne = async ({ address, message, messageId }: Message): Promise<void> => {
    reading.note(address, messageId);
    try {
      const result = await accept(partyOf(address), message);
      if (result === 'duplicate') reading.forget(address, messageId);
    } catch (error) {
      reading.forget(address, messageId);
      throw error;
    }
    crashPoint('message-kept');
  };

  /** In order; after a failure the rest of the conversation waits too, and comes again with it. */
  const acceptInOrder = async (address: string, messages: readonly Message[]): Promise<void> => {
    for (const message of messages) await acceptOne(message);
    if (journal.unfinished(address).length > 0)
      void turns.take(address, () => waiting.release(address)).catch(() => undefined);
  };

  const tell = (notice: Notice) => {
    if (notice.type === 'ignored') log.info({ channel: channelName, reason: notice.reason }, 'A notice was ignored.');
    if (notice.type === 'error') troubles.report(troubleOfCode(notice.code));
  };

  return async (body) => {
    const notices = noticesOf(body, { phoneNumberId: setting.phoneNumberId, now: now() });
    notices.forEach(tell);
    const byAddress = Map.groupBy(notices.filter(isMessage), ({ address }) => address);
    const kept = await Promise.allSettled([
      ...notices.filter(isStatus).map(noteStatus),
      ...[...byAddress].map(([address, messages]) => acceptInOrder(address, messages)),
    ]);
    const failure = kept.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
  };
}
