import { describe, expect, it } from 'vitest';
import { loadBook } from '../../bot/content/load.ts';
import { hasDespair, hasDistress, signsOf } from '../../bot/core/signs.ts';

const { texts } = await loadBook();
const signs = signsOf(texts);

const wishes = [
  'mending mati aja deh',
  'lebih baik saya mati saja',
  'kalau gini terus mending saya mati',
  'pgn cepet2 mati rasanya',
  'mau matii aja',
  'pengen m4ti',
  'b u n u h d i r i',
  'mau bunuh dri aja',
  'pengen bunuh diriku sendiri',
  'gak pengin idup lagi',
  'udah ga sanggup lagi nanggung beban hidup',
  'gak betah hidup',
  'pengen udahan aja sama hidup ini',
  'pengen ngakhirin hidup',
  'hidup saya sudah tidak ada artinya',
  'buat apa aku hidup',
  'wis kesel urip',
  'aku males urip',
  'kulo pengin pejah mawon',
  'teu kuat hirup',
  'embung hirup deui',
  'modar ae',
  "i don't want to live anymore",
  'klaim di aplikasi gagal terus saya mau mati aja',
  'hp rusak saya mau mati rasanya',
  'jmo bikin pengen mati',
  'saya mau mati aja jmo error mulu',
  'mati aja',
];

const ordinary = [
  'hp saya mau mati',
  'aplikasi mau mati sendiri',
  'token saya mati aja',
  'tiap buka jmo mati aja',
  'tiap mau masuk mati sendiri',
  'tiap scan wajah mati saja jmonya',
  'mau mati lampu disini',
  'saya mati lampu dari tadi',
  'nomor saya mau mati karena ga diisi pulsa',
  'hp saya mati mending beli baru',
  'mending mati-in hp nya dulu?',
  'mau mati-matian ngurus ini',
  'capek setengah mati',
  'layar ga mau hidup',
  'ga bisa hidup hp nya',
  'ga kuat biaya hidup mahal',
  'uangnya buat hidup sehari hari',
  'capek nunggu buat biaya hidup anak',
  'bpjs tk saya masih hidup apa mati',
  'surat keterangan masih hidup',
  'ahli waris peserta yang mati dapat apa',
  'suami saya mati aja masih dipersulit',
  'kalau saya mati uangnya ke siapa',
  'capek banget sama jmo',
  'kesel banget sama aplikasi ini',
  'nyerah deh sama jmo',
  'tidak ada gunanya aplikasi ini',
  'mau akhiri kontrak',
  'lompat ke langkah terakhir',
];

describe('the signs of danger', () => {
  it.each(wishes)('are heard in “%s”', (text) => expect(hasDistress(text, signs)).toBe(true));
  it.each(ordinary)('are not heard in “%s”', (text) => expect(hasDistress(text, signs)).toBe(false));

  it.each(['tak obong kantore', 'mau saya ledakkan kantor bpjs', 'saya bacok petugasnya', 'bunuh kalian semua'])(
    'are heard in the threat “%s”',
    (text) => expect(signs.threat(signs.fold(text))).not.toBeNull(),
  );
  it.each(['korban bacok waktu kerja', 'kantor saya kebakaran', 'saya pukul 9 ke kantor', 'bunuh aplikasi dulu'])(
    'are no threat in “%s”',
    (text) => expect(signs.threat(signs.fold(text))).toBeNull(),
  );
  it.each(['saya diancam mau dibunuh', 'aku sering dipukul suami', 'saya dilecehkan atasan'])(
    'are heard when somebody is hurt: “%s”',
    (text) => expect(signs.harm(signs.fold(text))).not.toBeNull(),
  );
  it.each(['saya diancam phk', 'suami saya dipukuli preman waktu kerja, bisa jkk?', 'akun diancam diblokir'])(
    'are not heard as hurt in “%s”',
    (text) => expect(signs.harm(signs.fold(text))).toBeNull(),
  );
});

describe('grief', () => {
  it('is despair only when nothing else is said', () => {
    expect(hasDespair('udah putus asa min', signs)).toBe(true);
    expect(hasDespair('saya putus asa ngurus ini', signs)).toBe(false);
  });

  it.each(['saya nangis min', 'mau nangis rasanya', 'dikejar pinjol min'])('is heard in “%s”', (text) =>
    expect(signs.sorrow(signs.fold(text))).not.toBeNull(),
  );
  it.each(['anak saya nangis minta hp', 'kuota nangis', 'hp jadul nangis'])('is not heard in “%s”', (text) =>
    expect(signs.sorrow(signs.fold(text))).toBeNull(),
  );
});
