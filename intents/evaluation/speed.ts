/** How long ranking takes, and how much memory the process holds. */
import type { Asks } from './measures.ts';
import { quantile } from './measures.ts';

export type Speed = { readonly median: number; readonly p99: number };

/** Microseconds to rank one of the texts, after one warm-up round over all of them. */
export const speedOf = (texts: readonly string[], ask: Asks): Speed => {
  for (const text of texts) ask(text);
  const times = texts.map((text) => {
    const start = performance.now();
    ask(text);
    return (performance.now() - start) * 1000;
  });
  return { median: quantile(times, 0.5), p99: quantile(times, 0.99) };
};

export const residentMegabytes = (): number => process.memoryUsage.rss() / 1e6;

/** The value and the seconds that it took to make it. */
export const timed = <Value>(make: () => Value): { readonly value: Value; readonly seconds: number } => {
  const start = performance.now();
  const value = make();
  return { value, seconds: (performance.now() - start) / 1000 };
};
