/** One thing that a check-up looked at. `text` says how it is, and what to do when it is not well; it never holds a secret. */
export type Finding = { readonly level: 'ok' | 'warn' | 'fail'; readonly about: string; readonly text: string };

/** Findings about one subject. */
export function findings(about: string) {
  const of = (level: Finding['level']) => (text: string) => ({ level, about, text });
  return { ok: of('ok'), warn: of('warn'), fail: of('fail') };
}

/** What an error says, and the code of what is behind it; never the address of a call, which may hold a token. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'no answer in time';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
