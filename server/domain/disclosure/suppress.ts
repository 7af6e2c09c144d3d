/** A group of people in a table: how many people gave this answer ("tidak menyebutkan" is a group like any other). */
export interface PeopleCell {
  readonly key: string;
  readonly n: number;
}

/**
 * The keys to hide in a table that parts people into groups, so that nobody can find a group of 1 to k − 1 people in it:
 * not by looking, not by subtracting what is shown from the total, which is taken to be known, and not by knowing this rule.
 *
 * Groups of 1 to k − 1 are hidden first. Then the next smallest group that is not empty is hidden, and again the next,
 * until at least two are hidden and each of them might as well be one of k or more. Empty groups are shown as 0, unless no
 * hiding of groups that hold people suffices: then everything is hidden. A total of 1 to k − 1 stays as small as it is;
 * whoever prints the total has to decide about that first. Of groups of the same size the earlier one is hidden.
 *
 * Throws RangeError when k is not a whole number from 3 on, when a group is not a whole number of people, or a key stands twice.
 * @example [...suppress([{ key: "L", n: 40 }, { key: "P", n: 38 }, { key: "-", n: 2 }])] // => ["-", "P"]
 * @example [...suppress([{ key: "L", n: 40 }, { key: "P", n: 38 }, { key: "-", n: 0 }])] // => []
 */
export function suppress(cells: readonly PeopleCell[], k = 5): ReadonlySet<string> {
  if (!Number.isSafeInteger(k) || k < 3) throw new RangeError("k must be a whole number from 3 on");
  if (new Set(cells.map((cell) => cell.key)).size !== cells.length) throw new RangeError("two groups have the same key");
  if (cells.some(({ n }) => !Number.isSafeInteger(n) || n < 0)) throw new RangeError("a group must be a whole number of people");

  const bySize = cells.filter((cell) => cell.n > 0).sort((a, b) => a.n - b.n);
  let hidden = bySize.filter((cell) => cell.n < k).length;
  if (hidden === 0) return new Set();
  let people = bySize.slice(0, hidden).reduce((sum, cell) => sum + cell.n, 0);
  while (!isSafe(hidden, people, bySize[hidden]?.n ?? Infinity, k)) {
    const next = bySize[hidden];
    if (!next) return new Set(cells.map((cell) => cell.key));
    hidden += 1;
    people += next.n;
  }
  return new Set(bySize.slice(0, hidden).map((cell) => cell.key));
}

/**
 * Whether any one of the `hidden` groups might be the large one. The reader knows that each of them holds somebody, that
 * together they are `people`, and that the smallest group shown has `shown`. For any of them to be k or more while this very
 * table comes out, the others, being small groups, must together be some number of people that
 * - leaves the large one k or more, yet fewer than the smallest shown (else that one would have been hidden in its stead);
 * - is at least one for each of them, and too few for them to be safe alone (else the large one would not be hidden).
 * A single hidden group is never safe: it is below k, which leaves nothing for the large one.
 */
function isSafe(hidden: number, people: number, shown: number, k: number): boolean {
  const others = hidden - 1;
  const least = Math.max(others, people - shown + 1);
  const most = Math.min(people - k, k + others - 2);
  return least <= most;
}
