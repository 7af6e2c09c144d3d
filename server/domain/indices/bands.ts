import type { OwnBands } from "../questionnaire/own-bands.ts";
import { compare, fractionFrom } from "../exact/fraction.ts";

/** One band of a table: from `from` points (inclusive) up to the next band. */
export interface Band {
  /** Lowest figure of the band on the 25–100 scale, two decimals. */
  readonly from: string;
  readonly mutu: string;
  readonly label: { readonly id: string; readonly en: string };
}

export interface BandTable {
  readonly id: string;
  readonly source: string;
  /** From the lowest band up. */
  readonly bands: readonly Band[];
}

/**
 * The tables a definition may name. Published tables leave gaps (… 76,60 | 76,61 …), so a figure is rounded half up to two
 * decimals first and classified then; only the lower edges are needed for that.
 */
export const bandTables: readonly BandTable[] = [
  {
    id: "permenpan-14-2017",
    source: "PermenPANRB 14/2017, lampiran: nilai interval konversi 25,00–64,99 | 65,00–76,60 | 76,61–88,30 | 88,31–100,00",
    bands: [
      { from: "25.00", mutu: "D", label: { id: "Tidak baik", en: "Poor" } },
      { from: "65.00", mutu: "C", label: { id: "Kurang baik", en: "Below standard" } },
      { from: "76.61", mutu: "B", label: { id: "Baik", en: "Good" } },
      { from: "88.31", mutu: "A", label: { id: "Sangat baik", en: "Very good" } },
    ],
  },
  {
    id: "kep-25-2004",
    source: "KEP/25/M.PAN/2/2004: 25–43,75 | 43,76–62,50 | 62,51–81,25 | 81,26–100,00; sudah diganti, dipakai untuk hasil lama",
    bands: [
      { from: "25.00", mutu: "D", label: { id: "Tidak baik", en: "Poor" } },
      { from: "43.76", mutu: "C", label: { id: "Kurang baik", en: "Below standard" } },
      { from: "62.51", mutu: "B", label: { id: "Baik", en: "Good" } },
      { from: "81.26", mutu: "A", label: { id: "Sangat baik", en: "Very good" } },
    ],
  },
  {
    id: "ipk-peradilan",
    source: "Kuesioner persepsi korupsi di pengadilan (PN Atambua): 1,00–1,75 | 1,76–2,50 | 2,51–3,25 | 3,26–4,00, dikali 25",
    bands: [
      { from: "25.00", mutu: "D", label: { id: "Tidak bersih dari korupsi", en: "Not free of corruption" } },
      { from: "43.76", mutu: "C", label: { id: "Kurang bersih dari korupsi", en: "Hardly free of corruption" } },
      { from: "62.51", mutu: "B", label: { id: "Cukup bersih dari korupsi", en: "Fairly free of corruption" } },
      { from: "81.26", mutu: "A", label: { id: "Bersih dari korupsi", en: "Free of corruption" } },
    ],
  },
];

/**
 * The table of a definition: the one it names, or the one it writes out itself. Throws RangeError for a name that is not in
 * the list.
 */
export function bandTable(named: string | OwnBands): BandTable {
  if (typeof named !== "string") return { id: named.name, source: named.source, bands: named.rows };
  return knownTable(named);
}

function knownTable(id: string): BandTable {
  const table = bandTables.find((candidate) => candidate.id === id);
  if (!table) throw new RangeError(`unknown band table "${id}"; known: ${bandTables.map((t) => t.id).join(", ")}`);
  return table;
}

/**
 * Mutu pelayanan of a figure on the 25–100 scale that is already rounded to two decimals.
 * A figure under the lowest band (a weight below 1/n, or a 1–6 scale converted proportionally) belongs to the lowest band.
 * @example classify("76.61", bandTable("permenpan-14-2017")).mutu // => "B"
 * @example classify("76.60", bandTable("permenpan-14-2017")).mutu // => "C"
 */
export function classify(points: string, table: BandTable): Band {
  const value = fractionFrom(points);
  const reached = table.bands.filter((band) => compare(fractionFrom(band.from), value) <= 0);
  return reached.at(-1) ?? table.bands[0]!;
}
