import { withCommit, withReceived, withSettled } from '../document.ts';
import type { Alarm, Store } from '../store.ts';
import { emptySummary } from '../summary.ts';
import { emptyAlarms } from './alarms.ts';
import { type Disk, realDisk } from './disk.ts';
import { documentFiles } from './document-files.ts';
import { type Documents, documents } from './documents.ts';
import { lockFolder } from './lock.ts';
import { makeDataFolder, scanDataFolder } from './opening.ts';
import { emptyTurns, forEachAtMost, type Turns } from './parallel.ts';

type Later = (run: () => Promise<void>) => void;

type Options = {
  readonly folder: string;
  /** Called when an alarm is new. */
  readonly alarm?: (alarm: Alarm) => void;
  readonly fs?: Disk;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Runs the function once after a short time: until then marks "sent" are in memory only. */
  readonly later?: Later;
  /** How many documents stay in memory. */
  readonly keptDocuments?: number;
  /** How large the documents in memory are together: UTF-16 units of their texts. */
  readonly keptUnits?: number;
};

/** Documents of the usual size; long ones are fewer. */
const usual = { documents: 300, units: 10_000_000 };

const afterTwoSeconds: Later = (run) => {
  setTimeout(run, 2000).unref();
};

const marksAtOnce = 32;

/** Writes the marks "sent" that no other write took along. */
const markWriter = (kept: Documents, turns: Turns, later: Later) => {
  let planned = false;
  let stopped = false;
  let running = Promise.resolve();
  const writeOne = (id: string) =>
    // A copy is a change, so it is written, and the marks with it.
    turns.take(id, () => kept.change(id, (present) => ({ document: present && { ...present }, answer: undefined })));
  const writeAll = () => {
    running = running.then(() =>
      forEachAtMost(marksAtOnce, kept.marked(), async (id) => {
        // The failure is an alarm already, and the mark stays for the next time.
        await writeOne(id).catch(() => undefined);
      }),
    );
    return running;
  };
  const plan = () => {
    if (planned || stopped) return;
    planned = true;
    later(async () => {
      if (stopped) return;
      await writeAll();
      planned = false;
      if (kept.marked().length > 0) plan();
    });
  };
  /** Writes the marks that are left; nothing is written after that. */
  const stop = () => {
    stopped = true;
    return writeAll();
  };
  return { plan, stop };
};

/** The methods of the store that are about one conversation. */
const conversations = (
  kept: Documents,
  turns: Turns,
  planMarks: () => void,
): Pick<Store, 'receive' | 'load' | 'commit' | 'settle'> => ({
  receive: (to, received) =>
    turns.take(to.id, async () => {
      const { wrote } = await kept.change(to.id, (present) => ({
        document: withReceived(present, to, received),
        answer: undefined,
      }));
      return wrote ? 'stored' : 'duplicate';
    }),
  load: (id) => turns.take(id, async () => (await kept.read(id)) ?? undefined),
  commit: (id, commit) =>
    turns.take(id, async () => {
      const { answer } = await kept.change(id, (present) => {
        const { document, lines } = withCommit(id, present, commit);
        return { document, answer: lines };
      });
      return answer;
    }),
  settle: (id, seq, result) =>
    turns.take(id, async () => {
      if (result.type === 'sent') {
        planMarks();
        return await kept.markSent(id, seq);
      }
      await kept.change(id, (present) => ({
        document: present && withSettled(present, seq, result),
        answer: undefined,
      }));
    }),
});

/** Turns that are refused once the store is closed. */
const closable = (turns: Turns) => {
  let open = true;
  const take: Turns['take'] = (key, task) =>
    open ? turns.take(key, task) : Promise.reject(new Error('The store is closed; open it again to use it.'));
  const close = () => {
    open = false;
    return turns.ended();
  };
  return { take, ended: turns.ended, close };
};

/**
 * The store in a folder of files, one small JSON document a conversation, for one process.
 * Rejects when another process holds the folder, or when the folder cannot be made or read.
 */
export const lowdbStore = async (options: Options): Promise<Store> => {
  const { folder, alarm = () => {}, fs: disk = realDisk, now = Date.now } = options;
  await makeDataFolder(disk, folder);
  const alarms = emptyAlarms(now, alarm);
  const unlock = await lockFolder(folder, process.platform, (text) => alarms.raise('lock', text));
  const summary = emptySummary();
  const files = documentFiles({ folder, disk, alarms, now });
  try {
    await scanDataFolder({ folder, disk, files, summary, alarms });
  } catch (error) {
    await unlock();
    throw error;
  }
  const { keptDocuments = usual.documents, keptUnits = usual.units } = options;
  const kept = documents(files, summary, { documents: keptDocuments, units: keptUnits });
  const turns = emptyTurns();
  const guarded = closable(turns);
  const marks = markWriter(kept, turns, options.later ?? afterTwoSeconds);
  return {
    ...conversations(kept, guarded, marks.plan),
    unfinished: async () => summary.unfinished(),
    cases: async () => summary.cases(),
    alarms: alarms.list,
    isWritable: files.isWritable,
    close: async () => {
      await guarded.close();
      await marks.stop();
      await unlock();
    },
  };
};
