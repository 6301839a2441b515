/** The bot without its outside: what happens between a message that a channel hands in and the replies that it gets to send. */
import type { Channel } from './channels/channel.ts';
import { memoryState } from './channels/channel-state.ts';
import { type FloodLimit, floodGate, usualFlood } from './flood.ts';
import { type Accept, type InboxPorts, inbox } from './inbox.ts';
import { lanes } from './lanes.ts';
import { deliver } from './outbox.ts';
import { documentFile } from './store/lowdb/document-text.ts';
import { forEachAtMost } from './store/lowdb/parallel.ts';
import type { Party } from './store/store.ts';
import { finishTakeOvers } from './take-over.ts';
import { type Transfers, transfers } from './transfers.ts';
import { type TurnPorts, takeTurn } from './turn.ts';

export type BotPorts = Omit<InboxPorts, 'wake'> &
  Omit<TurnPorts, 'isPulled' | 'broken' | 'isFlooding' | 'transfers'> & {
    /** Codes for going on elsewhere; forgotten with the process unless given. */
    readonly transfers?: Transfers;
    readonly flood?: FloodLimit;
    readonly channels: () => readonly Channel[];
    /** New lines of a conversation were committed. */
    readonly changed: (party: Party) => void;
    /** Something that the operator should see; never holds text of participants. */
    readonly alarm: (text: string, error?: unknown) => void;
  };

export type Bot = {
  readonly accept: Accept;
  /** Takes up what was left unfinished. */
  readonly start: () => Promise<void>;
  /** Ends the turns in hand; what waits stays in the store. */
  readonly stop: () => Promise<void>;
  /** Resolves when no conversation has work in hand. */
  readonly idle: () => Promise<void>;
};

/** Conversations that are taken up at once after a start. */
const AT_ONCE = 32;

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

export function createBot(ports: BotPorts): Bot {
  const work = lanes();
  const timers = new Map<string, () => void>();
  const gate = floodGate(ports.clock, ports.flood ?? usualFlood);
  let stopping = false;
  const channel = (name: string) => ports.channels().find((candidate) => candidate.name === name);

  /** Calls `run` once after `ms`; a later call for the same key replaces the earlier. */
  const later = (key: string, ms: number, run: () => void): void => {
    timers.get(key)?.();
    timers.delete(key);
    if (stopping) return;
    const due = () => {
      timers.delete(key);
      run();
    };
    if (ms > 0) timers.set(key, ports.clock.after(ms, due));
    else due();
  };

  const wake = (id: string, ms: number, tries = 0): void =>
    later(`turn ${id}`, ms, () => void work.run(id, () => turn(id, tries)));
  const send = (id: string, ms: number, tries = 0): void =>
    later(`send ${id}`, ms, () => void work.run(`send ${id}`, () => flush(id, tries)));

  const finish = (id: string, ms: number, tries = 0): void =>
    later(`finish ${id}`, ms, () => void work.run(`finish ${id}`, () => takeOvers(id, tries)));

  const turnPorts: TurnPorts = {
    ...ports,
    isPulled: (name) => channel(name)?.pulled ?? false,
    isFlooding: gate.isFlooding,
    transfers: ports.transfers ?? transfers(memoryState(), ports.clock),
    broken: (_party, error) =>
      ports.alarm(
        'A fault of the program: a message was answered with an apology, or without a look at the status board.',
        error,
      ),
  };

  async function turn(id: string, tries: number): Promise<void> {
    try {
      // A commit that was reported as failed may have reached the disk: then nothing waits any more, and its replies are yet to be told.
      if (tries > 0) await tell(id);
      while (!stopping && (await takeNext(id)) && !timers.has(`turn ${id}`)) {
        // Whatever came in meanwhile is taken now; a fragment has a timer of its own and keeps its quiet time.
      }
    } catch (error) {
      const wait = backOff(tries);
      const seconds = Math.ceil(wait / 1000);
      ports.alarm(
        `A turn could not be stored. It is tried again in ${seconds} s and nothing is lost. Check the disk.`,
        error,
      );
      wake(id, wait, tries + 1);
    }
  }

  /** Takes one turn; false when nothing was waiting. */
  async function takeNext(id: string): Promise<boolean> {
    const before = await ports.store.load(id);
    if (before?.leaving?.length) finish(id, 0);
    if (!before || before.inbox.length === 0) return false;
    channel(before.party.channel)?.typing(before.party.address);
    await takeTurn(id, turnPorts);
    announce(before.party);
    return true;
  }

  async function tell(id: string): Promise<void> {
    const stored = await ports.store.load(id);
    if (stored) announce(stored.party);
  }

  function announce(party: Party): void {
    if (!turnPorts.isPulled(party.channel)) send(party.id, 0);
    ports.changed(party);
  }

  async function takeOvers(id: string, tries: number): Promise<void> {
    const inLane = (conversation: string, job: () => Promise<void>) =>
      new Promise<void>((done, failed) => void work.run(conversation, () => job().then(done, failed)));
    try {
      await finishTakeOvers(id, { ...turnPorts, inLane });
    } catch (error) {
      const wait = backOff(tries);
      const seconds = Math.ceil(wait / 1000);
      ports.alarm(
        `A conversation that goes on elsewhere could not be let go of where it was. It is tried again in ${seconds} s and nothing is lost. Check the disk.`,
        error,
      );
      finish(id, wait, tries + 1);
    }
  }

  async function flush(id: string, tries: number): Promise<void> {
    if (stopping) return;
    try {
      await deliver(id, {
        ...ports,
        channel,
        again: (key, ms) => send(key, ms),
        // By its file: the name of a conversation may hold a phone number.
        failed: (party, reason) =>
          ports.alarm(
            `A reply on ${party.channel} could not be delivered and was given up: ${reason} (${documentFile('', party.id)})`,
          ),
      });
    } catch (error) {
      ports.alarm('A reply could not be noted as sent; it is tried again. Check the disk.', error);
      send(id, backOff(tries), tries + 1);
    }
  }

  return {
    accept: inbox({ ...ports, wake: (id, ms) => wake(id, Math.max(ms, gate.count(id))) }),
    async start() {
      const ids = await ports.store.unfinished();
      void forEachAtMost(AT_ONCE, ids, async (id) => {
        await work.run(id, () => turn(id, 0));
        send(id, 0);
      });
    },
    async stop() {
      stopping = true;
      for (const cancel of timers.values()) cancel();
      timers.clear();
      await work.idle();
    },
    idle: () => work.idle(),
  };
}

const backOff = (tries: number): number => Math.min(FIRST_WAIT * 2 ** Math.min(tries, 10), LONGEST_WAIT);
