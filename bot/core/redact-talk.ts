import { common, isCommonWord, noVerbs } from './redact-words.ts';
import { distance } from './spelling.ts';

/**
 * What may stand straight after the name of a password besides the common words, when nothing says that the password follows. It is a
 * longer list, since there most words are talk; after "password saya:" they would be the password.
 */
const talk: ReadonlySet<string> = new Set(
  `inget ingat ingt tau tahu tw kenal paham ngerti mengerti percaya yakini sendiri sndiri persis huruf2 makasih mksh trims terima kasih trimakasih thanks thx please pliss plis dibantu bantuin tolongin
  kirain dikira pikir asal asalan acak random rumus format syarat aturan ketentuan cara caranya step langkah tutorial solusi opsi pilihan menu tombol kolom tanda ikon mata tutup halaman layar tulisan notif pesan
  wifi facebook fb ig google play store toko bank atm mbanking fingerprint sidik jari wajah biometrik verifikasi verif konfirmasi captcha link tautan website situs ketenagakerjaan jamsostek lapakasik sso siap sip oke ok okay
  benernya kebalik typo keyboard spasi kecil besar gede gabung pisah cepat cpt lambat lemot lelet nunggu menunggu tunggu stuck macet loading muat gapaham bingung pusing stress stres capek cape capai lelah emosi kesal kesel jengkel kecewa marah nangis sedih
  tlong maaf maap sory sorry permisi assalamualaikum halo hallo hai selamat pagi siang sore malam
  enter klik tekan pencet pilih masukin masukkan masukan masukn input dimasukin isikan catat catatan save nyimpen simpen inget2 laptop komputer pc telepon telp perangkat device
  sekali2 berubah berfungsi berlaku berulang ulang ulangi mengulang kembali balik kelar rampung tuntas lanjut berikut berikutnya selanjutnya pertama kedua ketiga terakhir akhir awal depan belakang tengah
  diminta kebanyakan banyakan sebentar bentar sesaat detik menit jam harian mingguan kemaren kmaren smpet sempat sempet pernh prnah udahan blum blon blm2 gak2 ndak ndk nda ora mboten teu henteu can mung wae keneh deui abdi kulo kula nggih inggih niki nopo napa naha kumaha pripun piye opo ono iso ra lali kesupen hilap poho
  hasil hasilnya akibat akibatnya masalah problem kendala gangguan maintenance perbaikan keamanan privasi data2 identitas pribadi umum khusus tetangga teman temen keluarga anaknya istri2 kantor cabang petugas operator cs customer service layanan pelayanan pusat
  benci parahh busuk jelek buruk bagus baik mantap oks good bad error2 eror2 gagal2 salah2 coba2 trus2 kacau ngawur ngaco ngelag ngeblank ngehang ngadat lag bug down offline online sinyal jaringan koneksi internet kuota pulsa
  confirm new old change account salahnya tertukar ketuker tuker lewatin via pakainya gunanya fungsinya tujuannya bedanya samanya namun lantas terus2an seterusnya doang2 beneran emang memang mmg emg mmang jelas2 tentu pastinya mungkin mgkn mngkin kayaknya kyknya sepertinya kelihatannya
  aktivasi respon respons secara berkala berkali pemberitahuan alasan alesan sudh masa masak ttep padal bikin make metode mobile jkn default bawaan bawaannya demi jeung sareng geus tos awak leres anyar sandine disalin kesalin salin
  jawaban jawabannya balasan profil profile hufttt hadeh hadehh duh aduh waduh ampun astaga astagfirullah najis sumpah tuhan ya2 yaa2 sii sihh merasa rasa rasanya berasa dipikir mikir kepikiran cari nyari ketemu kasih ngasih dapet dpet peroleh
  kena blokir keblok transaksi amburadul apaan kudu otentikasi onlen catet kocar kacir sipp website akses debit kredit ovo gopay dana bnr2 nomer2 tersebut trsebut tsb begitu begini gitu gini gt gn kayagini
  bapak2 ibu2 anakku punya pny punyaku milik milikku sdg sedang lagian padahalan walau walaupun meski meskipun biarpun katanyaa soale amarga merga jeh atuh euy beh bah lae bos pak2`.split(
    /\s+/,
  ),
);

/** "Ngelag", "nyangkut", "keblokir": verbs of everyday speech. */
const spokenVerb = /^(?:ng|ny)[aeiou][a-z]{3,}$|^ke[bdgjkprst][a-z]{4,}$/;
/** "Gabener", "gakbisa": a no written together with a word. */
const denial = /^(?:ga|gak|ngga|nggak|tak|tdk|ndak|kaga)(?=.{4})/;
const attached = /(?:nya|ny|kah|lah|pun|e|ne)$/;
/** "Gmn", "bs": without vowels it is short for something ordinary. */
const clipped = /^[b-df-hj-np-tv-z]{1,4}$/;

const isKnown = (text: string): boolean => common.has(text) || talk.has(text);

const keyOf = (letter: string, length: number): string => `${letter}${length}`;

/** The words by first letter and length, for slips of the finger: only longer ones, where one letter makes no other word. */
const longOnes: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  [...common, ...talk].filter((word) => word.length >= 5),
  (word) => keyOf(word.charAt(0), word.length),
);

const isSlip = (text: string): boolean => {
  if (text.length < 5 || text.length > 14) return false;
  return [-1, 0, 1].some((more) =>
    longOnes.get(keyOf(text.charAt(0), text.length + more))?.some((word) => distance(word, text) === 1),
  );
};

/** Whether a lower-case word after the name of a password is talk about it, also misspelled, and so not the password itself. */
export const isTalk = (word: string): boolean => {
  if (isCommonWord(word) || isKnown(word) || clipped.test(word)) return true;
  if (noVerbs.has(word.replace(/(?:ku|mu|nya)$/, ''))) return false;
  const bare = word.replace(attached, '').replace(denial, '');
  if (spokenVerb.test(word) || isKnown(bare) || isKnown(word.replace(denial, ''))) return true;
  return isKnown(word.replaceAll(/(.)\1+/gu, '$1')) || isSlip(word);
};
