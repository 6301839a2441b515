/** Which features the model knows: from a 32-bit hash to a column and how rare the feature is. Plain typed arrays. */

export type Vocabulary = {
  /** The hash of each column. */
  readonly keys: Uint32Array;
  /** Inverse document frequency of each column. */
  readonly rarity: Float32Array;
  /** Open addressing from hash to column + 1; 0 is empty. Follows from `keys`. */
  readonly table: Int32Array;
};

export const buildTable = (keys: Uint32Array): Int32Array => {
  let size = 16;
  while (size < keys.length * 2) size *= 2;
  const table = new Int32Array(size);
  keys.forEach((key, column) => {
    let at = key & (size - 1);
    while (table[at] !== 0) at = (at + 1) & (size - 1);
    table[at] = column + 1;
  });
  return table;
};

/** The column of a hash, -1 for an unknown one. */
export const columnOf = ({ keys, table }: Vocabulary, key: number): number => {
  const last = table.length - 1;
  for (let at = key & last; ; at = (at + 1) & last) {
    const found = (table[at] ?? 0) - 1;
    if (found < 0 || keys[found] === key) return found;
  }
};

/** Builds the vocabulary from how many texts show each feature; frequent features come first, so that they lie together. */
export const vocabularyOf = (frequencies: ReadonlyMap<number, number>, texts: number): Vocabulary => {
  const ordered = [...frequencies].sort(([left, often], [right, rather]) => rather - often || left - right);
  const keys = Uint32Array.from(ordered, ([key]) => key);
  const rarity = Float32Array.from(ordered, ([, times]) => Math.log((1 + texts) / (1 + times)) + 1);
  return { keys, rarity, table: buildTable(keys) };
};
