import type { Handler } from 'hono';
import type { Alarm, Store } from './store/store.ts';

type Sources = { readonly store: Store; readonly alarms: () => readonly Alarm[] };

/** `GET /healthz`: 200 with the counts that a monitor needs. Alarms are counted here and spelled out in the log, because anyone may ask this. */
export function health({ store, alarms }: Sources): Handler {
  return async (context) => {
    const unfinished = await store.unfinished();
    const cases = await store.cases();
    const all = [...store.alarms(), ...alarms()];
    return context.json({ status: 'ok', unfinished: unfinished.length, openCases: cases.length, alarms: all.length });
  };
}
