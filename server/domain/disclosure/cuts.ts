import { suppress } from "./suppress.ts";

/** How many people share one group in each table: keys[0] is their group in the first table, keys[1] in the second … */
export interface JointCell {
  readonly keys: readonly string[];
  readonly n: number;
}

/**
 * The keys to hide in each of several tables that part the same people (by service, by counter, by channel), so that no group of
 * 1 to k − 1 people can be found by adding and subtracting what is shown, even by a reader who knows which groups never meet (a
 * counter that serves one service only). `tables` names every group of each table, the empty ones too.
 *
 * Each table by itself is kept as `suppress` says. Then the tables are laid side by side in their order: as long as a table
 * gives somebody away together with those before it, one more of its groups is hidden. So an earlier table never suffers for
 * a later one.
 *
 * With `firstIsKnown` the first table is printed anyway, small groups and all (the months of a quarter): nothing of it is hidden,
 * the others are hidden beside it, and what its groups tell by themselves is not held against them.
 *
 * Throws RangeError when a cell has not one key for each table, or as `suppress` does.
 * @example hiddenInCuts([["A", "B"], ["1", "2"]], [{ keys: ["A", "1"], n: 9 }, { keys: ["B", "2"], n: 9 }]).map((one) => one.size) // => [0, 0]
 * @example hiddenInCuts([["A", "B"], ["1", "2"]], [{ keys: ["A", "1"], n: 9 }, { keys: ["A", "2"], n: 2 }, { keys: ["B", "2"], n: 9 }]).map((one) => one.size) // => [0, 2]
 */
export function hiddenInCuts(
  tables: readonly (readonly string[])[],
  cells: readonly JointCell[],
  { k = 5, firstIsKnown = false }: { readonly k?: number; readonly firstIsKnown?: boolean } = {},
): readonly ReadonlySet<string>[] {
  if (cells.some(({ keys }) => keys.length !== tables.length)) throw new RangeError("a cell must have one key for each table");
  const hidden: ReadonlySet<string>[] = [];
  tables.forEach((names, table) => {
    if (firstIsKnown && table === 0) return hidden.push(new Set());
    const sizes = new Map(names.map((key) => [key, 0]));
    for (const { keys, n } of cells) sizes.set(keys[table]!, (sizes.get(keys[table]!) ?? 0) + n);
    const groups = [...sizes].map(([key, n]) => ({ key, n }));
    const bySize = groups.filter(({ n }) => n > 0).sort((a, b) => a.n - b.n);
    let here = suppress(groups, k);
    for (;;) {
      const found = giveaway(cells, [...hidden, here], { k, firstIsKnown });
      const shown = bySize.filter(({ key }) => !here.has(key));
      if (!found || shown.length === 0) break;
      const touched = shown.filter(({ key }) => found.some((cell) => cell[table] === key));
      const next = (touched[0] ?? shown[0]!).key;
      // One hidden group alone is told by the total, so the first goes with a companion.
      const companion = here.size === 0 ? shown.find(({ key }) => key !== next) : undefined;
      here = new Set([...here, next, ...(companion ? [companion.key] : [])]);
      if (bySize.filter(({ key }) => !here.has(key)).length === 0) here = new Set(sizes.keys());
    }
    return hidden.push(here);
  });
  return hidden;
}

/** Stands for all hidden groups of a table together: their sum is known from the total. No key of ours is this. */
const HIDDEN = "\u0000";
/** Reckoning modulo this prime keeps whole numbers exact: a product of two stays below 2^53. */
const P = 67_108_859;
const MOST_SMALL_CELLS = 300;

interface Atom {
  readonly keys: readonly string[];
  readonly n: number;
}

/**
 * The cells of a group of 1 to k − 1 people whose number is a sum, with any factors, of the numbers shown; undefined when there
 * is none. A set of cells is such a sum exactly when every change of the cells that leaves all shown numbers as they are leaves
 * the set's number as it is. Each cell gets its share in two mixtures of all such changes, and a set is told when its shares
 * come to nothing. By chance two in 10^15 sets look told that are not: then a group more is hidden than need be.
 */
