import { z } from 'zod';
import { crashPoints } from '../../../../bot/channels/whatsapp-cloud/options.ts';
import type { IncomingMessage, Reply } from '../../../../bot/core/message.ts';
import { echoPoints } from '../echo-bot.ts';
import { menu } from '../office.ts';

export const childSetting = z.object({
  folder: z.string(),
  apiRoot: z.string(),
  /** Where it kills itself, at the how-manieth time; empty for nowhere. */
  point: z.string(),
  after: z.number(),
});

/** Every named point of receiving and sending, in the channel and between it and the store. */
export const points = [...crashPoints, ...echoPoints];
export type Point = (typeof points)[number];

/** A long answer comes in two parts. */
export const partsOf = (word: string): readonly string[] =>
  ['bagian 1', 'bagian 2'].map((part) => `${word} ${part} ${'x'.repeat(3_000)}`);

/** Answers differ, so that one that is doubled or lost can be told. */
export const answerOf = (message: IncomingMessage): readonly Reply[] => {
  if (message.type === 'choice') return [{ text: `tekan ${message.id}`, options: [] }];
  if (message.text.startsWith('menu')) return [{ ...menu, text: `pilih ${message.text}` }];
  if (message.text.startsWith('panjang')) return [{ text: partsOf(message.text).join('\n\n'), options: [] }];
  return [{ text: `jawab ${message.text}`, options: [] }];
};
