import type { Group, Lexed } from './redact-lex.ts';

/** What the words around a number say about it. `code` is the weak form of `otp`, `entry` and `arrival` what is done with codes; `money`, `error` and `plain` say that it may stay. */
export type Topic =
  | 'otp'
  | 'code'
  | 'pin'
  | 'kpj'
  | 'member'
  | 'account'
  | 'nik'
  | 'phone'
  | 'money'
  | 'error'
  | 'plain'
  | 'entry'
  | 'arrival';

/** A topic, and how many words lie between its word and the number; `side` is where that word stands. */
export type Hint = { readonly topic: Topic; readonly distance: number; readonly side: 'left' | 'right' };

const vocabulary: Readonly<Record<Topic, string>> = {
  otp: 'otp ootp otpnya verifikasi verif verifikasinya verification verify passcode autentikasi aktivasi token',
  code: 'kode code kod kde cod sms',
  pin: 'pin password pasword passwd paswod passwod pswd pw pwd sandi katasandi',
  kpj: 'kpj nokpj',
  member: 'kartu peserta kepesertaan bpjs bpjstk bpjamsostek jamsostek',
  account:
    'rekening norek rek norekening bank atm va virtual bca bri bni mandiri bsi cimb niaga btn permata danamon seabank jago dana ovo gopay shopeepay linkaja maybank ocbc panin bukopin bjb muamalat mega debit kredit blu neo',
  nik: 'nik ktp ektp kk nokk nonik',
  phone: 'hp nohp wa nowa telp telpon telepon tlp whatsapp ponsel handphone hubungi',
  money:
    'rp idr saldo rupiah juta jt jta ribu rb gaji upah uang duit iuran bayar sebesar nominal harga total biaya tarif potongan cicilan pinjaman selisih tabungan',
  error: 'error eror erorr errornya err erro liveness failed http ora bug',
  plain:
    'tahun thn th versi version ver android ios rt rw blok lantai lt km kav pos januari februari maret april mei juni juli agustus september oktober november desember jam pukul tanggal tgl lahir kelahiran tiket antrian antrean kasus laporan pengaduan aduan referensi resi urut kilometer',
  entry:
    'masukin masukan masukkan masukken masukkn masukn msukin msukkan dimasukin dimasukan dimasukkan input inputin diinput ketik ketikin diketik isikan gunakan lebokke lebetkeun',
  arrival:
    'dapat dpt dapet dapt masuk msk nerima terima trima dikirim dikirimi dikirimin kirim dikasih datang dateng nyampe sampai ditolak ketolak tolak salah slh salahh keliru benar bener betul bnr cocok isi diisi pakai pake pakek angka expired kadaluarsa kedaluwarsa kadaluwarsa basi invalid',
};

const topics: ReadonlyMap<string, Topic> = new Map(
  (
    [
      'otp',
      'code',
      'pin',
      'kpj',
      'member',
      'account',
      'nik',
      'phone',
      'money',
      'error',
      'plain',
      'entry',
      'arrival',
    ] as const
  ).flatMap((topic) => vocabulary[topic].split(' ').map((word): [string, Topic] => [word, topic])),
);

/** After "kode" these say that it is no secret: "kode pos 71111". */
const publicCodes = new Set(
  'pos area wilayah cabang kantor bank perusahaan npp billing bayar booking antrian antrean referral kasus tiket produk daerah negara iuran'.split(
    ' ',
  ),
);
/** After "verifikasi" these say that it is no code: "verifikasi wajah". */
const checks = new Set('wajah biometrik biometric muka foto data ktp akun'.split(' '));

/** How few and how many digits a number of a topic has. */
const digitsOf: Readonly<Record<Topic, readonly [number, number]>> = {
  otp: [4, 8],
  code: [4, 8],
  pin: [4, 8],
  kpj: [9, 13],
  member: [11, 11],
  account: [8, 16],
  nik: [14, 18],
  phone: [8, 15],
  money: [1, 10],
  error: [1, 8],
  plain: [1, 7],
  entry: [4, 8],
  arrival: [6, 6],
};

const stem = (word: string): string => {
  const cut = /^(.{2,})(?:nya|ny|ku|mu)$/.exec(word)?.[1];
  return !topics.has(word) && cut !== undefined ? cut : word;
};

/** The topic of the word at a place, or null. */
const topicAt = (words: readonly string[], place: number): Topic | null => {
  const word = words[place];
  if (word === undefined || word.length > 20) return null;
  const topic = topics.get(stem(word)) ?? null;
  const next = words[place + 1];
  if (topic === 'otp' && next !== undefined && checks.has(stem(next))) return 'plain';
  if (topic !== 'code') return topic;
  if (next !== undefined && publicCodes.has(stem(next))) return 'plain';
  const around = [next ?? '', words[place - 1] ?? ''];
  return around.some((one) => topics.get(stem(one)) === 'error') ? 'error' : 'code';
};

/** Whether a topic only says what is done with a number; everything that names the number itself counts for more. */
export const isDeed = (topic: Topic | undefined): boolean => topic === 'entry' || topic === 'arrival';

type Search = { readonly length: number; readonly reach: number; readonly deeds: boolean };

const nearest = (words: readonly string[], from: number, step: 1 | -1, search: Search): Hint | null => {
  for (let distance = 0; distance < search.reach; distance += 1) {
    const topic = topicAt(words, from + step * distance);
    if (topic === null || isDeed(topic) !== search.deeds) continue;
    const [least, most] = digitsOf[topic];
    if (search.length >= least && search.length <= most) return { topic, distance, side: step < 0 ? 'left' : 'right' };
  }
  return null;
};

/** The nearest topic that fits a number of so many digits: five words back, else three ahead; else what is done with it, three words around. */
export const hintFor = (lexed: Lexed, first: Group, last: Group, length: number): Hint | null => {
  const [left, right] = [first.words - 1, last.words];
  return (
    nearest(lexed.words, left, -1, { length, reach: 5, deeds: false }) ??
    nearest(lexed.words, right, 1, { length, reach: 3, deeds: false }) ??
    nearest(lexed.words, left, -1, { length, reach: 3, deeds: true }) ??
    nearest(lexed.words, right, 1, { length, reach: 3, deeds: true })
  );
};

const units =
  /^(?:x+|kali|kl|kalinya|menit|mnt|detik|jam|hari|hr|minggu|bulan|bln|tahun|thn|orang|rupiah|perak|juta|jt|jta|ribu|rb|rban|rebu|miliar|mb|gb|kb|mbps|persen|karakter|digit|huruf|angka|saldo|k|an|px|dpi)$/;

/** Whether a number counts or measures something: "3000 kali", "15000000 rupiah". */
export const hasUnit = (lexed: Lexed, last: Group): boolean => units.test(lexed.words[last.words] ?? '');

/** The word some places before (0 is the nearest) a group, or an empty string. */
export const wordBefore = (lexed: Lexed, group: Group, places: number): string =>
  lexed.words[group.words - 1 - places] ?? '';

/** Whether letters written against a number are no name of what it is, as in the error code "JHTA0401". */
export const isPartOfName = (group: Group): boolean => group.left !== '' && !topics.has(stem(group.left));
