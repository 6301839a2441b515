import { type FaultList, faultList } from '../fault-list.ts';

/** What a fault does to a call: answers an error, cuts the connection before or after the call took effect, answers late, or answers no JSON. */
export type FaultAct =
  | { readonly type: 'error'; readonly code: number; readonly description: string; readonly retryAfter?: number }
  | { readonly type: 'drop'; readonly when: 'before' | 'after' }
  | { readonly type: 'slow'; readonly milliseconds: number }
  | { readonly type: 'not-json' };

export type Fault = {
  /** The method it meets; `*` meets every method. */
  readonly method: string;
  readonly times: number;
  readonly act: FaultAct;
  /** Only calls about this chat. */
  readonly chat?: number;
};

export const tooMany = (retryAfter: number): FaultAct => ({
  type: 'error',
  code: 429,
  description: `Too Many Requests: retry after ${retryAfter}`,
  retryAfter,
});
export const unauthorized: FaultAct = { type: 'error', code: 401, description: 'Unauthorized' };
export const serverError: FaultAct = { type: 'error', code: 502, description: 'Bad Gateway' };

type Met = { readonly method: string; readonly chat: unknown };
export type Faults = FaultList<Fault, Met, FaultAct>;

export const noFaults = (): Faults =>
  faultList(
    (fault, { method, chat }) =>
      (fault.method === '*' || fault.method === method) && (fault.chat === undefined || fault.chat === chat),
  );
