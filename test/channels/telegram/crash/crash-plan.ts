import { z } from 'zod';
import type { IncomingMessage, Reply } from '../../../../bot/core/message.ts';
import { menu } from '../world.ts';

export const childSetting = z.object({
  folder: z.string(),
  apiRoot: z.string(),
  token: z.string(),
  /** Where it kills itself, at the how-manieth time. */
  point: z.string(),
  after: z.number(),
  /** Milliseconds between a message and its turn. */
  quiet: z.number(),
  /** Updates come by webhook. */
  hook: z.boolean(),
});
export type ChildSetting = z.infer<typeof childSetting>;

export type Plan = {
  readonly point: string;
  readonly chats: number;
  readonly quiet: number;
  readonly hook: boolean;
  /** The point is passed several times in a round; any of them may be the one. */
  readonly passes: number;
  /** Why a reply may come twice here; undefined where it may not. */
  readonly mayDouble?: string;
};

const receiving = (point: string, hook = false): Plan => ({ point, chats: 4, quiet: 150, hook, passes: 1 });
const sending = (point: string, mayDouble?: string): Plan => ({
  point,
  chats: 1,
  quiet: 0,
  hook: false,
  passes: 3,
  ...(mayDouble === undefined ? {} : { mayDouble }),
});

const noKey = 'Telegram accepted the message, takes no key of ours, and cannot be asked whether it did';

/** Every named point of receiving and sending, by kind. */
export const plans = {
  'receiving by long polling': [
    receiving('fetched'),
    receiving('before-keep'),
    receiving('kept'),
    receiving('press-answered'),
    {
      ...receiving('batch-kept'),
      mayDouble: `the first messages of the batch may be under way to an answer: ${noKey}`,
    },
  ],
  'receiving by webhook': [receiving('hook-received', true), receiving('hook-kept', true)],
  sending: [
    sending('before-commit'),
    sending('committed'),
    sending('before-send'),
    sending('part-sent', noKey),
    sending('part-noted'),
    sending('all-sent', noKey),
    sending('before-settle', noKey),
    sending('settled'),
  ],
} as const;

const paragraphs = 3;
const paragraph = (word: string, part: number) => `${word} bagian ${part} ${'x'.repeat(3000)}`;

/** A long answer comes in three parts, each recognisable. */
export const partsOf = (word: string): readonly string[] =>
  Array.from({ length: paragraphs }, (_, part) => paragraph(word, part + 1));

/** Answers differ, so that a doubled or lost one can be told. */
export const answerOf = (message: IncomingMessage): readonly Reply[] => {
  if (message.type === 'choice') return [{ text: `tekan ${message.id}`, options: [] }];
  if (message.text.startsWith('menu')) return [{ ...menu, text: `pilih ${message.text}` }];
  if (message.text.startsWith('panjang')) return [{ text: partsOf(message.text).join('\n\n'), options: [] }];
  return [{ text: `jawab ${message.text}`, options: [] }];
};
