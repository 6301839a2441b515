/** What a participant of any channel does from the first message to the end, while the bot is killed and started again. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { expect } from 'vitest';
import { loadBook } from '../../bot/content/load.ts';
import { watching } from '../servers/watching.ts';
import type { Operator } from './operator.ts';

const book = await loadBook();

/** A participant with a phone. */
export type Person = {
  readonly writes: (text: string) => unknown;
  /** Presses the button with this label; on a phone without buttons, types its number. */
  readonly chooses: (label: string) => unknown;
  /** What the bot has said, in the order in which the phone shows it. */
  readonly read: () => readonly string[];
};

/** Long enough for a machine with much else to do, and for a channel that keeps a human pace. */
const patience = 45_000;
const { until } = watching();

/** The sentence of a step that nothing is filled into. */
const sentence = (step: string, place = 0): string => {
  const found = book.steps.get(step)?.step;
  const said = found && 'say' in found ? found.say[place] : undefined;
  if (said === undefined) throw new Error(`The content has no step ${step} with a sentence ${place}.`);
  return said;
};

const options = (step: string): readonly string[] => {
  const found = book.steps.get(step)?.step;
  return found && 'options' in found ? found.options.map(({ label }) => label) : [];
};

/** Does something and waits for the one reply that holds the sentence; it must stand behind everything that was read before. */
async function answered(person: Person, act: () => unknown, expected: string): Promise<void> {
  const before = person.read().length;
  await act();
  const isThere = () =>
    person
      .read()
      .slice(before)
      .some((text) => text.includes(expected));
  await until(`“${expected}” after “${person.read().at(-1)?.slice(0, 60)}”`, isThere, patience);
}

/** Login → one-time code → solved, by number, word and button; the bot is stopped once in order and once not. */
export async function solves(person: Person, operator: Operator): Promise<void> {
  await answered(person, () => person.writes('gk bs login min, pdhl sandi udh bener'), sentence('P1-00'));
  const number = options('P1-00').findIndex((label) => label.includes('OTP')) + 1;
  await answered(person, () => person.writes(String(number)), sentence('P1-30'));
  await answered(person, () => stoppedBetween('SIGTERM', operator, () => person.writes('sms')), sentence('P1-31'));
  const [active = ''] = options('P1-31');
  await answered(person, () => stoppedAfter('SIGKILL', operator, () => person.chooses(active)), sentence('P1-32', 2));
  const [arrived = ''] = options('P1-32');
  await answered(person, () => person.chooses(arrived), book.texts.solved);
}

/** Asks for an officer, consents, tells the story; kills in the middle. Returns the code of the case, as the officers see it too. */
export async function handsOver(person: Person, operator: Operator): Promise<string> {
  await answered(person, () => person.writes('mau ngomong sama orang aja'), sentence('H-00'));
  await answered(person, () => person.chooses(book.texts.agree.label), sentence('H-10'));
  await answered(person, () => stoppedAfter('SIGKILL', operator, () => person.writes('Bambang')), 'Nomor KPJ kamu');
  await answered(person, () => person.writes('12345678901'), sentence('H-13'));
  await answered(person, () => person.chooses(book.texts.skip.label), sentence('H-12'));
  await answered(
    person,
    () => stoppedBetween('SIGTERM', operator, () => person.writes('saldo saya beda sama slip gaji sudah 3 bulan')),
    'JM-',
  );
  const code = /JM-[0-9A-Z]{5}/.exec(person.read().join('\n'))?.[0] ?? '';
  const cases = await openCases(operator.folder);
  expect(cases).toContain(code);
  expect(cases).toContain('12345678901');
  expect(cases).toContain('Bambang');
  return code;
}

/** What happens while the bot is away reaches it when it is back. */
async function stoppedBetween(signal: 'SIGTERM' | 'SIGKILL', operator: Operator, act: () => unknown): Promise<void> {
  await operator.kill(signal);
  await act();
  await operator.start();
}

/** The bot ends while the message is on its way, at whatever it is doing then. */
async function stoppedAfter(signal: 'SIGTERM' | 'SIGKILL', operator: Operator, act: () => unknown): Promise<void> {
  await act();
  await operator.kill(signal);
  await operator.start();
}

/** What `npm run cases` prints for the officers. */
function openCases(folder: string): Promise<string> {
  const script = resolve(import.meta.dirname, '../../bot/cases.ts');
  const env = { PATH: process.env.PATH, DATA_DIR: folder };
  return new Promise((done, failed) => {
    execFile(process.execPath, [script], { cwd: folder, env }, (error, printed) =>
      error ? failed(error) : done(printed),
    );
  });
}

/** What is read twice, one after the other. */
export const repeats = (read: readonly string[]): readonly string[] =>
  read.filter((text, place) => text === read[place - 1]);
