import { type FaultList, faultList } from '../fault-list.ts';

/**
 * What a fault does to a call: an error of the API, a page of a gateway, a connection cut before or after the message was taken, or a
 * message that is taken and fails later, as a status.
 */
export type FaultAct =
  | { readonly type: 'error'; readonly code: number; readonly status: number }
  | { readonly type: 'gateway'; readonly isTaken: boolean }
  | { readonly type: 'drop'; readonly when: 'before' | 'after' }
  | { readonly type: 'fails-later'; readonly code: number };

export type Fault = { readonly act: FaultAct; readonly times: number; readonly address?: string };

export const rateLimit: FaultAct = { type: 'error', code: 130429, status: 429 };
export const pairLimit: FaultAct = { type: 'error', code: 131056, status: 400 };
export const tokenExpired: FaultAct = { type: 'error', code: 190, status: 401 };
export const serverError: FaultAct = { type: 'error', code: 131016, status: 500 };

/** A call is known by the address of its message. */
export type Faults = FaultList<Fault, string, FaultAct>;

export const noFaults = (): Faults => faultList((fault, address) => (fault.address ?? address) === address);
