/** Puts similar texts together: each joins the group whose middle it is nearest to, or begins a group of its own. */
import type { Sparse } from '../features.ts';

type Nearest = { readonly group: number; readonly close: number };

/** The sums of the vectors of each group, by column, so that only groups that share something with a text are looked at. */
const middles = () => {
  const byColumn = new Map<number, Map<number, number>>();
  const squares: number[] = [];

  const add = (group: number, { columns, values }: Sparse): void => {
    columns.forEach((column, at) => {
      const sums = byColumn.get(column) ?? new Map<number, number>();
      byColumn.set(column, sums);
      const before = sums.get(group) ?? 0;
      const after = before + (values[at] ?? 0);
      sums.set(group, after);
      squares[group] = (squares[group] ?? 0) + after * after - before * before;
    });
  };

  /** The group with the highest cosine, 0 to 1; -1 when none shares anything with the text. */
  const nearest = ({ columns, values }: Sparse): Nearest => {
    const dots = new Float64Array(squares.length);
    columns.forEach((column, at) => {
      for (const [group, sum] of byColumn.get(column) ?? []) dots[group] = (dots[group] ?? 0) + sum * (values[at] ?? 0);
    });
    return dots.reduce<Nearest>(
      (best, dot, group) => {
        const close = dot / Math.sqrt(squares[group] || 1);
        return close > best.close ? { group, close } : best;
      },
      { group: -1, close: 0 },
    );
  };

  return { add, nearest, begin: (): number => squares.push(0) - 1 };
};

/**
 * The places of the vectors in groups, largest group first, the most typical text of each first. A text is in a group when its cosine
 * with the middle is at least `least`. Depends on the order: texts that come first begin the groups.
 */
export const groupsOf = (vectors: readonly Sparse[], least: number): number[][] => {
  const known = middles();
  const begun = vectors.map((vector) => {
    const { group, close } = known.nearest(vector);
    const own = close >= least ? group : known.begin();
    known.add(own, vector);
    return own;
  });
  // The middles have moved since the first texts joined, so that all choose once more.
  const members = new Map<number, { readonly place: number; readonly close: number }[]>();
  vectors.forEach((vector, place) => {
    const { group, close } = known.nearest(vector);
    const own = close >= least ? group : (begun[place] ?? 0);
    members.set(own, [...(members.get(own) ?? []), { place, close }]);
  });
  return [...members.values()]
    .sort((one, other) => other.length - one.length)
    .map((list) => list.sort((one, other) => other.close - one.close).map(({ place }) => place));
};
