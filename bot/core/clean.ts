/** The longest text that is read, in UTF-16 units; twice what the channels deliver. */
export const longestText = 10_000;

const carriage = /\r\n?|[\u2028\u2029\u0085\v\f]/g;
/** Controls but line breaks; zero-width and direction marks; lone surrogates; tags. Joiners inside emoji go as well. */
const invisible = /(?!\n)[\p{Cc}\p{Cs}]|\p{Cf}|\u034f|\u115f|\u1160|\u3164|\uffa0/gu;
const piledMarks = /(\p{M}{2})\p{M}+/gu;

/**
 * What a participant wrote, as the rest of the program reads it: NFC, only line breaks for control characters, without
 * invisible marks, at most two combining marks a letter, trimmed, at most `longestText` units. Idempotent.
 */
export const cleanText = (text: string): string => {
  const visible = text
    .slice(0, longestText * 4)
    .replaceAll('\t', ' ')
    .replaceAll(carriage, '\n')
    .replaceAll(invisible, '')
    .normalize('NFC')
    .replaceAll(piledMarks, '$1')
    .normalize('NFC')
    .trim();
  const short = visible.slice(0, longestText);
  // The cut must not leave half a character behind.
  return (/[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short).trim();
};
