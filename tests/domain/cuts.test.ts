import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JointCell } from "../../server/domain/disclosure/cuts.ts";
import { hiddenInCuts } from "../../server/domain/disclosure/cuts.ts";
import { suppress } from "../../server/domain/disclosure/suppress.ts";
import { cpuTime } from "../support/cpu-time.ts";

const K = 5;
type Hiding = readonly ReadonlySet<string>[];

/** Every list with one entry from each of the given lists. */
function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((some, list) => some.flatMap((one) => list.map((next) => [...one, next])), [[]]);
}

/** The old rule: each table by itself. */
function apart(tables: readonly (readonly string[])[], cells: readonly JointCell[]): Hiding {
  return tables.map((names, table) =>
    suppress(
      names.map((key) => ({ key, n: cells.filter(({ keys }) => keys[table] === key).reduce((sum, { n }) => sum + n, 0) })),
      K,
    ),
  );
}

/**
 * The attacker: every sum of shown groups and the total with factors −1, 0 and 1. When it takes each cell that holds people
 * once or not at all, it is the number of a group of people. The size of one of 1 to 4 people so found, or undefined.
 * `knowsEmpty: false` is a reader who does not know which cells hold nobody.
 */
function exposed(
  shown: readonly (readonly number[])[],
  people: readonly number[],
  { knowsEmpty = true }: { readonly knowsEmpty?: boolean } = {},
): number | undefined {
  const held = people.map((_, at) => at).filter((at) => !knowsEmpty || people[at]! > 0);
  const rows = [...new Set(shown.map((row) => held.map((at) => row[at]).join()))].map((row) => row.split(",").map(Number));
  const factors = Array<number>(held.length).fill(0);
  const search = (from: number): number | undefined => {
    if (from === rows.length) {
      if (factors.some((factor) => factor !== 0 && factor !== 1)) return undefined;
      const size = factors.reduce((sum, factor, at) => sum + factor * people[held[at]!]!, 0);
      return size > 0 && size < K ? size : undefined;
    }
    for (const sign of [0, 1, -1]) {
      for (let at = 0; at < held.length; at += 1) factors[at]! += sign * rows[from]![at]!;
      const found = search(from + 1);
      for (let at = 0; at < held.length; at += 1) factors[at]! -= sign * rows[from]![at]!;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(0);
}

/** What is printed of a population: the total and every group that is not hidden, as rows over the cells. */
function printed(tables: readonly (readonly string[])[], cells: readonly JointCell[], hidden: Hiding): number[][] {
  const groups = tables.flatMap((names, table) =>
    names.filter((key) => !hidden[table]!.has(key)).map((key) => [table, key] as const),
  );
  return [cells.map(() => 1), ...groups.map(([table, key]) => cells.map(({ keys }) => (keys[table] === key ? 1 : 0)))];
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);

describe("tables of the same people", () => {
  it("hide the counters where a service beside them would tell two people", () => {
    const tables = [
      ["gigi", "umum"],
      ["loket 1", "loket 2"],
    ];
    const cells = [
      { keys: ["gigi", "loket 1"], n: 10 },
      { keys: ["gigi", "loket 2"], n: 2 },
      { keys: ["umum", "loket 2"], n: 10 },
    ];
    expect(exposed(printed(tables, cells, apart(tables, cells)), [10, 2, 10])).toBe(2);
    expect(hiddenInCuts(tables, cells).map((one) => [...one].sort())).toEqual([[], ["loket 1", "loket 2"]]);
  });

  it("keep the other counters where there are enough", () => {
    const tables = [
      ["A", "B"],
      ["1", "2", "3"],
    ];
    const cells = [
      { keys: ["A", "1"], n: 10 },
      { keys: ["A", "2"], n: 2 },
      { keys: ["B", "2"], n: 10 },
      { keys: ["B", "3"], n: 50 },
    ];
    const [services, counters] = hiddenInCuts(tables, cells);
    expect([...services!]).toEqual([]);
    expect([...counters!].sort()).toEqual(["1", "2"]);
  });

  it("stay as they are by themselves when they tell nothing together", () => {
    const tables = [
      ["A", "B"],
      ["1", "2"],
    ];
    const cells = product(tables).map((keys) => ({ keys, n: 3 }));
    expect(hiddenInCuts(tables, cells)).toEqual([new Set(), new Set()]);
  });

  it("hide rather than make a page wait where very many groups meet in ones and twos", () => {
    const names = (n: number): string[] => Array.from({ length: n }, (_, at) => String(at));
    const tables = [names(60), names(12), names(5)];
    const cells = product(tables).map((keys, at) => ({ keys, n: 1 + (at % 3) }));
    let hidden: Hiding = [];
    expect(cpuTime(() => (hidden = hiddenInCuts(tables, cells)))).toBeLessThan(2000);
    expect(hidden.map(({ size }) => size)).toEqual([0, 0, 5]);
  });

  it("are hidden beside the totals of the months, which are printed anyway", () => {
    const tables = [
      ["Januari", "Februari"],
      ["A", "B"],
    ];
    const cells = [
      { keys: ["Januari", "A"], n: 10 },
      { keys: ["Januari", "B"], n: 2 },
      { keys: ["Februari", "B"], n: 10 },
    ];
    expect(exposed(printed(tables, cells, [new Set(), new Set()]), [10, 2, 10])).toBe(2);
    const [months, services] = hiddenInCuts(tables, cells, { firstIsKnown: true });
    expect([...months!]).toEqual([]);
    expect([...services!].sort()).toEqual(["A", "B"]);
  });

  it("stay open when the only small group is a month of its own, which the services do not part", () => {
    const tables = [
      ["Januari", "Februari"],
      ["A", "B"],
    ];
    const cells = [
      { keys: ["Januari", "A"], n: 1 },
      { keys: ["Januari", "B"], n: 1 },
      { keys: ["Februari", "A"], n: 20 },
      { keys: ["Februari", "B"], n: 20 },
    ];
    expect(hiddenInCuts(tables, cells, { firstIsKnown: true })).toEqual([new Set(), new Set()]);
  });

  it("of questions about oneself need no other table beside them for a reader who does not know which groups never meet", () => {
    const tables = [
      ["A", "B", "C"],
      ["L", "P"],
    ];
    const places = product(tables);
    for (const people of product(places.map(() => [0, 2, 7]))) {
      if (total(people) < K) continue;
      const cells = places.map((keys, at) => ({ keys, n: people[at]! }));
      const found = exposed(printed(tables, cells, apart(tables, cells)), people, { knowsEmpty: false });
      if (found !== undefined) expect.fail(`${JSON.stringify(cells)} gives away ${found}`);
    }
  });

  it("refuse a cell that is not in every table", () => {
    expect(() => hiddenInCuts([["A"], ["1"]], [{ keys: ["A"], n: 7 }])).toThrow(RangeError);
  });

  it.each<[string, string[][], number[]]>([
    [
      "two services, two counters",
      [
        ["A", "B"],
        ["1", "2"],
      ],
      [0, 1, 2, 3, 4, 5, 6, 9],
    ],
    [
      "three services, two counters",
      [
        ["A", "B", "C"],
        ["1", "2"],
      ],
      [0, 1, 3, 5, 9],
    ],
    [
      "two services, two counters, two channels",
      [
        ["A", "B"],
        ["1", "2"],
        ["qr", "kertas"],
      ],
      [0, 2, 6],
    ],
  ])("give nobody away: every population of %s", (_what, tables, sizes) => {
    const places = product(tables);
    let holes = 0;
    for (const people of product(places.map(() => sizes))) {
      if (total(people) < K) continue;
      const cells = places.map((keys, at) => ({ keys, n: people[at]! }));
      const hidden = hiddenInCuts(tables, cells);
      const found = exposed(printed(tables, cells, hidden), people);
      if (found !== undefined) expect.fail(`${JSON.stringify(cells)} gives away ${found}`);
      if (holes === 0 && exposed(printed(tables, cells, apart(tables, cells)), people) !== undefined) holes += 1;
    }
    // The attacker is able: hiding in each table apart is not enough for him.
    expect(holes).toBe(1);
  });

  it("give nobody away in larger ones, by chance", () => {
    const tables = [
      ["A", "B", "C"],
      ["1", "2", "3"],
      ["qr", "kertas"],
    ];
    const places = product(tables);
    const size = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(12) });
    fc.assert(
      fc.property(fc.array(size, { minLength: places.length, maxLength: places.length }), (people) => {
        fc.pre(total(people) >= K);
        const cells = places.map((keys, at) => ({ keys, n: people[at]! }));
        expect(exposed(printed(tables, cells, hiddenInCuts(tables, cells)), people)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("hide each group of a table, or show it with five people or none", () => {
    const tables = [
      ["A", "B", "C"],
      ["1", "2", "3"],
    ];
    const places = product(tables);
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: places.length, maxLength: places.length }), (people) => {
        const cells = places.map((keys, at) => ({ keys, n: people[at]! }));
        hiddenInCuts(tables, cells).forEach((hidden, table) => {
          for (const key of tables[table]!) {
            const n = total(cells.filter(({ keys }) => keys[table] === key).map((cell) => cell.n));
            expect(hidden.has(key) || n === 0 || n >= K).toBe(true);
          }
          expect(hidden.size).not.toBe(1);
        });
      }),
    );
  });
});

describe("a semester beside its quarters", () => {
  const services = ["A", "B", "C"];
  const tables = [services];
  /** Cells: the services of the first quarter, then those of the second. */
  const rowsOf = (people: readonly number[], semester: ReadonlySet<string>): number[][] => {
    const quarters = [0, 1].map((quarter) => {
      const cells = services.map((key, at) => ({ keys: [key], n: people[3 * quarter + at]! }));
      return { hidden: hiddenInCuts(tables, cells)[0]!, total: total(cells.map(({ n }) => n)) };
    });
    const over = (wanted: (quarter: number, key: string) => boolean): number[] =>
      [0, 1].flatMap((quarter) => services.map((key) => (wanted(quarter, key) ? 1 : 0)));
    return [
      ...[0, 1].map((at) => over((quarter) => quarter === at)),
      ...[0, 1].flatMap((at) =>
        services
          .filter((key) => !quarters[at]!.hidden.has(key))
          .map((one) => over((quarter, key) => quarter === at && key === one)),
      ),
      ...services.filter((key) => !semester.has(key)).map((one) => over((_, key) => key === one)),
    ];
  };
  const hiddenIn = (people: readonly number[]): ReadonlySet<string> =>
    hiddenInCuts(
      tables,
      services.map((key, at) => ({ keys: [key], n: people[at]! })),
    )[0]!;

  it("tells nobody when it shows only what both of them show, and tells when it goes by itself", () => {
    let holes = 0;
    for (const people of product(Array.from({ length: 6 }, () => [0, 2, 5, 8]))) {
      const quarters = [people.slice(0, 3), people.slice(3)];
      if (quarters.some((one) => total(one) > 0 && total(one) < K)) continue;
      const both = new Set(quarters.flatMap((one) => [...hiddenIn(one)]));
      // Most populations are like others but for the order; every seventh is enough.
      if (total(people) % 7 !== 0) continue;
      expect(exposed(rowsOf(people, both), people), people.join()).toBeUndefined();
      const alone = hiddenIn(services.map((_, at) => people[at]! + people[3 + at]!));
      if (holes === 0 && exposed(rowsOf(people, alone), people) !== undefined) holes += 1;
    }
    expect(holes).toBe(1);
  });
});
