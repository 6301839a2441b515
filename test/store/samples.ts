import type { HandoverCase } from '../../bot/core/conversation.ts';
import { newConversation } from '../../bot/core/conversation.ts';
import type { ReceivedMessage } from '../../bot/core/message.ts';
import type { Commit, Party } from '../../bot/store/store.ts';

export const party = (id: string, address = `address of ${id}`): Party => ({ id, channel: 'web', address });

/** A text whose words are its id. */
export const text = (id: string, at = 1000): ReceivedMessage => ({
  message: { id, at, type: 'text', text: `text ${id}` },
  found: [],
  sealed: [],
  receivedAt: at + 1,
});

/** A turn that answers the messages with one reply each time; what is not given is usual. */
export const turn = (done: readonly string[], replies: readonly string[], rest: Partial<Commit> = {}): Commit => ({
  state: newConversation(),
  done,
  replies: replies.map((said) => ({ text: said, options: [] })),
  at: 2000,
  pulled: false,
  ...rest,
});

export const handover = (code: string, openedAt: number, status: HandoverCase['status'] = 'open'): HandoverCase => ({
  code,
  category: 'umum',
  obstacle: 'klaim-jht',
  openedAt,
  step: 'none',
  tried: [],
  slots: {},
  others: [],
  status,
});

export const withCase = (found: HandoverCase): Partial<Commit> => ({ state: { ...newConversation(), case: found } });
