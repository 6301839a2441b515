import { describe, expect, it } from 'vitest';
import { train } from '../../intents/classify.ts';
import { suggestionLines } from '../../intents/suggest.ts';
import { doubtOf } from '../../intents/workbench/doubt.ts';
import { groupsOf } from '../../intents/workbench/groups.ts';
import { mask } from '../../intents/workbench/mask.ts';
import { readMessages } from '../../intents/workbench/messages.ts';
import { alikePairs, vectorsOf } from '../../intents/workbench/similarity.ts';
import { suggestionsOf } from '../../intents/workbench/suggestions.ts';

describe('reading a file', () => {
  it.each([
    ['lines of JSON', 'missed.jsonl', '{"text":"satu","decision":"missed"}\n{"text":"dua"}\n', ['satu', 'dua'], 0],
    ['a torn line', 'missed.jsonl', '{"text":"satu"}\n{"text":"du', ['satu'], 1],
    ['lines without a text', 'a.jsonl', '{"text":"satu"}\n{"teks":"dua"}\n7\n', ['satu'], 2],
    ['a table', 'a.tsv', 'id\ttext\tlain\r\n1\tsatu\tx\r\n2\tdua\ty\r\n', ['satu', 'dua'], 0],
    ['a table with a row that is too short', 'a.tsv', 'id\ttext\n1\tsatu\n2\n', ['satu'], 1],
    ['plain lines', 'a.txt', '\ufeffsatu\n\n  dua  \n', ['satu', 'dua'], 0],
    ['nothing', 'a.jsonl', '', [], 0],
  ])('takes %s', (_what, name, content, texts, unreadable) => {
    expect(readMessages(name, content)).toEqual({ texts, unreadable });
  });

  it('says what a table needs', () => {
    expect(() => readMessages('a.tsv', 'id\tteks\n1\tsatu')).toThrow(/a\.tsv has no column "text"/);
  });
});

describe('hiding personal data', () => {
  it.each([
    ['nik saya 3271046011900002 min', 'nik saya [angka] min'],
    ['wa +62 812-3456-7890 ya', 'wa +[angka] ya'],
    ['(0812) 3456 7890', '([angka]'],
    ['kode 4 8 2 9 1 3', 'kode [angka]'],
    ['email budi.s@gmail.com ditolak', 'email [email] ditolak'],
    ['sejak 2019 error 040, 3x coba', 'sejak 2019 error 040, 3x coba'],
    ['versi 2.31.0 di lantai 3', 'versi [angka] di lantai 3'],
    ['١٢٣٤٥٦', '[angka]'],
  ])('%s', (text, shown) => {
    expect(mask(text)).toBe(shown);
  });
});

describe('doubt', () => {
  const scores = (first: string, best: number, second: number, outOfScope: number) =>
    doubtOf({
      ranking: [
        { intent: first, score: best },
        { intent: 'complaint', score: second },
      ],
      outOfScope,
    });

  it('is low for a clear intent, and for what is clearly off the topic', () => {
    expect(scores('otp_problem', 0.95, 0.02, 0.03)).toBeLessThan(0.15);
    expect(scores('out_of_scope', 0.95, 0.02, 0.97)).toBeLessThan(0.15);
  });

  it('is high between two intents, and where the two measures contradict each other', () => {
    expect(scores('otp_problem', 0.45, 0.44, 0.03)).toBeGreaterThan(0.9);
    expect(scores('otp_problem', 0.95, 0.02, 0.9)).toBeGreaterThan(0.9);
    expect(scores('out_of_scope', 0.95, 0.02, 0.1)).toBeGreaterThan(0.9);
  });

  it('is whole when there is no ranking', () => {
    expect(doubtOf({ ranking: [], outOfScope: 0 })).toBe(1);
  });
});

describe('likeness', () => {
  const texts = ['kartu hilang', 'bisa bayar pakai qris', 'krtu ilang', 'bayar pake QRIS ga', 'kartuku hilang min'];

  it('puts messages together that say the same in other spellings, the largest group first', () => {
    const groups = groupsOf(vectorsOf(texts), 0.33);
    expect(groups.map((group) => group.toSorted())).toEqual([
      [0, 2, 4],
      [1, 3],
    ]);
  });

  it('keeps what resembles nothing apart, also what holds no word that is known', () => {
    expect(groupsOf(vectorsOf(['kartu hilang', 'resep rendang', '...', '!!!']), 0.33)).toHaveLength(4);
  });

  it('finds each pair once, the most alike first', () => {
    const pairs = alikePairs(vectorsOf(['otp masuk', 'otp masuk', 'otp mati', 'lain']), 0.2);
    expect(pairs.map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(pairs[0]?.alike).toBeCloseTo(1);
  });
});

describe('suggestions', () => {
  const examples = [
    { intent: 'otp_problem', text: 'otp tidak masuk' },
    { intent: 'otp_problem', text: 'kode otp belum datang' },
    { intent: 'forgot_password', text: 'lupa kata sandi' },
    { intent: 'forgot_password', text: 'password saya lupa' },
    { intent: 'out_of_scope', text: 'resep rendang' },
    { intent: 'out_of_scope', text: 'cuaca hari ini' },
  ];
  const model = train(examples);
  const background = examples.map(({ text }) => text);
  const file = [
    'otp tidak masuk',
    'bayar pakai qris 081234567890',
    'Bayar pakai QRIS 081234567890!',
    'bisa bayar pake qris',
    'kartu ijo hilang',
    '⟨nik⟩',
    '🙏🙏',
  ];
  const found = suggestionsOf(model, file, background, { doubt: 0.5 });

  it('lists what is not understood, in groups, with repeated messages counted once and numbers hidden', () => {
    expect(found.messages).toBe(7);
    expect(found.doubtful).toBe(4);
    expect(found.groups.map(({ times, messages }) => [times, messages.length])).toEqual([
      [3, 2],
      [1, 1],
    ]);
    const shown = found.groups[0]?.messages.map(({ text, times }) => [text, times]);
    expect(shown).toContainEqual(['bayar pakai qris [angka]', 2]);
  });

  it('names the intents that a group is nearest to', () => {
    const [first] = found.groups;
    expect(first?.intents).toHaveLength(3);
    expect(first?.intents.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1);
  });

  it('is told in lines that a person reads', () => {
    const lines = suggestionLines(found, { groups: 1, each: 1 }).join('\n');
    expect(lines).toContain('7 pesan dibaca, 4 kurang dipahami, dalam 2 kelompok');
    expect(lines).toContain('1. 3 pesan mirip. Paling dekat: ');
    expect(lines).toContain('… dan 1 lagi');
    expect(lines).toContain('Masih ada 1 kelompok');
    expect(lines).not.toContain('0812');
  });

  it('says so when all is understood', () => {
    const none = suggestionsOf(model, ['otp tidak masuk'], background, { doubt: 1 });
    expect(suggestionLines(none, { groups: 20, each: 5 })).toEqual(['1 pesan dibaca: tidak ada yang kurang dipahami.']);
  });

  it('takes a file without any message', () => {
    expect(suggestionsOf(model, [], background, { doubt: 0.5 })).toEqual({ messages: 0, doubtful: 0, groups: [] });
  });
});
