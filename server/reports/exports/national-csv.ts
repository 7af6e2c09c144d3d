import { Refusal } from "../../domain/refusal.ts";
import { csvLines } from "./csv-lines.ts";
import type { ExportFormat } from "./export-format.ts";

/** The SKM of a period in the shape in which units type it into skm.go.id by hand: answers for each unsur. No interface of theirs was seen. */
export const nationalCsv: ExportFormat = {
  extension: "skm-nasional.csv",
  content: "skm-nasional",
  label: "Bahan isian skm.go.id (CSV)",
  description: "Sebaran jawaban tiap unsur SKM, untuk diketik sendiri di skm.go.id; bentuk resminya belum kami lihat.",
  mediaType: "text/csv; charset=utf-8",
  deed: "read-results",
  open({ report, surveys }) {
    const skm = surveys.find(({ definition }) => definition.id === "skm");
    if (!skm) throw new Refusal("not-found", "Unit ini tidak memakai SKM pada periode ini.");
    const { unit, period } = report;
    const scores = Array.from({ length: skm.definition.scale.max }, (_, at) => at + 1);
    const header = [
      "unit",
      "periode",
      "dari",
      "sampai_sebelum",
      "unsur",
      "nama_unsur",
      ...scores.map((score) => `jawaban_${score}`),
      "penilai",
    ];
    const lines = skm.result.items.map((item) => {
      const counts = item.counts ?? scores.map((_, at) => item.parts!.reduce((sum, part) => sum + part.counts[at]!, 0));
      const name = skm.definition.items.find(({ key }) => key === item.key)!.name.id;
      return [unit.name, period.name, period.from, period.until, item.key, name, ...counts, item.answered];
    });
    return Promise.resolve(csvLines(header, lines, ";"));
  },
};
