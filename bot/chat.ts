/** Talk to the bot in the terminal, for people who write content: `npm run chat`. Nothing is kept. */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { numbered } from './channels/channel.ts';
import { loadBook } from './content/load.ts';
import type { Advance } from './core/event.ts';
import type { Understand } from './inbox.ts';
import { projectRoot, rehearse } from './rehearsal.ts';
import { loadUnderstanding } from './understand.ts';

const help = [
  'Tulis seperti peserta. Perintah untuk penulis konten:',
  '  :why     apa yang dipahami dari pesan terakhir',
  '  :state   di langkah mana percakapan berdiri',
  '  :reload  baca ulang folder content dan mulai percakapan baru',
  '  :agent   coba panduan untuk petugas; :peserta untuk kembali',
  '  :quit    selesai',
].join('\n');

type Desk = {
  readonly say: (text: string) => Promise<string>;
  readonly state: () => Promise<string>;
  readonly last: () => Advance | undefined;
};

async function openDesk(understand: Understand, audience: 'participant' | 'agent'): Promise<Desk> {
  const book = await loadBook(resolve(projectRoot, 'content'));
  let last: Advance | undefined;
  let count = 0;
  const { bot, store } = rehearse({
    book,
    understand,
    audience,
    taken: (_party, advance) => {
      last = advance;
    },
    alarm: (text, error) => process.stderr.write(`${text} ${error instanceof Error ? error.stack : ''}\n`),
  });
  const party = { id: 'terminal', channel: 'terminal', address: 'terminal' };
  return {
    async say(text) {
      const before = (await store.load(party.id))?.lastSeq ?? 0;
      await bot.accept(party, { type: 'text', id: String(++count), at: Date.now(), text });
      await bot.idle();
      const lines =
        (await store.load(party.id))?.transcript.filter(({ seq, from }) => seq > before && from === 'bot') ?? [];
      return lines.map(({ reply }) => numbered(reply)).join('\n\n');
    },
    async state() {
      const state = (await store.load(party.id))?.state;
      return JSON.stringify({ ...state, lastReplies: undefined }, null, 1);
    },
    last: () => last,
  };
}

function why(text: string, understand: Understand, last: Advance | undefined): string {
  const understanding = understand(text);
  const ranking =
    understanding?.ranking
      .slice(0, 5)
      .map(({ intent, score }) => `  ${(score * 100).toFixed(0).padStart(3)} %  ${intent}`) ?? [];
  const off = understanding ? `  di luar topik: ${(understanding.outOfScope * 100).toFixed(0)} %` : '  tidak ada kata';
  return [
    `Pesan: ${text}`,
    ...ranking,
    off,
    `Keputusan: ${JSON.stringify(last?.decision)}`,
    `Langkah: ${last?.visited.join(' → ') || '-'}`,
  ].join('\n');
}

type Session = { desk: Desk; text: string };

/** Does what a line asks for and returns what is to be printed; undefined ends the session. */
async function answerLine(line: string, session: Session, understand: Understand): Promise<string | undefined> {
  switch (line) {
    case '':
      return '';
    case ':quit':
      return undefined;
    case ':why':
      return why(session.text, understand, session.desk.last());
    case ':state':
      return session.desk.state();
    case ':reload':
    case ':peserta':
    case ':agent':
      session.desk = await openDesk(understand, line === ':agent' ? 'agent' : 'participant');
      return 'Percakapan baru.';
  }
  if (line.startsWith(':')) return help;
  session.text = line;
  return `\n${await session.desk.say(line)}\n`;
}

async function main(): Promise<void> {
  const understand = loadUnderstanding(resolve(projectRoot, 'intents/examples'), resolve(projectRoot, '.cache'));
  const session: Session = { desk: await openDesk(understand, 'participant'), text: '' };
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  process.stdout.write(`${help}\n\n`);
  terminal.prompt();
  for await (const line of terminal) {
    const printed = await answerLine(line.trim(), session, understand).catch(problemOf);
    if (printed === undefined) break;
    process.stdout.write(`${printed}\n`);
    terminal.prompt();
  }
  terminal.close();
}

/** Broken content at `:reload` is told, and the conversation goes on with what was read before. */
const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

main().catch((error) => {
  process.stderr.write(`${problemOf(error)}\n`);
  process.exitCode = 1;
});
