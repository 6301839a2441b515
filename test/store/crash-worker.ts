// Receives and answers messages in the data folder given as the first argument until it is killed, and prints what was confirmed.
import { writeSync } from 'node:fs';
import { lowdbStore } from '../../bot/store/lowdb/lowdb-store.ts';
import { party, text, turn } from './samples.ts';

const conversations = Array.from({ length: 20 }, (_, number) => `c${number}`);
const lanes = 4;
const store = await lowdbStore({ folder: process.argv[2] ?? '', keptDocuments: 8 });

/** Writes at once, so that the line is in the pipe before anything else happens. */
const print = (...words: readonly (string | number)[]) => writeSync(1, `${words.join(' ')}\n`);

const share = (lane: number) => conversations.filter((_, number) => number % lanes === lane);

const oneOf = (ids: readonly string[]) => ids[Math.floor(Math.random() * ids.length)] ?? 'c0';

/** Receives messages numbered from 1, one conversation's in order; the channel sometimes delivers one twice. */
const receive = async (lane: number) => {
  const counts = new Map<string, number>();
  for (const id of share(lane)) {
    const lines = (await store.load(id))?.transcript.filter(({ from }) => from === 'participant') ?? [];
    counts.set(id, lines.length);
    if (lines.length > 0 && (await store.receive(party(id), text(String(lines.length)))) === 'stored')
      print('doubled', id);
  }
  while (true) {
    const id = oneOf(share(lane));
    const number = (counts.get(id) ?? 0) + 1;
    counts.set(id, number);
    const deliveries = Math.random() < 0.3 ? 2 : 1;
    const outcomes = await Promise.all(
      Array.from({ length: deliveries }, () => store.receive(party(id), text(String(number)))),
    );
    if (outcomes.filter((outcome) => outcome === 'stored').length !== 1) print('doubled', id);
    print('received', id, number);
  }
};

/** Answers what is in the inboxes, each message with a reply of its own. */
const answer = async (lane: number) => {
  while (true) {
    const id = oneOf(share(lane));
    const document = await store.load(id);
    const ids = document?.inbox.map(({ message }) => message.id) ?? [];
    if (ids.length === 0) continue;
    const lines = await store.commit(id, turn(ids, ids));
    for (const number of ids) print('answered', id, number);
    for (const { seq } of lines) await store.settle(id, seq, { type: 'sent' });
  }
};

await Promise.all(Array.from({ length: lanes }, (_, lane) => [receive(lane), answer(lane)]).flat());
