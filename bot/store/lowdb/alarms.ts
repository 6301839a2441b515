import type { Alarm } from '../store.ts';

/** The alarms that hold now, each under a key (a file, or what failed), so that the same trouble is told once. */
export type Alarms = {
  readonly raise: (key: string, text: string) => void;
  readonly clear: (key: string) => void;
  readonly holds: (key: string) => boolean;
  readonly list: () => readonly Alarm[];
};

/** `report` is called when an alarm is new. */
export const emptyAlarms = (now: () => number, report: (alarm: Alarm) => void): Alarms => {
  const held = new Map<string, Alarm>();
  return {
    raise: (key, text) => {
      if (held.has(key)) return;
      const alarm = { text, since: now() };
      held.set(key, alarm);
      report(alarm);
    },
    clear: (key) => {
      held.delete(key);
    },
    holds: (key) => held.has(key),
    list: () => [...held.values()],
  };
};
