import type { SocketConfig } from '@whiskeysockets/baileys';

/** Baileys logs keys and texts, so it logs nothing; what matters is told by status and alarms. */
export const silentLogger: SocketConfig['logger'] = {
  level: 'silent',
  child: () => silentLogger,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};
