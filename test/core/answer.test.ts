import { describe, expect, it } from 'vitest';
import { loadBook } from '../../bot/content/load.ts';
import { type Choosable, choose } from '../../bot/core/answer.ts';

const { texts } = await loadBook();

/** What is chosen, by its label; otherwise `off-list` or `none`. */
function read(text: string, choices: readonly Choosable[]): string {
  const choice = choose(text, choices, texts.hear);
  return choice.type === 'chosen' ? (choices[choice.index]?.label ?? 'nothing') : choice.type;
}

const four: readonly Choosable[] = ['Lewat SMS', 'Lewat email', 'Dua-duanya', 'Tidak ada'].map((label) => ({ label }));
const solved: readonly Choosable[] = [{ label: 'Sudah beres' }, { label: 'Belum' }];

describe('a number', () => {
  it.each([
    ['2', 'Lewat email'],
    [' 2. ', 'Lewat email'],
    ['2)', 'Lewat email'],
    ['no 2', 'Lewat email'],
    ['no.2', 'Lewat email'],
    ['nomor 2 kak', 'Lewat email'],
    ['pilih 2 aja ya min', 'Lewat email'],
    ['yang 2', 'Lewat email'],
    ['ke 2', 'Lewat email'],
    ['ke-2', 'Lewat email'],
    ['dua', 'Lewat email'],
    ['duaaaa', 'Lewat email'],
    ['nomor dua', 'Lewat email'],
    ['yang kedua', 'Lewat email'],
    ['yg ke dua', 'Lewat email'],
    ['yang pertama', 'Lewat SMS'],
    ['kesatu', 'Lewat SMS'],
    ['yang atas', 'Lewat SMS'],
    ['yang paling atas', 'Lewat SMS'],
    ['terakhir', 'Tidak ada'],
    ['yang paling bawah', 'Tidak ada'],
    ['keempat', 'Tidak ada'],
    ['②', 'Lewat email'],
    ['２', 'Lewat email'],
    ['2️⃣', 'Lewat email'],
  ])('"%s" is "%s"', (text, label) => expect(read(text, four)).toBe(label));

  it.each([
    ['siji', 'Lewat SMS'],
    ['loro', 'Lewat email'],
    ['telu', 'Dua-duanya'],
    ['papat', 'Tidak ada'],
    ['nomer siji', 'Lewat SMS'],
    ['hiji', 'Lewat SMS'],
    ['tilu', 'Dua-duanya'],
    ['opat', 'Tidak ada'],
  ])('is heard in Javanese and Sundanese: "%s" is "%s"', (text, label) => expect(read(text, four)).toBe(label));

  it.each([['0'], ['5'], ['99'], ['nomor 7']])('"%s" is not on the list', (text) =>
    expect(read(text, four)).toBe('off-list'),
  );

  it.each([['1 2'], ['08123'], ['saya punya 2 hp dan 3 email'], ['nol'], ['']])('"%s" is no number of a list', (text) =>
    expect(read(text, four)).not.toMatch(/SMS|off-list/),
  );
});

describe('a label or its words', () => {
  const ways: readonly Choosable[] = [
    { label: 'Email', words: ['surel', 'gmail'] },
    { label: 'SMS', words: ['pesan singkat'] },
    { label: 'Kantor cabang' },
  ];
  it.each([
    ['email', 'Email'],
    ['EMAIL!!', 'Email'],
    ['emailll', 'Email'],
    ['emial', 'Email'],
    ['emal', 'Email'],
    ['e-mail', 'Email'],
    ['kantr cabang', 'Kantor cabang'],
    ['kantor cbang', 'Kantor cabang'],
    ['lewat gmail kak', 'Email'],
    ['pakai sms aja', 'SMS'],
    ['ke kantor cabang saja pak', 'Kantor cabang'],
  ])('"%s" is "%s"', (text, label) => expect(read(text, ways)).toBe(label));

  it.each([
    ['bukan sms, email', 'Email'],
    ['gk lewat email, sms', 'SMS'],
    ['bukan email tapi sms', 'SMS'],
  ])('is not chosen when it is denied: "%s" is "%s"', (text, label) => expect(read(text, ways)).toBe(label));

  it.each([['bukan sms'], ['tidak lewat email'], ['halo min'], ['?'], ['🙏']])('"%s" chooses nothing', (text) =>
    expect(read(text, ways)).toBe('none'),
  );

  it.each([
    ['gara gara kantor', 'Kantor cabang'],
    ['kantor nya', 'Kantor cabang'],
    ['sms sama email', 'none'],
    ['sms, email', 'Email'],
    ['bukan kantor', 'none'],
  ])('may be named in part: "%s" is "%s"', (text, label) => expect(read(text, ways)).toBe(label));

  it('is not read out of a long story', () => {
    expect(read(`saya sudah coba ${'berkali kali sampai capek '.repeat(8)} lewat sms`, ways)).toBe('none');
  });
});

