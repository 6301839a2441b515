export type Outgoing = { readonly id: string; readonly to: string };
/** `type` is empty for a plain delivery receipt. */
export type Receipt = { readonly ids: readonly string[]; readonly to: string; readonly type: string };
export type Refusal = { readonly id: string; readonly error: string };

type Waiter = { readonly isDone: () => boolean; readonly resolve: () => void };

const untilMs = 20_000;

/** What the server has seen, and a way to wait until it has seen something. */
export function records() {
  const outgoing: Outgoing[] = [];
  const receipts: Receipt[] = [];
  const refusals: Refusal[] = [];
  const typing: string[] = [];
  const problems: unknown[] = [];
  const counts = { logins: 0, pairings: 0 };
  const waiters = new Set<Waiter>();

  /** Something has been added; whoever waits looks again. */
  const changed = (): void => {
    for (const waiter of waiters) {
      if (!waiter.isDone()) continue;
      waiters.delete(waiter);
      waiter.resolve();
    }
  };

  /** Resolves when the condition holds, looking again whenever something has happened; rejects naming `what` after `ms`. */
  const until = (what: string, isDone: () => boolean, ms = untilMs): Promise<void> =>
    new Promise((resolve, reject) => {
      if (isDone()) return resolve();
      const waiter = {
        isDone,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        waiters.delete(waiter);
        reject(new Error(`Waited ${ms} ms in vain until ${what}.`, { cause: problems.at(-1) }));
      }, ms);
      waiters.add(waiter);
    });

  return { outgoing, receipts, refusals, typing, problems, counts, changed, until };
}

export type Records = ReturnType<typeof records>;
