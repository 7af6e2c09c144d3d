import { figure } from "../../web/format.ts";
import type { SurveyReport } from "../unit-report.ts";
import { csvLines } from "./csv-lines.ts";
import type { ExportFormat } from "./export-format.ts";

/** The figures of each unsur and the index, for reading: decimal comma, semicolons. */
export const recapCsv: ExportFormat = {
  extension: "rekap.csv",
  content: "rekap",
  label: "Rekap per unsur (CSV)",
  description: "NRR, NRR tertimbang, nilai, dan mutu tiap unsur beserta indeksnya.",
  mediaType: "text/csv; charset=utf-8",
  deed: "read-results",
  open({ surveys }) {
    const header = ["survei", "kunci", "nama", "terjawab", "tanpa_nilai", "nrr", "nrr_tertimbang", "nilai", "mutu"];
    return Promise.resolve(csvLines(header, surveys.flatMap(linesOf), ";"));
  },
};

/** One line for each item, and the index last: on 0–4 under nrr, on 100 under nilai. */
function linesOf({ ref, definition, result }: SurveyReport): (string | number | null)[][] {
  const items = result.items.map((item) => [
    ref,
    item.key,
    definition.items.find(({ key }) => key === item.key)!.name.id,
    item.answered,
    item.optedOut,
    comma(item.nrr),
    comma(item.weighted),
    comma(item.points),
    item.mutu,
  ]);
  const { index } = result;
  const value =
    index.kind === "value" ? [comma(index.index4), null, comma(index.index100), index.mutu] : [null, null, null, index.reason];
  return [...items, [ref, definition.index.abbreviation, definition.index.name.id, result.respondents, null, ...value]];
}

function comma(text: string | null): string | null {
  return text === null ? null : figure(text);
}
