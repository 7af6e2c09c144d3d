import { Refusal } from "../../domain/refusal.ts";
import { commentBatch, withheldWords } from "../comment-batch.ts";
import { csvLines } from "./csv-lines.ts";
import type { ExportFormat } from "./export-format.ts";

/** Comments alone, shuffled, beside nothing else. */
export const commentsCsv: ExportFormat = {
  extension: "saran.csv",
  content: "saran",
  label: "Saran (CSV)",
  description: "Saran tertulis dalam urutan acak, tanpa nilai dan tanpa tanggal.",
  mediaType: "text/csv; charset=utf-8",
  deed: "read-comments",
  quartersOnly: true,
  async open({ parts, report }) {
    const batch = await commentBatch(parts, report);
    if (batch.kind === "withheld") throw new Refusal("conflict", withheldWords(batch));
    return csvLines(
      ["saran"],
      batch.comments.map((comment) => [comment]),
      ";",
    );
  },
};
