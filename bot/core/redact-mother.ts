import { bareText, type Chunk, readChunks } from './redact-chunks.ts';
import type { Finding, Folded } from './redact-fold.ts';
import { isCommonWord } from './redact-words.ts';

const mother =
  /(?<![\p{L}\p{N}])(?:(?:nama )?(?:gadis )?ibu[ -]?kandung|nama ibu|nama gadis ibu|nama mama|nama mamak|gadis ibu)(?:nya|ku)?(?: kandung)?(?![\p{L}\p{N}])/gu;
const motherLink =
  /^(?:saya|sya|sy|aku|gw|ku|nya|kandung|namanya|bernama|nama|bernm|adalah|adlh|yaitu|ialah|yakni|itu|[:=]+|-)$/;
const name = /^[\p{L}][\p{L}'.’-]*$/u;

const isName = (chunk: Chunk): boolean => {
  const bare = bareText(chunk.text);
  return bare.length > 1 && name.test(bare) && !isCommonWord(bare);
};

const isMotherLink = (chunk: Chunk | undefined): boolean =>
  chunk !== undefined && motherLink.test(chunk.text.replace(/(?<=\p{L})[:=,]+$/u, ''));

/** Where a name of at most four words ends that begins with the first of some chunks. */
const nameEnd = (chunks: readonly Chunk[]): number => {
  let end = 0;
  for (const chunk of chunks.slice(0, 4)) {
    if (!isName(chunk)) break;
    end = chunk.start + chunk.text.replace(/[.,;?!)]+$/, '').length;
    if (/[.,;?!]$/.test(chunk.text)) break;
  }
  return end;
};

const nameAfter = (folded: Folded, original: string, from: number): Finding[] => {
  const chunks = readChunks(folded.text, from, 9);
  let at = 0;
  while (isMotherLink(chunks[at])) at += 1;
  const first = chunks[at];
  if (first === undefined || !isName(first)) return [];
  const letter = original.charAt(folded.starts[first.start] ?? 0);
  if (at === 0 && letter === letter.toLowerCase()) return [];
  return [{ kind: 'password', start: first.start, end: nameEnd(chunks.slice(at)), value: '' }];
};

/** The mother's maiden name where it is given: the security question of banks and of the agency, so it counts as a password. */
export const findMotherNames = (folded: Folded, original: string): Finding[] => {
  const findings: Finding[] = [];
  for (const found of folded.text.matchAll(mother)) {
    const [secret] = nameAfter(folded, original, found.index + found[0].length);
    if (secret !== undefined && secret.start >= (findings.at(-1)?.end ?? 0)) findings.push(secret);
  }
  return findings;
};
