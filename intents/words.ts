/**
 * Text as participants write it → clauses of standard words. One normaliser serves training, ranking and the reports.
 */
import { phrases, slang } from './lexicon/slang.ts';

/** One clause of a message: its words in standard spelling, in order. */
export type Clause = readonly string[];

const parseTable = (table: string, separator: string): Map<string, string[]> => {
  const entries = new Map<string, string[]>();
  for (const line of table.trim().split('\n')) {
    const [standard = '', spellings = ''] = line.split(': ');
    for (const spelling of spellings.split(separator)) entries.set(spelling.trim(), standard.split(' '));
  }
  return entries;
};

/** Spelling → the standard words that it stands for. */
export const spellings: ReadonlyMap<string, readonly string[]> = parseTable(slang, ' ');

/** What spellings stand for: a word that is standard already is not taken apart. */
const standards: ReadonlySet<string> = new Set([...spellings.values()].flat());

/** First word of a phrase → its phrases, longest first. */
const phrasesByStart = new Map<string, { readonly rest: string[]; readonly standard: readonly string[] }[]>();
for (const [phrase, standard] of parseTable(phrases, '|')) {
  const [first = '', ...rest] = phrase.split(' ');
  phrasesByStart.set(first, [...(phrasesByStart.get(first) ?? []), { rest, standard }]);
}
for (const list of phrasesByStart.values()) list.sort((a, b) => b.rest.length - a.rest.length);

const moods: readonly (readonly [RegExp, string])[] = [
  [/[🙏👍❤💚💙😊😁😍🥰😘👏🤝💪🔥😇☺🤗]/gu, ' emosenang '],
  [/[👎😡🤬😠😤💩🖕😒🙄😭😢😞😩😫]/gu, ' emokesal '],
];

/** Lower case without accents, emoji as words, stretched letters shortened to one, apostrophes gone. */
export const fold = (text: string): string => {
  let folded = text
    .normalize('NFKD')
    .replace(/\p{Mark}|\p{Format}/gu, '')
    .toLowerCase();
  if (/[^\x20-\x7e\s]/.test(folded)) for (const [mood, word] of moods) folded = folded.replace(mood, word);
  return folded
    .replace(/https?:\S+|www\.\S+/g, ' tautan ')
    .replace(/([a-z])\1{2,}/g, '$1')
    .replace(/['’`´]|-(?=(?:nya|ku|mu|lah|kah|an|in)\b)/g, '');
};

const negatedJoin =
  /^(?:ga|gak|gk|ngga|nggak|kaga|kagak|tdk|tidak|enggak)(bisa|bs|mau|ada|masuk|muncul|jelas|tau|tahu|cair|jadi|dapat|dapet|usah|sesuai|cocok|kebuka|dibuka|aktif|pernah|boleh|guna|berguna|login|sama|ngerti|paham|nyambung|sampai|sampe|keluar|ketemu|terdaftar|kirim|dikirim|terkirim|lagi|perlu|beres)(?:nya|sih)?$/;

const amount = /^(\d{1,3})(?:jt|juta|jeti|jutaan)(?:an)?$/;

const word = (token: string): readonly string[] => {
  const known = spellings.get(token);
  if (known) return known;
  if (standards.has(token)) return [token];
  if (/^\d/.test(token)) return number(token);
  const undoubled = /^([a-z]{2,})[2"]+([a-z]*)$/.exec(token);
  if (undoubled) return word(undoubled[1] + (undoubled[2] ?? ''));
  const joined = negatedJoin.exec(token);
  if (joined?.[1]) return ['tidak', ...word(joined[1])];
  return affixed(token) ?? [token];
};

const number = (token: string): readonly string[] => {
  if (amount.test(token)) return ['angka', 'juta'];
  if (/^0\d0$/.test(token)) return [token];
  if (/^\d+$/.test(token)) return token.length <= 2 ? [token] : ['angka'];
  const split = /^(\d+)([a-z]+)$/.exec(token);
  return split?.[2] && split[1] ? [...number(split[1]), ...word(split[2])] : [token];
};

const suffixes = ['nya', 'ny', 'ku', 'lah', 'kah', 'mu', 'pun', 'in', 'e'] as const;

/** A slang word with a spoken suffix or a doubled last letter on it, or nothing when there is none below. */
const affixed = (token: string): readonly string[] | undefined => {
  for (const suffix of suffixes) {
    if (!token.endsWith(suffix) || token.length < suffix.length + 3) continue;
    const known = spellings.get(token.slice(0, -suffix.length));
    if (known) return known;
  }
  const single = token.replace(/([a-z])\1/g, '$1');
  return single === token ? undefined : spellings.get(single);
};

const prefixesApart = new Set(['di', 'ke', 'ter', 'me', 'ng', 'nge', 'ber']);

/** Joins what was written apart ("di buka"), and replaces set phrases. */
const joinPhrases = (tokens: readonly string[]): string[] => {
  const joined: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const phrase = phrasesByStart
      .get(token)
      ?.find(({ rest }) => rest.every((part, next) => tokens[at + 1 + next] === part));
    if (phrase) {
      joined.push(...phrase.standard);
      at += phrase.rest.length;
      continue;
    }
    const next = tokens[at + 1];
    if (next !== undefined && prefixesApart.has(token) && spellings.has(token + next)) {
      joined.push(token + next);
      at += 1;
    } else joined.push(token);
  }
  return joined;
};

const accountBefore = new Set(['no', 'nomor', 'nmr', 'nomer', 'salah', 'ganti', 'ke', 'di', 'isi', 'data']);

/** In Surabaya "rek" calls friends, at the end of a sentence; elsewhere it is the account (rekening). */
const withoutCalls = (tokens: readonly string[]): readonly string[] =>
  tokens.filter((token, at) => {
    const called = at === tokens.length - 1 && !accountBefore.has(tokens[at - 1] ?? '');
    return token !== 'rek' || tokens.length < 3 || !called;
  });

const boundary = /[.!?;\n,()]+/;

/** The clauses of a message; empty when it holds no word. Repeated words in a row ("cek cek") count once. */
export const clauses = (text: string): Clause[] => {
  const found: Clause[] = [];
  for (const part of fold(text.slice(0, 2000)).split(boundary)) {
    const tokens = part.match(/[a-z0-9]+(?:"|%)?/g);
    if (!tokens) continue;
    const standard = joinPhrases(withoutCalls(tokens)).flatMap(word);
    found.push(standard.filter((each, at) => each !== standard[at - 1]));
  }
  return found;
};
