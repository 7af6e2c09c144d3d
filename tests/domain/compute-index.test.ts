import { describe, expect, it } from "vitest";
import { bandTable, bandTables, classify } from "../../server/domain/indices/bands.ts";
import { computeIndex, indexFromMeans } from "../../server/domain/indices/compute-index.ts";
import type { Answers } from "../../server/domain/response.ts";
import { pooled, tallyOf } from "../../server/domain/tally.ts";
import type { DefinitionWishes } from "../support/make-definition.ts";
import { makeDefinition, makePart, unsur } from "../support/make-definition.ts";

type Given = Record<string, number | "opted-out">;
function compute(wishes: DefinitionWishes, rows: readonly Given[]) {
  const definition = makeDefinition(wishes);
  return computeIndex(
    definition,
    tallyOf(
      definition,
      rows.map((row): Answers => new Map(Object.entries(row))),
    ),
  );
}

describe("an index", () => {
  it("has no value and a reason when nobody answered", () => {
    const definition = makeDefinition();
    const result = computeIndex(definition, pooled(definition, []));
    expect(result.index).toEqual({ kind: "no-value", reason: "Belum ada jawaban pada periode ini." });
    expect(result.items.map((item) => [item.nrr, item.weighted, item.points, item.mutu])).toEqual(
      Array(3).fill([null, null, null, null]),
    );
  });

  it("has no value when an unsur was rated by nobody, and names it", () => {
    const { index } = compute({ items: ["U1", "U4", "U9"] }, [{ U1: 4, U4: "opted-out" }]);
    expect(index).toMatchObject({ kind: "no-value", reason: expect.stringContaining("U4, U9") as string });
  });

  it("leaves such an unsur out where answers are pooled", () => {
    const { index } = compute({ aggregation: "pooled", items: ["U1", "U4"] }, [{ U1: 3, U4: "opted-out" }]);
    expect(index).toMatchObject({ kind: "value", index100: "75.00" });
  });

  it("lets every unsur weigh the same however many answered it", () => {
    const rows: Given[] = [{ U1: 4, U2: 1 }, { U1: 4 }, { U1: 4 }];
    expect(compute({ items: unsur(2) }, rows).index).toMatchObject({ index100: "62.50" });
    expect(compute({ items: unsur(2), aggregation: "pooled" }, rows).index).toMatchObject({ index100: "81.25" });
  });

  it("counts an answer without a score in no denominator", () => {
    const { items } = compute({ items: ["U4"] }, [{ U4: 4 }, { U4: "opted-out" }, { U4: 2 }]);
    expect(items[0]).toMatchObject({ answered: 2, optedOut: 1, nrr: "3.000", counts: [0, 1, 0, 1] });
  });

  it("takes the mean of the means of an unsur's parts", () => {
    const wishes = { items: [{ key: "U3", parts: [makePart("U3.1"), makePart("U3.2", { reversed: true })] }] };
    const { items } = compute(wishes, [{ "U3.1": 4, "U3.2": 1 }, { "U3.1": 1 }]);
    expect(items[0]).toMatchObject({ key: "U3", answered: 3, nrr: "3.250" });
    expect(items[0]!.parts!.map((part) => [part.key, part.nrr, part.counts])).toEqual([
      ["U3.1", "2.500", [1, 0, 0, 1]],
      ["U3.2", "4.000", [1, 0, 0, 0]],
    ]);
    expect(items[0]).not.toHaveProperty("counts");
  });

  it("counts a reversed question as it was answered and scores it the other way round", () => {
    const { items, index } = compute({ items: [{ key: "P1", reversed: true }] }, [{ P1: 1 }, { P1: 1 }, { P1: 2 }]);
    expect(items[0]).toMatchObject({ counts: [2, 1, 0, 0], nrr: "3.667" });
    expect(index).toMatchObject({ index100: "91.67" });
  });

  it("brings a 1–6 scale to 0–4 as the definition says", () => {
    const rows: Given[] = [...Array<Given>(3).fill({ K1: 5 }), ...Array<Given>(2).fill({ K1: 6 })]; // 5.4
    expect(compute({ max: 6, items: ["K1"], conversion: "proportional" }, rows).index).toMatchObject({
      index4: "3.600",
      index100: "90.00",
    });
    expect(compute({ max: 6, items: ["K1"], conversion: "affine" }, rows).index).toMatchObject({
      index4: "3.640",
      index100: "91.00",
    });
    expect(compute({ max: 6, items: ["K1"], conversion: "affine" }, [{ K1: 1 }]).index).toMatchObject({
      index4: "1.000",
      mutu: "D",
    });
    expect(compute({ max: 6, items: ["K1"], conversion: "proportional" }, [{ K1: 1 }]).index).toMatchObject({
      index4: "0.667",
      index100: "16.67",
      mutu: "D",
    });
  });

  it.each([
    ["1/n", "1/9", "100.00"],
    ["1/9", "1/9", "100.00"],
    ["0.111", "0.111", "99.90"],
    ["0.11", "0.11", "99.00"],
  ])("of all fours with the weight %s says %s and gives %s", (weight, printed, index100) => {
    const row = Object.fromEntries(unsur(9).map((key) => [key, 4]));
    expect(compute({ weight, items: unsur(9) }, [row]).index).toMatchObject({ weight: printed, index100 });
  });

  it("has no value where answers are pooled and none is left", () => {
    const definition = makeDefinition({ aggregation: "pooled" });
    const tally = { ...pooled(definition, []), respondents: 1 };
    expect(computeIndex(definition, tally).index).toEqual({ kind: "no-value", reason: "Belum ada jawaban pada periode ini." });
  });

  it("needs the mean of every unsur when it starts from means", () => {
    expect(() => indexFromMeans(makeDefinition({ items: unsur(2) }), new Map([["U1", "3.5"]]))).toThrow(/no mean for U2/);
  });

  it("tells which survey it is and how many stand behind it", () => {
    expect(compute({ id: "spak", version: 3 }, [{ U1: 4 }, { U1: "opted-out" }])).toMatchObject({
      survey: "spak@3",
      received: 2,
      excluded: 0,
      respondents: 1,
    });
  });
});

describe("mutu", () => {
  it.each([
    [
      "permenpan-14-2017",
      { "25.00": "D", "64.99": "D", "65.00": "C", "76.60": "C", "76.61": "B", "88.30": "B", "88.31": "A", "100.00": "A" },
    ],
    [
      "kep-25-2004",
      { "25.00": "D", "43.75": "D", "43.76": "C", "62.50": "C", "62.51": "B", "81.25": "B", "81.26": "A", "100.00": "A" },
    ],
    ["ipk-peradilan", { "25.00": "D", "43.75": "D", "62.50": "C", "81.25": "B", "81.26": "A", "16.67": "D" }],
  ])("by %s changes at the printed edges", (id, edges) => {
    for (const [figure, mutu] of Object.entries(edges))
      expect(`${figure} ${classify(figure, bandTable(id)).mutu}`).toBe(`${figure} ${mutu}`);
  });

  it("is told apart by tables whose edges rise", () => {
    for (const { id, bands } of bandTables) {
      const edges = bands.map((band) => Number(band.from));
      expect(edges, id).toEqual([...new Set(edges)].sort((a, b) => a - b));
    }
    expect(() => bandTable("baik")).toThrow(RangeError);
  });
});
