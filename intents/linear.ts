/** Linear one-against-the-rest machines, trained by dual coordinate descent (Hsieh et al., ICML 2008, algorithm 1; squared hinge). */

/** Training rows in compressed form: row r holds columns[starts[r]..starts[r+1]) and their values. */
export type Rows = {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
  readonly width: number;
};

export type SolverOptions = {
  readonly cost: number;
  readonly epochs: number;
  readonly positive: number;
  readonly tolerance: number;
};

/** A small fast generator of numbers in [0, 1) that depends on nothing but its seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

export const shuffle = (order: Int32Array, random: () => number): void => {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
};

const squaredNorms = (rows: Rows): Float64Array => {
  const norms = new Float64Array(rows.starts.length - 1);
  for (let row = 0; row < norms.length; row += 1) {
    let sum = 1;
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at += 1) sum += (rows.values[at] ?? 0) ** 2;
    norms[row] = sum;
  }
  return norms;
};

/** The trained machines: `weights[column * classes + which]`, and a bias each. */
export type Machines = { readonly weights: Float32Array; readonly bias: Float32Array };

/** The state of training: what is learnt so far, and room for the margins of one row. */
type Course = Machines & {
  readonly rows: Rows;
  readonly labels: Int32Array;
  readonly classes: number;
  readonly options: SolverOptions;
  /** The dual variable of each row and class. */
  readonly alphas: Float32Array;
  readonly norms: Float64Array;
  readonly margins: Float64Array;
};

/** Where the weights of a row's column begin. */
const startOf = ({ rows, classes }: Course, at: number): number => (rows.columns[at] ?? 0) * classes;
const amountOf = ({ rows }: Course, at: number): number => rows.values[at] ?? 0;

/** Adds to the margins of all classes what one column says. */
const addOne = (course: Course, at: number): void => {
  const { classes, weights, margins } = course;
  const start = startOf(course, at);
  const value = amountOf(course, at);
  for (let which = 0; which < classes; which += 1)
    margins[which] = (margins[which] ?? 0) + value * (weights[start + which] ?? 0);
};

/** Adds what four columns say: twice as fast as one after the other, and the sums are the same to the last bit. */
const addFour = (course: Course, at: number): void => {
  const { classes, weights, margins } = course;
  const [start1, start2] = [startOf(course, at), startOf(course, at + 1)];
  const [start3, start4] = [startOf(course, at + 2), startOf(course, at + 3)];
  const [value1, value2] = [amountOf(course, at), amountOf(course, at + 1)];
  const [value3, value4] = [amountOf(course, at + 2), amountOf(course, at + 3)];
  for (let which = 0; which < classes; which += 1)
    margins[which] =
      (margins[which] ?? 0) +
      value1 * (weights[start1 + which] ?? 0) +
      value2 * (weights[start2 + which] ?? 0) +
      value3 * (weights[start3 + which] ?? 0) +
      value4 * (weights[start4 + which] ?? 0);
};

/** Works out the margins of a row for all classes. */
const look = (course: Course, row: number): void => {
  const { starts } = course.rows;
  course.margins.set(course.bias);
  const end = starts[row + 1] ?? 0;
  let at = starts[row] ?? 0;
  for (; at + 3 < end; at += 4) addFour(course, at);
  for (; at < end; at += 1) addOne(course, at);
};

/** Moves the machine of a class along a row. */
const move = ({ rows, classes, weights, bias }: Course, row: number, which: number, step: number): void => {
  const { starts, columns, values } = rows;
  for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at += 1) {
    const place = (columns[at] ?? 0) * classes + which;
    weights[place] = (weights[place] ?? 0) + step * (values[at] ?? 0);
  }
  bias[which] = (bias[which] ?? 0) + step;
};

/** One step of coordinate descent for a row and a class. */
const teach = (course: Course, row: number, which: number): void => {
  const { labels, classes, options, alphas, norms, margins } = course;
  const sign = labels[row] === which ? 1 : -1;
  const diagonal = 0.5 / (sign > 0 ? options.cost * options.positive : options.cost);
  const before = alphas[row * classes + which] ?? 0;
  const gradient = (margins[which] ?? 0) * sign - 1 + before * diagonal;
  if (before === 0 && gradient >= 0) return;
  const after = Math.max(before - gradient / ((norms[row] ?? 1) + diagonal), 0);
  if (Math.abs(after - before) < options.tolerance) return;
  alphas[row * classes + which] = after;
  move(course, row, which, (after - before) * sign);
};

/**
 * One machine a class, all trained in one pass over the rows: the weights of all classes for one column lie together, so that
 * a row is read once for all of them, and only the classes that a row still teaches are changed.
 */
export const trainMachines = (rows: Rows, labels: Int32Array, classes: number, options: SolverOptions): Machines => {
  const course: Course = {
    rows,
    labels,
    classes,
    options,
    weights: new Float32Array(rows.width * classes),
    bias: new Float32Array(classes),
    alphas: new Float32Array(labels.length * classes),
    norms: squaredNorms(rows),
    margins: new Float64Array(classes),
  };
  const order = Int32Array.from(labels, (_, at) => at);
  const random = randomFrom(7);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    for (const row of order) {
      look(course, row);
      for (let which = 0; which < classes; which += 1) teach(course, row, which);
    }
  }
  return { weights: course.weights, bias: course.bias };
};
