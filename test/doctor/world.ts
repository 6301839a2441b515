/** A check-up as an operator would read it. */
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { type Outside, realOutside } from '../../bot/doctor/outside.ts';
import { examine, printed } from '../../bot/doctor.ts';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import { withDataFolders } from '../store/data-folders.ts';
import { party, text, turn } from '../store/samples.ts';

export const root = resolve(import.meta.dirname, '../..');

export type Environment = Readonly<Record<string, string>>;

/** What the doctor prints of a data folder, line by line. */
export async function lines(folder: string, environment: Environment = {}, outside: Partial<Outside> = {}) {
  const found = await examine({ DATA_DIR: folder, PORT: '0', ...environment }, root, { ...realOutside, ...outside });
  return found.map(printed);
}

export const only = (all: readonly string[], about: string) => all.filter((line) => line.slice(6).startsWith(about));
export const failures = (all: readonly string[]) => all.filter((line) => line.startsWith('fail'));

/** What `/healthz` says of a bot that is well. */
export const health = { status: 'ok', unfinished: 0, openCases: 0, alarms: 0 };

/** Folders and servers of the tests of a file; each test's are gone after it. */
export function surroundings() {
  const folders = withDataFolders();
  /** A data folder with one answered conversation and its key; returns the conversation's file. */
  const lived = async (folder: string): Promise<string> => {
    await chmod(folder, 0o700);
    const store = await lowdbStore({ folder });
    await store.receive(party('one'), text('m1'));
    await store.commit('one', turn(['m1'], ['hello']));
    await store.close();
    await writeFile(join(folder, 'key'), 'ab'.repeat(32), { mode: 0o600 });
    const names = await readdir(join(folder, 'conversations'), { recursive: true });
    return join(folder, 'conversations', names.find((name) => name.endsWith('.json')) ?? '');
  };
  /** Holds the folder as a running bot does. */
  const hold = async (folder: string) => {
    const store = await lowdbStore({ folder });
    folders.onEnd(store.close);
  };
  /** A web server on a free port of this machine; returns its port. */
  const serving = async (answer: RequestListener): Promise<number> => {
    const server = createServer(answer);
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
    folders.onEnd(() => new Promise((closed) => void server.close(closed).closeAllConnections()));
    const address: AddressInfo | string | null = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  return { ...folders, lived, hold, serving };
}
