const remembered = new Map<string, string>();
const remembers = { letters: 60, texts: 5_000 };
/** The newest long text: all readers of a message ask for it one after the other. */
let newest = { text: '', made: '' };

/** Lower case, no marks at the ends of words, stretched letters shortened ("yaaaa" → "ya"), single spaces. Emoji are kept. */
export function plain(text: string): string {
  // The words of the content are asked for at every message; made anew each time they took nearly half of a turn's time.
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (text === newest.text) return newest.made;
  const made = madePlain(text);
  if (text.length > remembers.letters) {
    newest = { text, made };
    return made;
  }
  if (remembered.size >= remembers.texts) remembered.clear();
  remembered.set(text, made);
  return made;
}

function madePlain(text: string): string {
  return text
    .replace(/⟨[a-z]+⟩/g, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}%]+/gu, ' ')
    .trim();
}

/**
 * Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours cost 1 each.
 * For words of a few letters only: it takes time in proportion to the product of the lengths.
 */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + same);
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        best = Math.min(best, at(before, column - 2) + 1);
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

const at = (numbers: readonly number[], index: number): number => numbers[index] ?? Number.POSITIVE_INFINITY;

/** Everyday words a letter away from others that steer a dialogue ("sudah", "bukan", "hilang", "ganti"): whoever writes them means them. */
const ownWords: ReadonlySet<string> = new Set(
  'susah mudah bulan besar bilang nanti bayar layar balas batas kasih masih masuk salah minta'.split(' '),
);

/** Whether `written` is `word` with a slip of the finger: one in words of 5 letters and more, two from 9. Texts over 40 letters are never alike. */
export function alike(written: string, word: string): boolean {
  if (written === word) return true;
  if (ownWords.has(written) || word.length < 5 || written.length > 40 || Math.abs(written.length - word.length) > 2)
    return false;
  return distance(written, word) <= (word.length >= 9 ? 2 : 1);
}

/** Whether the words of `phrase` stand together in `text`; both already plain. */
export function contains(text: string, phrase: string): boolean {
  return phrase !== '' && ` ${text} `.includes(` ${phrase} `);
}
