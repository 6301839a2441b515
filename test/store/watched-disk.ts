import path from 'node:path';
import { type Disk, realDisk } from '../../bot/store/lowdb/disk.ts';

/** What was asked of the disk: what, and the last part of the path, without a temporary file's number. */
export type Call = { readonly what: 'write' | 'sync' | 'rename' | 'unlink'; readonly name: string };

/** The real disk with every writing call recorded, and `before` able to delay it or to make it fail. */
export const watchedDisk = () => {
  const calls: Call[] = [];
  const control = {
    before: async (_call: Call): Promise<void> => {},
    /** The most bytes that one write takes. */
    mostBytes: Number.POSITIVE_INFINITY,
  };
  const watch = async (what: Call['what'], file: string) => {
    const call = { what, name: path.basename(file).replace(/\d+-\d+\.tmp$/, 'tmp') };
    calls.push(call);
    await control.before(call);
  };
  const open: Disk['open'] = async (file, flags, mode) => {
    const real = await realDisk.open(file, flags, mode);
    return {
      write: async (from, offset, length) => {
        await watch('write', file);
        return await real.write(from, offset, Math.min(length, control.mostBytes));
      },
      sync: async () => {
        await watch('sync', file);
        await real.sync();
      },
      close: () => real.close(),
    };
  };
  const disk: Disk = {
    ...realDisk,
    open,
    rename: async (from, to) => {
      await watch('rename', from);
      await realDisk.rename(from, to);
    },
    unlink: async (file) => {
      await watch('unlink', file);
      await realDisk.unlink(file);
    },
  };
  return { disk, calls, control };
};

/** An error as the system gives it. */
export const systemError = (code: string): Error => Object.assign(new Error(`${code}: simulated`), { code });
