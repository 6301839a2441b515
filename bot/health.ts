import type { Handler } from 'hono';
import type { Alarm, Store } from './store/store.ts';

type Sources = { readonly store: Store; readonly alarms: () => readonly Alarm[] };

/** `GET /healthz`: the counts that a monitor needs, with 200, or with 503 while no message can be stored. Alarms are counted here and spelled out in the log, because anyone may ask this. */
export function health({ store, alarms }: Sources): Handler {
  return async (context) => {
    const unfinished = await store.unfinished();
    const cases = await store.cases();
    const isWritable = await store.isWritable();
    const all = [...store.alarms(), ...alarms()];
    const counts = { unfinished: unfinished.length, openCases: cases.length, alarms: all.length };
    return isWritable
      ? context.json({ status: 'ok', ...counts })
      : context.json({ status: 'cannot store', ...counts }, 503);
  };
}