function giveaway(
  cells: readonly JointCell[],
  hidden: readonly ReadonlySet<string>[],
  { k, firstIsKnown }: { readonly k: number; readonly firstIsKnown: boolean },
): readonly (readonly string[])[] | undefined {
  const merged = new Map<string, Atom>();
  for (const cell of cells) {
    if (cell.n === 0) continue;
    const keys = hidden.map((here, table) => (here.has(cell.keys[table]!) ? HIDDEN : cell.keys[table]!));
    const name = JSON.stringify(keys);
    merged.set(name, { keys, n: cell.n + (merged.get(name)?.n ?? 0) });
  }
  const atoms = [...merged.values()];
  if (atoms.every(({ n }) => n >= k)) return undefined;

  // Sets of at most k − 1 cells are made of two halves of at most half as many.
  const half = Math.ceil((k - 1) / 2);
  const small = atoms.map((_, at) => at).filter((at) => atoms[at]!.n < k);
  // So many small ones are taken for a giveaway unseen, because trying all their sets would make a page wait.
  if (small.length > MOST_SMALL_CELLS) return small.map((at) => atoms[at]!.keys);
  const shares = sharesOfChanges(atoms, hidden.length);
  const sets = setsUpTo(half, small, atoms, k);
  const bySum = new Map<string, number[][]>();
  const sum = (set: readonly number[], mixture: 0 | 1, sign: 1 | -1): number =>
    (((sign * set.reduce((total, at) => total + shares[at]![mixture], 0)) % P) + P) % P;
  for (const set of sets) {
    const key = `${sum(set, 0, 1)},${sum(set, 1, 1)}`;
    const same = bySum.get(key);
    if (same) same.push(set);
    else bySum.set(key, [set]);
  }
  for (const set of [[], ...sets]) {
    for (const other of bySum.get(`${sum(set, 0, -1)},${sum(set, 1, -1)}`) ?? []) {
      const both = [...set, ...other];
      const people = both.reduce((total, at) => total + atoms[at]!.n, 0);
      if (people >= k || new Set(both).size < both.length || (firstIsKnown && isKnown(both, atoms))) continue;
      return both.map((at) => atoms[at]!.keys);
    }
  }
  return undefined;
}

/** Whether a set is made of whole groups of the first table. */
function isKnown(set: readonly number[], atoms: readonly Atom[]): boolean {
  const groups = new Set(set.map((at) => atoms[at]!.keys[0]!));
  return atoms.filter(({ keys }) => groups.has(keys[0]!)).length === set.length;
}

/** Every set of one to `most` of the places that holds fewer than k people. */
function setsUpTo(most: number, places: readonly number[], atoms: readonly Atom[], k: number): number[][] {
  const sets: number[][] = [];
  const add = (set: readonly number[], from: number, people: number): void => {
    for (let at = from; at < places.length; at += 1) {
      const place = places[at]!;
      const now = people + atoms[place]!.n;
      if (now >= k) continue;
      const larger = [...set, place];
      sets.push(larger);
      if (larger.length < most) add(larger, at + 1, now);
    }
  };
  add([], 0, 0);
  return sets;
}

/** For each cell its share in two fixed mixtures of the changes that leave every group of every table as large as it is. */
function sharesOfChanges(atoms: readonly Atom[], tables: number): readonly (readonly [number, number])[] {
  const rows = new Map<string, number[]>();
  atoms.forEach(({ keys }, at) => {
    for (let table = 0; table < tables; table += 1) {
      const name = `${table} ${keys[table]!}`;
      const row = rows.get(name) ?? Array<number>(atoms.length).fill(0);
      row[at] = 1;
      rows.set(name, row);
    }
  });
  const { reduced, pivots } = eliminate([...rows.values()], atoms.length);
  const free = atoms.map((_, at) => at).filter((at) => !pivots.includes(at));
  const mixtures = [weights(free, 48_271), weights(free, 69_621)] as const;
  return atoms.map((_, at) => {
    const row = pivots.indexOf(at);
    const share = (mixture: ReadonlyMap<number, number>): number =>
      row < 0 ? mixture.get(at)! : free.reduce((sum, other) => (sum + (P - reduced[row]![other]!) * mixture.get(other)!) % P, 0);
    return [share(mixtures[0]), share(mixtures[1])];
  });
}

/** A row of numbers without pattern, the same each time. */
function weights(places: readonly number[], factor: number): ReadonlyMap<number, number> {
  let number = factor;
  return new Map(places.map((place) => [place, (number = (number * factor + 12_345) % P)]));
}

/** Reduced row echelon form modulo P; pivots[r] is the column of row r. */
function eliminate(rows: number[][], columns: number): { readonly reduced: number[][]; readonly pivots: readonly number[] } {
  const pivots: number[] = [];
  for (let column = 0; column < columns && pivots.length < rows.length; column += 1) {
    const top = pivots.length;
    const found = rows.findIndex((row, at) => at >= top && row[column] !== 0);
    if (found < 0) continue;
    [rows[top], rows[found]] = [rows[found]!, rows[top]!];
    const inverse = power(rows[top][column]!, P - 2);
    rows[top] = rows[top].map((value) => (value * inverse) % P);
    for (let at = 0; at < rows.length; at += 1) {
      const factor = rows[at]![column]!;
      if (at === top || factor === 0) continue;
      for (let place = column; place < columns; place += 1)
        rows[at]![place] = (rows[at]![place]! + (P - factor) * rows[top][place]!) % P;
    }
    pivots.push(column);
  }
  return { reduced: rows, pivots };
}

function power(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}
