import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suppress } from "../../server/domain/disclosure/suppress.ts";

const cells = (numbers: readonly number[]): { key: string; n: number }[] => numbers.map((n, at) => ({ key: String(at), n }));
const hiddenAt = (numbers: readonly number[], k?: number): number[] =>
  [...suppress(cells(numbers), k)].map(Number).sort((a, b) => a - b);

/** Every way to part `total` people into `groups` groups, empty ones too. */
function* partitions(total: number, groups: number): Generator<number[]> {
  if (groups === 1) yield [total];
  else
    for (let first = 0; first <= total; first += 1)
      for (const rest of partitions(total - first, groups - 1)) yield [first, ...rest];
}

/** Every non-empty subset of the list. */
function subsets(list: readonly number[]): number[][] {
  return Array.from({ length: 2 ** list.length - 1 }, (_, mask) => list.filter((_one, at) => ((mask + 1) >> at) & 1));
}

const sumOver = (numbers: readonly number[], places: readonly number[]): number =>
  places.reduce((sum, at) => sum + numbers[at]!, 0);

describe("hiding small groups", () => {
  it.each<[what: string, numbers: number[], hidden: number[]]>([
    ["large groups are all shown", [40, 38, 12], []],
    ["an empty group is shown as 0", [40, 38, 0], []],
    ["a lone small group takes the next smallest with it", [40, 38, 2], [1, 2]],
    ["of two groups of one size the earlier goes", [30, 2, 30], [0, 1]],
    ["two small groups of five or more together are enough", [40, 3, 3, 20], [1, 2]],
    ["two small groups of fewer than five together take a third", [40, 1, 2, 20], [1, 2, 3]],
    ["an empty group is no companion", [3, 0, 20], [0, 2]],
    ["five groups of one could only be one each, so a sixth goes", [1, 1, 1, 1, 1, 30], [0, 1, 2, 3, 4, 5]],
    ["three groups of four beside a six could only be four each, so the six goes", [4, 4, 4, 6, 30], [0, 1, 2, 3]],
    ["when nothing suffices everything is hidden, empty groups too", [2, 0, 1], [0, 1, 2]],
    ["one small group alone is hidden", [3], [0]],
    ["nobody at all", [0, 0], []],
    ["no groups", [], []],
  ])("%s", (_what, numbers, hidden) => {
    expect(hiddenAt(numbers)).toEqual(hidden);
  });

  it("refuses what is not a table of people", () => {
    expect(() => suppress([{ key: "L", n: 1.5 }])).toThrow(RangeError);
    expect(() => suppress([{ key: "L", n: -1 }])).toThrow(RangeError);
    expect(() =>
      suppress([
        { key: "L", n: 7 },
        { key: "L", n: 8 },
      ]),
    ).toThrow(RangeError);
    expect(() => suppress([{ key: "L", n: 7 }], 2)).toThrow(RangeError);
    expect(() => suppress([{ key: "L", n: 7 }], Number.NaN)).toThrow(RangeError);
  });

  it.each([3, 5])("lets no group or sum of groups below k=%i be found by subtraction from the total", (k) => {
    for (const groups of [1, 2, 3, 4, 5]) {
      for (let total = k; total <= 13; total += 1) {
        for (const numbers of partitions(total, groups)) {
          const hidden = hiddenAt(numbers, k);
          const shown = numbers.map((_, at) => at).filter((at) => !hidden.includes(at));
          for (const places of [...subsets(shown), []]) {
            const group = sumOver(numbers, places);
            for (const found of [group, total - group]) {
              if (found > 0 && found < k) expect.fail(`${numbers.join()} with ${hidden.join()} hidden gives away ${found}`);
            }
          }
          if (hidden.length === 1) expect.fail(`${numbers.join()}: one group alone is hidden`);
        }
      }
    }
  });

  it.each([3, 5])("pins down no small group or sum of them for a reader who knows the rule, k=%i", (k) => {
    for (const groups of [2, 3, 4, 5]) {
      for (let total = k; total <= 18; total += 1) {
        const tables = new Map<string, { hidden: number[]; numbers: number[][] }>();
        for (const numbers of partitions(total, groups)) {
          const hidden = hiddenAt(numbers, k);
          if (hidden.length === 0) continue;
          const printed = numbers.map((n, at) => (hidden.includes(at) ? "x" : n)).join();
          const known = tables.get(printed) ?? { hidden, numbers: [] };
          known.numbers.push(numbers);
          tables.set(printed, known);
        }
        for (const [printed, { hidden, numbers }] of tables) {
          const all = hidden.length === groups;
          for (const places of subsets(hidden)) {
            const possible = new Set(numbers.map((one) => sumOver(one, places)));
            const small = [...possible].filter((n) => n > 0 && n < k);
            // Every printed table stands for several; unless all is hidden, any hidden group may even be one of k or more.
            if (small.length === possible.size && (!all || possible.size === 1)) {
              expect.fail(`${printed} of ${total}: the groups ${places.join()} must be ${[...possible].join(" or ")}`);
            }
          }
        }
      }
    }
  });

  it("never shows a group of 1 to k - 1, whatever the table", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 12 }), fc.integer({ min: 3, max: 20 }), (numbers, k) => {
        const hidden = hiddenAt(numbers, k);
        const people = sumOver(numbers, hidden);
        expect(numbers.every((n, at) => n === 0 || n >= k || hidden.includes(at))).toBe(true);
        expect(people === 0 || people >= k || hidden.length === numbers.length).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("does not depend on the order of the groups but for groups of one size", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60), { maxLength: 8 }), (numbers) => {
        const sizes = (list: readonly number[]): number[] =>
          hiddenAt(list)
            .map((at) => list[at]!)
            .sort((a, b) => a - b);
        expect(sizes([...numbers].reverse())).toEqual(sizes(numbers));
      }),
      { numRuns: 1000 },
    );
  });
});
