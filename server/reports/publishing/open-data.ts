import type { Unit } from "../../domain/response.ts";
import { csvLines } from "../exports/csv-lines.ts";
import type { Chunks } from "../exports/export-format.ts";
import { publicIndex } from "./public-index.ts";
import type { Published } from "./publish.ts";

/** What was published of a period, for programs. Decimals are strings with a point; `seal` is that of the frozen document. */
export function openDataJson(unit: Unit, { frozen, seal, publishedOn }: Published): object {
  const { period, from, until, closedOn, served, ranges, changes, people } = frozen;
  return {
    unit: unit.code,
    name: unit.name,
    period,
    from,
    until,
    closedOn,
    publishedOn,
    seal,
    served,
    indices: frozen.indices.map((index) => publicIndex(frozen, index, unit.publicFloor)),
    ranges,
    changes,
    people,
  };
}

/** The same figures as a table: one line for each unsur, and the index last, on 0–4 under nrr and on 100 under nilai. */
export function openDataCsv(unit: Unit, { frozen }: Published): Chunks {
  const widest = Math.max(0, ...frozen.indices.flatMap(({ items }) => items.map((item) => countsOf(item).length)));
  const scores = Array.from({ length: widest }, (_, at) => at + 1);
  const header = ["periode", "survei", "kunci", "penilai", ...scores.map((score) => `jawaban_${score}`), "nrr", "nilai", "mutu"];
  const lines = frozen.indices.flatMap((kept) => {
    const index = publicIndex(frozen, kept, unit.publicFloor);
    const start = [frozen.period, index.survey];
    return [
      ...index.items.flatMap((item) => {
        const own = [item.nrr, item.points, item.mutu];
        if ("counts" in item) return [[...start, item.key, item.answered, ...padded(item.counts, widest), ...own]];
        const parts = item.parts.map((part) => [
          ...start,
          part.key,
          part.answered,
          ...padded(part.counts, widest),
          part.nrr,
          part.points,
          part.mutu,
        ]);
        return [...parts, [...start, item.key, item.answered, ...padded([], widest), ...own]];
      }),
      [
        ...start,
        "indeks",
        index.respondents,
        ...padded([], widest),
        ...(index.index.kind === "value" ? [index.index.index4, index.index.index100, index.index.mutu] : [null, null, null]),
      ],
    ];
  });
  return csvLines(header, lines, ",");
}

type Item = Published["frozen"]["indices"][number]["items"][number];

function countsOf(item: Item): readonly number[] {
  return "counts" in item ? item.counts : (item.parts[0]?.counts ?? []);
}

function padded(counts: readonly number[], length: number): readonly (number | null)[] {
  return Array.from({ length }, (_, at) => counts[at] ?? null);
}
