/** Whatever is sent at whatever step of the project's own content, there is an answer, and the state can be stored. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadBook } from '../../bot/content/load.ts';
import { advance } from '../../bot/core/advance.ts';
import { type Conversation, conversation, newConversation, type Question } from '../../bot/core/conversation.ts';
import type { BoardStatus, MessageReceived, Understanding } from '../../bot/core/event.ts';
import { intentIds } from '../../bot/core/ids.ts';
import type { IncomingMessage, SensitiveKind } from '../../bot/core/message.ts';
import { asked, isAsking } from '../../bot/core/question.ts';

const book = await loadBook();
const NOW = Date.parse('2026-11-23T03:00:00Z');
const asking = [...book.steps].filter(([, { step }]) => isAsking(step)).map(([id]) => id);
const { hear, commands } = book.texts;
const said = [
  ...Object.values(commands).flat(),
  ...[hear.yes, hear.no, hear.wait, hear.why, hear.refuse, hear.mistake, hear.other, hear.unknown].flat(),
  ...book.texts.distress.words,
  ...[...book.steps.values()].flatMap(({ step }) => ('options' in step ? step.options.map(({ label }) => label) : [])),
  ...['1', '2', '10', '0', '99', '12-03-2026', 'kemarin', '23 juta', '{topic}', '{options}', '\n', '⟨nik⟩', '😭'],
];

const text = fc.oneof(
  fc.constantFrom(...said),
  fc.tuple(fc.constantFrom(...said), fc.constantFrom(...said)).map((parts) => parts.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('a'.repeat(2_600), 'gagal login '.repeat(800), '\u{1f62d}'.repeat(4_000)),
);
const place = fc.record({ step: fc.constantFrom(...asking, 'GONE-1'), part: fc.nat({ max: 6 }) });
const option = fc.oneof(
  fc.tuple(fc.constantFrom(...asking), fc.integer({ min: -1, max: 12 })).map(([step, way]) => `${step}#${way}`),
  fc.string({ maxLength: 20 }),
);
const kinds = ['photo', 'voice', 'document', 'location', 'contact', 'sticker', 'unsupported'] as const;
const message: fc.Arbitrary<IncomingMessage> = fc.oneof(
  { weight: 4, arbitrary: text.map((words) => ({ type: 'text' as const, id: 'm', at: NOW, text: words })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(option, fc.constantFrom(...said))
      .map(([pressed, label]) => ({ type: 'choice' as const, id: 'm', at: NOW, option: pressed, text: label })),
  },
  fc
    .tuple(fc.constantFrom(...kinds), fc.constantFrom('', 'ini layarnya', '1'))
    .map(([type, caption]) => ({ type, id: 'm', at: NOW, text: caption })),
);

const intent = fc.constantFrom(...intentIds);
const understanding: fc.Arbitrary<Understanding | null> = fc.oneof(
  fc.constant(null),
  fc
    .tuple(
      fc.uniqueArray(intent, { minLength: 1, maxLength: 4 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([intents, first, outOfScope]) => ({
      outOfScope,
      ranking: intents.map((one, index) => ({ intent: one, score: first / (index + 1) })),
    })),
);
const board: fc.Arbitrary<BoardStatus> = fc.constantFrom(
  { type: 'clear' },
  { type: 'maintenance', service: 'JMO', from: NOW - 1_000, until: NOW + 1_000 },
  { type: 'incident', service: 'JMO', from: NOW - 1_000, until: null },
);
const event: fc.Arbitrary<MessageReceived> = fc
  .record({
    message,
    understanding,
    board,
    delayed: fc.boolean(),
    found: fc.subarray<SensitiveKind>(['otp', 'password', 'nik', 'kpj']),
  })
  .map(({ message: sent, understanding: understood, board: status, delayed, found }) => ({
    type: 'message-received',
    received: { message: sent, found, sealed: [], receivedAt: NOW },
    understanding: understood,
    delayed,
    moment: { now: NOW, board: status, caseCode: 'JM-23456', transferCode: 'K7QF-M2XD' },
  }));

const question: fc.Arbitrary<Question | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Question>({ type: 'step' }) },
  fc.constantFrom<Question | null>(null, { type: 'resume' }, { type: 'agent' }),
  intent.map((one): Question => ({ type: 'answer', intent: one })),
  fc.uniqueArray(intent, { minLength: 2, maxLength: 3 }).map((intents): Question => ({ type: 'clarify', intents })),
);
/** A conversation that stands somewhere, also where none could have come to. */
const standing: fc.Arbitrary<Conversation> = fc
  .record({
    question,
    position: fc.option(place, { nil: null }),
    back: fc.array(place, { maxLength: 3 }),
    paused: fc.array(place, { maxLength: 3 }),
    misses: fc.nat({ max: 4 }),
    repeats: fc.nat({ max: 4 }),
    lastAt: fc.constantFrom(0, NOW - 1_000, NOW - 3 * 3_600_000, NOW - 40 * 86_400_000),
    askedAt: fc.constantFrom(0, NOW - 1_000, NOW, NOW + 1_000),
    audience: fc.constantFrom('participant' as const, 'agent' as const),
  })
  .map((changes) => ({
    ...newConversation(),
    slots: { 'filed-on': { text: '2026-11-02', sealed: [] } },
    ...changes,
  }));

const unfilled = (replies: readonly { text: string; options: readonly { label: string }[] }[], given: string) =>
  replies
    .flatMap(({ text: line, options }) => [line, ...options.map(({ label }) => label)])
    .flatMap((line) => line.match(/\{[a-zA-Z.]+\}/g) ?? [])
    .filter((brace) => !given.includes(brace));

/** What must hold after every event; returns the next conversation. */
function check(before: Conversation, happened: MessageReceived): Conversation {
  const next = advance(before, happened, book);
  if (next.decision.type !== 'held') expect(next.replies.length).toBeGreaterThan(0);
  else if (!['pressed-twice', 'said-twice', 'courtesy', 'before-the-question', 'loop'].includes(next.decision.reason))
    expect(next.replies).not.toEqual([]);
  for (const reply of next.replies) expect(reply.text.trim()).not.toBe('');
  expect(unfilled(next.replies, happened.received.message.text)).toEqual([]);
  expect(conversation.parse(JSON.parse(JSON.stringify(next.conversation)))).toEqual(next.conversation);
  return next.conversation;
}

describe('advance', () => {
  it('answers anything at any step', () => {
    fc.assert(
      fc.property(standing, event, (before, happened) => void check(before, happened)),
      { numRuns: 3_000, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('answers anything along any way that a dialogue can take', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 25, size: 'max' }), (events) => {
        const end = events.reduce(check, newConversation());
        if (end.question) expect(asked(end, book)).toBeDefined();
      }),
      { numRuns: 250, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('says no more bubbles to one message than somebody reads', () => {
    fc.assert(
      fc.property(standing, event, (before, happened) => {
        expect(advance(before, happened, book).replies.length).toBeLessThanOrEqual(9);
      }),
      { numRuns: 1_000, interruptAfterTimeLimit: 20_000 },
    );
  });

  it('is the same for the same message', () => {
    fc.assert(
      fc.property(standing, event, (before, happened) => {
        expect(advance(before, happened, book)).toEqual(advance(before, happened, book));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps a conversation small, however long it goes on', () => {
    const events = fc.sample(event, { numRuns: 3_000, seed: 1 });
    const end = events.reduce((state, happened) => advance(state, happened, book).conversation, newConversation());
    expect(JSON.stringify(end).length).toBeLessThan(60_000);
  });
});
