/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const seams = [/\n{2,}/g, /\n/g, /(?<=[.!?…])\s+/g, /\s+/g];

/** The last seam that leaves a first part of at least half the limit, so that parts are not needlessly small. */
function lastSeam(text: string, limit: number): { readonly end: number; readonly next: number } | undefined {
  for (const seam of seams) {
    const found = [...text.matchAll(seam)].filter(({ index }) => index >= limit / 2 && index <= limit).at(-1);
    if (found) return { end: found.index, next: found.index + found[0].length };
  }
  return undefined;
}

/** A word longer than the limit is cut between characters as people see them, so that no emoji is torn. */
function insideWord(text: string, limit: number): number {
  const characters = new Intl.Segmenter('id').segment(text.slice(0, limit + 1));
  const last = [...characters].at(-1)?.index ?? 0;
  return last > 0 ? last : limit;
}

/** The text in parts of at most `limit` UTF-16 units, cut at the end of a paragraph, line, sentence or word where there is one. */
export function splitText(text: string, limit: number): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const { end, next } = lastSeam(rest.slice(0, limit + 1), limit) ?? cut(insideWord(rest, limit));
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(next).trimStart();
  }
  return [...parts, rest].filter((part) => part !== '');
}

const cut = (at: number) => ({ end: at, next: at });
