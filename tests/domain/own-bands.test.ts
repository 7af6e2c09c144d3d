import { describe, expect, it } from "vitest";
import { bandTable, bandTables, classify } from "../../server/domain/indices/bands.ts";
import { computeIndex } from "../../server/domain/indices/compute-index.ts";
import { definitionSchema } from "../../server/domain/questionnaire/definition.ts";
import { tallyOf } from "../../server/domain/tally.ts";
import { definitionFile, makeDefinition, OWN_BANDS } from "../support/make-definition.ts";

type Rows = (typeof OWN_BANDS)["rows"];

function refusals(table: object): string[] {
  const file = definitionFile();
  const parsed = definitionSchema.safeParse({ ...file, index: { ...(file["index"] as object), bands: table } });
  return parsed.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
}
const withRows = (rows: readonly object[]): string[] => refusals({ ...OWN_BANDS, rows });
const row = (at: number, changes: object): Rows => OWN_BANDS.rows.map((one, own) => (own === at ? { ...one, ...changes } : one));

describe("a table of mutu of one's own", () => {
  it("gives the mutu and its words, and results bear its name", () => {
    const definition = makeDefinition({ items: ["U1"], bands: OWN_BANDS });
    const index = (...scores: number[]) =>
      computeIndex(definition, tallyOf(definition, scores.map((score) => new Map([["U1", score]])))).index; // prettier-ignore
    expect(index(4)).toMatchObject({ index100: "100.00", mutu: "A+", label: "Istimewa", bands: "peraturan-uji" });
    expect(index(3)).toMatchObject({ index100: "75.00", mutu: "B" });
    expect(index(3, 3, 3, 2)).toMatchObject({ index100: "68.75", mutu: "C" });
    expect(index(1)).toMatchObject({ index100: "25.00", mutu: "E" });
  });

  it.each([
    ["39.99", "E"],
    ["40.00", "D"],
    ["59.99", "D"],
    ["60.00", "C"],
    ["74.99", "C"],
    ["75.00", "B"],
    ["89.99", "B"],
    ["90.00", "A+"],
  ])("puts %s into %s: its bands leave no gap", (figure, mutu) => {
    expect(classify(figure, bandTable(OWN_BANDS)).mutu).toBe(mutu);
  });

  it("keeps its source", () => {
    expect(bandTable(OWN_BANDS)).toMatchObject({ id: "peraturan-uji", source: OWN_BANDS.source });
  });

  it("is refused where its bands overlap, or two bear the same mutu", () => {
    const reason = "each band begins above the one before it";
    expect(withRows(row(3, { from: "60.00" }))).toEqual([`index.bands.rows.3.from: is 60.00, but ${reason} (60.00)`]);
    expect(withRows(row(3, { from: "59.99" }))).toEqual([`index.bands.rows.3.from: is 59.99, but ${reason} (60.00)`]);
    // As texts 100.00 would stand before 75.00.
    expect(withRows(row(4, { from: "100.00" }))).toEqual([]);
    expect(withRows(row(4, { mutu: "B" }))).toEqual(["index.bands.rows.4.mutu: the mutu B stands twice"]);
  });

  it.each(["75", "75.0", "75.000", "75,00", "-1.00", "100.01", "101.00", " 75.00"])("is refused with the edge %j", (from) => {
    expect(withRows(row(3, { from }))).toEqual(expect.arrayContaining([expect.stringMatching(/^index\.bands.*: /)]));
  });

  it.each(["", "ABCD", "<b>", '"', " A", "+"])("is refused with the mutu %j", (mutu) => {
    expect(withRows(row(3, { mutu }))).not.toEqual([]);
  });

  it("is refused with one band only, without a source, and under the name of a published table", () => {
    expect(withRows(OWN_BANDS.rows.slice(0, 1))).not.toEqual([]);
    expect(refusals({ ...OWN_BANDS, source: " " })).not.toEqual([]);
    for (const { id } of bandTables)
      expect(refusals({ ...OWN_BANDS, name: id })).toEqual([
        "index.bands.name: is a table that comes with the program; name it alone, or call yours otherwise",
      ]);
  });
});
