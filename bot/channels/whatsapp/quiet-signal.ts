type Printer = Pick<Console, 'log' | 'info' | 'warn' | 'error'>;

const methods = ['log', 'info', 'warn', 'error'] as const;

/** The beginnings of what libsignal 6 prints (its `src/session_record.js`, `session_cipher.js`, `session_builder.js`, `queue_job.js`, `curve.js`). */
const ofSignal =
  /^(Closing (open )?session|Opening session|Removing old closed session|Session already (closed|open)|Migrating session|V1 session storage|Decrypted message with closed session|Failed to decrypt message|Session error|Unhandled bucket|WARNING: Expected pubkey)/;

/** Signal sessions, however they come to be printed, are known by the names of their parts. */
const isSession = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ('currentRatchet' in value || '_chains' in value || 'privKey' in value);

const quieted = new WeakSet<Printer>();

/**
 * Keeps what libsignal prints out of the console: it prints whole sessions, private keys included. Call it before Baileys is
 * used; calling it again changes nothing.
 */
export function quietSignal(printer: Printer): void {
  if (quieted.has(printer)) return;
  quieted.add(printer);
  for (const method of methods) {
    const print = printer[method].bind(printer);
    printer[method] = (...values: unknown[]) => {
      const [first] = values;
      if ((typeof first === 'string' && ofSignal.test(first)) || values.some(isSession)) return;
      print(...values);
    };
  }
}
