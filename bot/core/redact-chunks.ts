/** A stretch of a text between blanks. */
export type Chunk = { readonly text: string; readonly start: number };

/** A chunk without the quotes, brackets and punctuation around it. */
export const bareText = (text: string): string =>
  text.replace(/^["'`“”‘’«(]{1,3}/, '').replace(/["'`“”‘’»)\].,;?!…]{1,6}$/, '');

/** No secret is longer; the bound keeps a text without blanks from being read again and again. */
const longestChunk = 200;

const chunkAt = (text: string, from: number): Chunk | null => {
  let start = from;
  while (start < text.length && /\s/.test(text.charAt(start))) start += 1;
  let end = start;
  while (end < text.length && end - start < longestChunk && !/\s/.test(text.charAt(end))) end += 1;
  return end === start ? null : { text: text.slice(start, end), start };
};

const chunksFrom = (text: string, from: number, most: number): Chunk[] => {
  const chunks: Chunk[] = [];
  let place = from;
  while (chunks.length < most) {
    const chunk = chunkAt(text, place);
    if (chunk === null) break;
    chunks.push(chunk);
    place = chunk.start + chunk.text.length;
  }
  return chunks;
};

/** Splits ":Budi1990" into the link and what follows it. */
const splitLinks = (chunks: readonly Chunk[]): Chunk[] =>
  chunks.flatMap((chunk): Chunk[] => {
    const link = /^(?:[:=]+|->|=>|→)(?=.)/u.exec(chunk.text)?.[0];
    const tail = /^(?:saya|sy|aku|gw|nya|akun|jmo|login|baru|lama|ini|itu)(?=[:=])/.exec(chunk.text)?.[0];
    if (link !== undefined) {
      return [
        { text: link, start: chunk.start },
        { text: chunk.text.slice(link.length), start: chunk.start + link.length },
      ];
    }
    return tail === undefined
      ? [chunk]
      : [
          { text: tail, start: chunk.start },
          ...splitLinks([{ text: chunk.text.slice(tail.length), start: chunk.start + tail.length }]),
        ];
  });

/** At most so many chunks of a text from a place on; links such as ":" and "=" are chunks of their own. */
export const readChunks = (text: string, from: number, most: number): Chunk[] =>
  splitLinks(chunksFrom(text, from, most));