describe('yes and no', () => {
  it.each([
    ['ya'],
    ['y'],
    ['iyaaa'],
    ['iya kak'],
    ['sudah'],
    ['udah min'],
    ['sdh'],
    ['udh bisa'],
    ['dah'],
    ['oke'],
    ['sip'],
    ['nggih'],
    ['muhun'],
    ['sampun'],
    ['wis'],
    ['bisa'],
    ['berhasil'],
    ['alhamdulillah sudah bisa'],
    ['👍'],
    ['👍🏽'],
    ['✅'],
  ])('"%s" is yes', (text) => expect(read(text, solved)).toBe('Sudah beres'));

  it.each([
    ['belum'],
    ['blm'],
    ['blum kak'],
    ['tidak'],
    ['gak'],
    ['ga'],
    ['gk'],
    ['nggak'],
    ['enggak'],
    ['kagak'],
    ['mboten'],
    ['durung'],
    ['teu acan'],
    ['belum bisa'],
    ['masih belum'],
    ['masih gagal'],
    ['masih sama'],
    ['tetap ga bisa'],
    ['udah tapi gak bisa'],
    ['g bisa masuk'],
    ['👎'],
    ['❌'],
  ])('"%s" is no', (text) => expect(read(text, solved)).toBe('Belum'));

  it('says the opposite of the one answer that shows its colour', () => {
    const ways = [{ label: 'Nomor aktif' }, { label: 'Tidak aktif' }];
    expect(read('iya', ways)).toBe('Nomor aktif');
    expect(read('enggak', ways)).toBe('Tidak aktif');
  });

  it.each([
    ['iy'],
    ['ho oh'],
    ['hooh'],
    ['heeh'],
    ['yaps'],
    ['bnr'],
    ['tentu'],
    ['beres bang'],
    ['alhamdulillah lancar'],
    ['iya dong masa enggak'],
    ['kodenya udah dapet'],
  ])('"%s" is yes in a spelling or wording of its own', (text) => expect(read(text, solved)).toBe('Sudah beres'));

  it.each([
    ['udh dicoba msh sama'],
    ['udah tapi tetep ga bisa'],
    ['sama aja ga ngaruh'],
    ['aku enggak'],
    ['kayaknya ga'],
    ['emang ga'],
    ['sudah, tapi masih gagal'],
  ])('"%s" is no, whatever it begins with', (text) => expect(read(text, solved)).toBe('Belum'));

  it.each([
    ['gratis ga?'],
    ['bisa diwakilin ga'],
    ['ini resmi gak'],
    ['hangus ga ya?'],
    ['ya ampun'],
    ['ya allah susah banget'],
  ])('"%s" is neither', (text) => expect(read(text, solved)).toBe('none'));

  it('names one of three only where it stands bare among its words', () => {
    const ways = [
      { label: 'Sudah pas', words: ['sudah'] },
      { label: 'Belum pas', words: ['belum'] },
      { label: 'Ada hurufnya' },
    ];
    expect(read('iya', ways)).toBe('Sudah pas');
    expect(read('tidak', ways)).toBe('Belum pas');
    expect(read('iya', [{ label: 'Email' }, { label: 'SMS' }, { label: 'Ada hurufnya' }])).toBe('none');
    expect(read('iya', [{ label: 'Satu', words: ['oke'] }, { label: 'Dua' }, { label: 'Tiga' }])).toBe('none');
    expect(read('tidak', [{ label: 'Satu', words: ['gagal'] }, { label: 'Dua' }, { label: 'Tiga' }])).toBe('none');
  });

  it('chooses nothing where no answer is a yes or a no', () => {
    expect(read('iya', [{ label: 'Email' }, { label: 'SMS' }])).toBe('none');
  });

  it('hands on what was said beside it', () => {
    expect(choose('belum, kode otp tidak masuk', solved, texts.hear)).toMatchObject({
      type: 'chosen',
      index: 1,
      rest: expect.stringContaining('otp'),
    });
  });

  it.each([['ada error 500'], ['mau tanya dong'], ['boleh minta nomor cs']])(
    '"%s" asks for something and does not say that all is well',
    (text) => expect(read(text, solved)).toBe('none'),
  );

  it.each([['susah'], ['susah banget'], ['mudah']])(
    '"%s" is another word than "sudah", not a slip of the finger',
    (text) => expect(read(text, [{ label: 'Sudah' }, { label: 'Belum' }])).not.toBe('Sudah'),
  );
});

describe('an amount', () => {
  const ways: readonly Choosable[] = [
    { label: 'Di bawah', money: { upTo: 14_999_999 } },
    { label: 'Di atas', money: { over: 15_000_000 } },
    { label: 'Persis', money: { over: 14_999_999, upTo: 15_000_000 } },
  ];
  it.each([
    ['23 juta', 'Di atas'],
    ['23jt', 'Di atas'],
    ['23', 'Di atas'],
    ['sekitar 23 jutaan', 'Di atas'],
    ['Rp 23.000.000', 'Di atas'],
    ['rp23.000.000,-', 'Di atas'],
    ['15 juta', 'Persis'],
    ['15.000.000', 'Persis'],
    ['lebih dari 15 juta', 'Di atas'],
    ['di atas 15jt', 'Di atas'],
    ['15 juta lebih', 'Di atas'],
    ['15 juta 500 ribu', 'Di atas'],
    ['15jt 300rb', 'Di atas'],
    ['15,25 juta', 'Di atas'],
    ['kurang dari 15 juta', 'Di bawah'],
    ['9,5 juta', 'Di bawah'],
    ['9,25 juta', 'Di bawah'],
    ['1.5jt', 'Di bawah'],
    ['9.750.000', 'Di bawah'],
    ['Rp 9.750.000,00', 'Di bawah'],
    ['500rb', 'Di bawah'],
    ['800 ribu', 'Di bawah'],
  ])('"%s" is "%s"', (text, label) => expect(read(text, ways)).toBe(label));
});
