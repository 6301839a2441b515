import type { SensitiveKind } from './message.ts';
import type { Finding } from './redact-fold.ts';
import { isNikLike, isYear } from './redact-shapes.ts';

const joinWords =
  'lalu|terus|trus|trs|terusnya|kemudian|dan|sama|lanjut|lanjutannya|lanjutnya|selanjutnya|berikutnya|sambung|sambungannya|habis itu|abis itu|(?:yang )?(?:depan|tengah|belakang|akhir)(?:nya)?|spasi|strip|titik|koma|min|banjur|teras';
const gap = '[ .,:\\-/\\n]';
/** Numbers with words such as "lalu" between them. */
const row = new RegExp(
  `(?<![\\p{L}\\p{N}])\\d{2,8}(?:${gap}{1,3}(?:(?:${joinWords})${gap}{1,3})?\\d{2,8}){1,7}(?![\\p{L}\\p{N}])`,
  'gu',
);
/** What the words just before a row call it. */
const names: readonly (readonly [name: RegExp, kind: SensitiveKind, least: number, most: number])[] = [
  [/(?<!\p{L})(?:nik|ktp|ektp|kk|nokk|nonik)(?:nya|ku)?(?!\p{L})/u, 'nik', 12, 19],
  [/(?<!\p{L})(?:kpj|peserta|kartu)(?:nya|ku)?(?!\p{L})/u, 'kpj', 9, 13],
  [/(?<!\p{L})(?:rek|rekening|norek|bank|bca|bri|bni|mandiri)(?:nya|ku)?(?!\p{L})/u, 'account', 8, 16],
  [/(?<!\p{L})(?:hp|wa|telp|telepon|telpon|nomor hp)(?:nya|ku)?(?!\p{L})/u, 'phone', 9, 14],
];

const kindOf = (before: string, digits: string, codes: boolean): SensitiveKind | null => {
  const named = names.find(
    ([name, , least, most]) => digits.length >= least && digits.length <= most && name.test(before),
  );
  if (named !== undefined) return named[1];
  if (isNikLike(digits)) return 'nik';
  if (/^(?:62|0)8[1-9]\d{7,10}$/.test(digits)) return 'phone';
  return codes && digits.length === 6 ? 'otp' : null;
};

/** Identifiers that are dictated piece by piece: "3201 lalu 1245 lalu 0987 lalu 0003". `codes`: see `Lexed`. */
export const findPieces = (text: string, codes: boolean): Finding[] =>
  [...text.matchAll(row)].flatMap((found): Finding[] => {
    const [written] = found;
    const pieces = written.match(/\d+/g) ?? [];
    // Without a word in between it is a number like any other; years and round sums in a row are told, not dictated.
    if (!/\p{L}/u.test(written) || pieces.some((piece) => isYear(piece) || piece.endsWith('000'))) return [];
    const value = pieces.join('');
    const kind = kindOf(text.slice(Math.max(0, found.index - 40), found.index), value, codes);
    return kind === null ? [] : [{ kind, start: found.index, end: found.index + written.length, value }];
  });
