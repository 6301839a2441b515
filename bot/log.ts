import pino, { type DestinationStream, type Logger } from 'pino';
import { z } from 'zod';
import { redact } from './core/redact.ts';

/**
 * The log: JSON lines. Texts of participants are never handed to it; as a second line of defence everything that is written passes
 * the redaction of numbers and secrets.
 */
export function createLog(level: string, destination: DestinationStream = standardOutput()): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['text', '*.text', 'token', '*.token', 'req.headers'], censor: '⟨hidden⟩' },
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: (line: string) => withoutSecrets(line) },
  };
  return pino(options, destination);
}

/** Lines that a full disk does not take are lost, and the bot goes on; pino's own way would stop it until there is space again. */
function standardOutput(): DestinationStream {
  process.stdout.on('error', () => {});
  return { write: (line) => void process.stdout.write(line) };
}

/** Cuts identifiers out of the message and the error of a line; times and codes of our own stay. */
function withoutSecrets(line: string): string {
  return line.replace(/"(msg|message|stack|reason)":("(?:[^"\\]|\\.)*")/g, (_whole, key: string, value: string) => {
    // Read as a text first: in its written form a line break is a letter beside the number that follows it.
    const text = z.string().parse(JSON.parse(value));
    const parts = text.split(ownFile).map((part, place) => (place % 2 === 1 ? part : redact(part).text));
    return `"${key}":${JSON.stringify(parts.join(''))}`;
  });
}

/** A file of the store: its name is a hash whose digits look like an account number, and the operator must find it. */
const ownFile = /((?<=conversations[/\\][0-9a-f]{2}[/\\])[0-9a-f]{32}\.json(?:\.damaged-[\w.-]+)?)/;
