import { expect, it } from "vitest";
import { bandTable, bandTables, classify } from "../../server/domain/indices/bands.ts";

/** The tables as they are printed, each band by its lower end, from the lowest up. */
const PRINTED: Readonly<Record<string, readonly string[]>> = {
  "permenpan-14-2017": [
    "25.00 D Tidak baik (Poor)",
    "65.00 C Kurang baik (Below standard)",
    "76.61 B Baik (Good)",
    "88.31 A Sangat baik (Very good)",
  ],
  "kep-25-2004": [
    "25.00 D Tidak baik (Poor)",
    "43.76 C Kurang baik (Below standard)",
    "62.51 B Baik (Good)",
    "81.26 A Sangat baik (Very good)",
  ],
  "ipk-peradilan": [
    "25.00 D Tidak bersih dari korupsi (Not free of corruption)",
    "43.76 C Kurang bersih dari korupsi (Hardly free of corruption)",
    "62.51 B Cukup bersih dari korupsi (Fairly free of corruption)",
    "81.26 A Bersih dari korupsi (Free of corruption)",
  ],
};

it.each(Object.entries(PRINTED))("the table %s has the edges and words that are printed", (id, printed) => {
  expect(bandTable(id).bands.map(({ from, mutu, label }) => `${from} ${mutu} ${label.id} (${label.en})`)).toEqual(printed);
});

it.each([
  ["permenpan-14-2017", /^PermenPANRB 14\/2017.*25,00–64,99 \| 65,00–76,60 \| 76,61–88,30 \| 88,31–100,00$/],
  ["kep-25-2004", /^KEP\/25\/M\.PAN\/2\/2004: 25–43,75 \| 43,76–62,50 \| 62,51–81,25 \| 81,26–100,00/],
  ["ipk-peradilan", /PN Atambua.*1,00–1,75 \| 1,76–2,50 \| 2,51–3,25 \| 3,26–4,00, dikali 25$/],
])("the table %s names where it is printed, with its intervals", (id, source) => {
  expect(bandTable(id).source).toMatch(source);
});

it("a table that is not among them is refused with the names of those that are", () => {
  const names = bandTables.map(({ id }) => id).join(", ");
  expect(() => bandTable("baik")).toThrow(new RangeError(`unknown band table "baik"; known: ${names}`));
});

it("a figure beyond the printed ends belongs to the band at that end", () => {
  for (const { bands, ...table } of bandTables) {
    expect(classify("0.00", { bands, ...table }), table.id).toBe(bands[0]);
    expect(classify("101.00", { bands, ...table }), table.id).toBe(bands.at(-1));
  }
});
