/**
 * Words that participants write after "password saya" or "ibu kandung" while they speak about it and do not give it away.
 * Seen from there: a word that is missing here is taken for the secret, which costs less than the reverse.
 */
/** The words below, also for who takes more words for ordinary. */
export const common: ReadonlySet<string> = new Set(
  `salah slah salahh saah bener benar bner betul btl sesuai cocok sama beda berbeda bermasalah error eror erorr trouble hilang ilang lupa lpa lupaa kelupaan
  tidak tdk tak ngga nggak gak ga gk g gabisa gbs kagak kaga ngak enggak engga bukan belum blm blom jangan jgn bisa bs dapat dpt boleh mau mo ingin pengen
  sudah sdh udah udh uda dah sdah telah masih msh tetap tetep ttp tetp selalu slalu selau terus trs trus mulu melulu lagi lg jg juga jga pun kok ko kenapa knapa knp
  mengapa gimana gmna gmn bagaimana bgmn apa apakah siapa kapan mana dimana gmana padahal pdhl pdahal karena karna krn sebab soalnya biar agar supaya untuk utk buat
  dan atau atw tapi tp tpi tetapi namun malah malahan mlh mlah jadi jdi jd lalu kemudian kalau kalo klo kl jika bila saat ketika pas waktu sejak sampai sampe smpe ampe
  dari dr ke di pada dengan dgn sm seperti kayak kyk kaya bagi tanpa lewat via melalui dalam dlm luar atas bawah oleh sebagai
  yang yg itu tu tuh ini nih ni nya ny y ya yaa iya yah sih kan dong donk deh dh lah loh lho nah ah eh oh hmm kah pula
  saya sy sya aku ak gw gua gue kami kita kamu anda kalian dia mereka ku mu beliau nama namanya orang kak kakak pak bapak bu ibu min admin mas mba mbak bos gan
  ada adalah baru lama dulu sekarang skrg skrang tadi kemarin kmrn besok nanti langsung lgsg tiba tbtb mendadak sering jarang pernah gapernah kadang hari minggu bulan tahun
  apapun mohon tolong tlg bantu minta harus hrus hurus mesti perlu wajib suruh suka cuma cm hanya aja saja sj doang banyak sedikit kurang lebih lbh lebay sangat banget bgt amat paling semua segala seluruh
  login log masuk keluar kluar daftar terdaftar simpan tersimpan otomatis update upgrade reset ganti gnti ubah rubah terubah terbaru cek coba cobain lihat liat buka isi hapus aktif nonaktif valid invalid
  email gmail akun aplikasi apk jmo jht bpjs hp android iphone web data database server kartu saldo klaim cair pencairan nomor no nomer kode otp sms sandi password pasword pass pin username user ktp kk nik kpj
  kuat lemah panjang pendek aman ribet rumit susah sulit gampang mudah aneh parah kocak jelas gajelas pasti yakin percuma biasa biasanya normal sukses gagal gagall kesalahan muncul tampil tertera tertulis
  jangan rahasiakan bocor kebobolan diretas dihack hack hacked ketahuan expired kadaluarsa kedaluwarsa kosong blank merah huruf angka karakter digit kombinasi kapital simbol minimal maksimal
  kali berkali bekali sekali dua tiga berapa beberapa setiap tiap satu sebanyak giliran setelah stlh sebelum sblm sesudah habis abis katanya bilang muter loading lodingnya kebanyakan autofill
  almarhum almarhumah alm meninggal wafat sakit sehat hidup anak ayah suami istri ketik tulis kirim tanya jawab pakai pake pakek bolak dicoba mengandung seharusnya harusnya maksudnya artinya
  hafal hapal sendiri sndiri sudh ttep padal masa alasan
  wrong incorrect forgot is not not the my to please can cannot`.split(/\s+/),
);

/** Names and words that only look like verbs. */
export const noVerbs: ReadonlySet<string> = new Set(
  'dinda diana dimas dianaku dinasti dipati berlian berkah bernard bernardus berlin bermuda merdeka mentari menara menteri permata permana perdana perkasa pertiwi perkutut teresa terate teratai terang terasi merpati mentega perawan serigala kekasih kesayangan kesatria kejora kerinci kerbau keponakan keparat nyamuk nyonya nyoman ngurah'.split(
    ' ',
  ),
);

/** Verbs with these beginnings say what happens to a password: "ditolak", "terblokir", "dimasukkan". */
const verb = /^(?:di|ter|ke(?=.{4,}an$)|ber|mem|men|meng|meny|per|se(?=ka|be|te|me))[a-z]{3,}$/;
const attached = /(?:nya|kah|lah|pun)$/;

const isVerb = (text: string): boolean =>
  verb.test(text) && !noVerbs.has(text) && !noVerbs.has(text.replace(/(?:ku|mu|nya)$/, ''));

/** Whether a lower-case word is ordinary language and so no secret and no name. */
export const isCommonWord = (word: string): boolean => {
  const text = word.replace(/[^\p{L}]+$/u, '');
  if (common.has(text) || isVerb(text)) return true;
  if (attached.test(text) && common.has(text.replace(attached, ''))) return true;
  // "salahhh", "tidaaak": letters that are drawn out.
  return common.has(text.replaceAll(/(.)\1+/gu, '$1'));
};
