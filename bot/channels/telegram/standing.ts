import type { Alarm } from '../../store/store.ts';
import type { ChannelStatus, WatchedChannel } from '../status.ts';

/** Keeps how the channel stands, for the operator's page. */
export type Standing = {
  /** What is wrong has changed. */
  readonly changed: () => void;
  /** Telegram has accepted the token. */
  readonly accepted: () => void;
  readonly watched: (alarms: () => readonly Alarm[]) => WatchedChannel;
};

export const standing = (now: () => number): Standing => {
  const listeners = new Set<() => void>();
  let status: ChannelStatus = { state: 'connecting', since: now() };
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const present = ([alarm]: readonly Alarm[]): ChannelStatus =>
    alarm ? { state: 'waiting', since: alarm.since, reason: alarm.text } : status;
  return {
    changed,
    accepted: () => {
      status = { state: 'connected', since: now() };
      changed();
    },
    watched: (alarms) => ({
      name: 'telegram',
      status: () => present(alarms()),
      onChange: (listener) => {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    }),
  };
};
