/** Clauses → a sparse vector of words, pairs of words, words near each other and pieces of words, all hashed. */
import { columnOf, type Vocabulary } from './vocabulary.ts';
import type { Clause } from './words.ts';

/** The kinds of features; each is normalised to length 1 by itself and then weighted. */
export const channels = ['word', 'pair', 'near', 'piece'] as const;
export type Channel = (typeof channels)[number];

/** How much each kind of feature counts; 0 leaves the kind out. */
export type Weights = { readonly [channel in Channel]: number };

/** A sparse vector: parallel arrays of columns (distinct) and values. */
export type Sparse = { readonly columns: readonly number[]; readonly values: readonly number[] };

const seeds = { word: 0x9e3779b1, pair: 0x85ebca6b, near: 0x165667b1, piece: 0xc2b2ae35 } as const;
const prime = 0x01000193;
/** Words at most this far apart make a `near` feature. */
const reach = 4;
const shortestPiece = 3;
const longestPiece = 4;

const finish = (hash: number): number => {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

/** FNV-1a over the characters, going on from `hash`. */
const feed = (hash: number, text: string): number => {
  let fed = hash;
  for (let at = 0; at < text.length; at += 1) fed = Math.imul(fed ^ text.charCodeAt(at), prime);
  return fed;
};

/** Of two hashed words in this order. */
const join = (seed: number, left: number, right: number): number =>
  finish(Math.imul(Math.imul(seed ^ left, prime) ^ right, prime));

const edge = feed(seeds.pair, '^');

type Visit = (key: number) => void;

/** Pieces of one word with a space on both ends, 3 or 4 characters long. */
const eachPiece = (word: string, visit: Visit): void => {
  const padded = ` ${word} `;
  for (let start = 0; start < padded.length - 1; start += 1) {
    let hash: number = seeds.piece;
    const end = Math.min(start + longestPiece, padded.length);
    for (let at = start; at < end; at += 1) {
      hash = Math.imul(hash ^ padded.charCodeAt(at), prime);
      if (at - start + 1 >= shortestPiece) visit(finish(hash));
    }
  }
};

/** `hashes` are those of the words, in order. */
const eachOfHashes: {
  readonly [channel in Exclude<Channel, 'piece'>]: (hashes: readonly number[], visit: Visit) => void;
} = {
  word: (hashes, visit) => {
    for (const hash of hashes) visit(finish(hash));
  },
  pair: (hashes, visit) => {
    for (let at = 0; at <= hashes.length; at += 1) visit(join(seeds.pair, hashes[at - 1] ?? edge, hashes[at] ?? edge));
  },
  near: (hashes, visit) => {
    for (let at = 0; at < hashes.length; at += 1)
      for (let other = at + 2; other <= at + reach && other < hashes.length; other += 1)
        visit(join(seeds.near, hashes[at] ?? 0, hashes[other] ?? 0));
  },
};

const eachOfClause = (words: Clause, channel: Channel, visit: Visit): void => {
  if (channel === 'piece') for (const word of words) eachPiece(word, visit);
  else
    eachOfHashes[channel](
      words.map((word) => feed(seeds.word, word)),
      visit,
    );
};

/** Calls `visit` with the hash of every feature of the channel, as often as it occurs. */
export const eachFeature = (clauses: readonly Clause[], channel: Channel, visit: Visit): void => {
  for (const words of clauses) eachOfClause(words, channel, visit);
};

/** What makes ranking fast: counters for every column, and the pieces' columns of words seen lately. */
type Workbench = { readonly counts: Uint16Array; readonly pieces: Map<string, Int32Array> };
const workbenches = new WeakMap<Vocabulary, Workbench>();
const rememberedWords = 5000;

const workbenchOf = (vocabulary: Vocabulary): Workbench => {
  const known = workbenches.get(vocabulary);
  if (known) return known;
  const made = { counts: new Uint16Array(vocabulary.keys.length), pieces: new Map<string, Int32Array>() };
  workbenches.set(vocabulary, made);
  return made;
};

const pieceColumns = (word: string, vocabulary: Vocabulary, { pieces }: Workbench): Int32Array => {
  const known = pieces.get(word);
  if (known) return known;
  const found: number[] = [];
  eachPiece(word, (key) => {
    const column = columnOf(vocabulary, key);
    if (column >= 0) found.push(column);
  });
  if (pieces.size >= rememberedWords) pieces.clear();
  const columns = Int32Array.from(found);
  pieces.set(word, columns);
  return columns;
};

const eachColumn = (clauses: readonly Clause[], channel: Channel, vocabulary: Vocabulary, visit: Visit): void => {
  if (channel === 'piece') {
    const workbench = workbenchOf(vocabulary);
    for (const words of clauses)
      for (const word of words) for (const column of pieceColumns(word, vocabulary, workbench)) visit(column);
    return;
  }
  eachFeature(clauses, channel, (key) => {
    const column = columnOf(vocabulary, key);
    if (column >= 0) visit(column);
  });
};

const damped = Float64Array.from({ length: 256 }, (_, times) => 1 + Math.log(Math.max(times, 1)));

/** The columns that one kind of feature shows, each once; how often is left in the workbench's counters. */
const countedColumns = (text: readonly Clause[], channel: Channel, vocabulary: Vocabulary): number[] => {
  const { counts } = workbenchOf(vocabulary);
  const columns: number[] = [];
  eachColumn(text, channel, vocabulary, (column) => {
    const times = counts[column] ?? 0;
    if (times === 0) columns.push(column);
    counts[column] = Math.min(times + 1, damped.length - 1);
  });
  return columns;
};

/** The weighted vector of a text; features outside the vocabulary are left out. */
export const vectorOf = (text: readonly Clause[], weights: Weights, vocabulary: Vocabulary): Sparse => {
  const { counts } = workbenchOf(vocabulary);
  const columns: number[] = [];
  const values: number[] = [];
  for (const channel of channels.filter((each) => weights[each] > 0)) {
    const from = values.length;
    let squares = 0;
    for (const column of countedColumns(text, channel, vocabulary)) {
      const value = (damped[counts[column] ?? 0] ?? 0) * (vocabulary.rarity[column] ?? 0);
      counts[column] = 0;
      columns.push(column);
      values.push(value);
      squares += value * value;
    }
    const scale = squares > 0 ? weights[channel] / Math.sqrt(squares) : 0;
    for (let at = from; at < values.length; at += 1) values[at] = (values[at] ?? 0) * scale;
  }
  return { columns, values };
};

/** The share of the words of a text that the vocabulary knows, 0 to 1. */
export const familiarity = (clauses: readonly Clause[], vocabulary: Vocabulary): number => {
  let all = 0;
  let known = 0;
  eachFeature(clauses, 'word', (key) => {
    all += 1;
    if (columnOf(vocabulary, key) >= 0) known += 1;
  });
  return all === 0 ? 0 : known / all;
};
