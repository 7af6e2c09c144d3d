import { logoOf } from "../document/logo.ts";
import { checkpointOf } from "../document/read-checkpoint.ts";
import { readPlans } from "../document/read-plans.ts";
import { readTexts } from "../document/read-texts.ts";
import { reportDocument } from "../document/report-document.ts";
import type { Chunks, ExportFormat } from "./export-format.ts";

/** The report in five chapters, to be written on. */
export const reportDocx: ExportFormat = {
  extension: "docx",
  content: "laporan",
  label: "Laporan lengkap (DOCX)",
  description: "Lima bab menurut pola Laporan SKM, dapat disunting di pengolah kata.",
  mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  deed: "read-results",
  ranges: true,
  trend: true,
  async open({ parts, report, surveys }) {
    const [texts, plans, checkpoint, logo] = await Promise.all([
      readTexts(parts, report.unit, report.period),
      readPlans(parts, report),
      checkpointOf(parts, report),
      logoOf(parts, report.unit),
    ]);
    // Loaded when they are asked for: a server that writes no report does not carry them in memory.
    const [{ writeDocx }, { drawPng }] = await Promise.all([
      import("../document/write-docx.ts"),
      import("../document/draw-png.ts"),
    ]);
    return whole(
      await writeDocx(reportDocument({ report, surveys, texts, ...plans, key: parts.signer.key(), checkpoint, logo }), drawPng),
    );
  },
};

async function* whole(file: Uint8Array): Chunks {
  yield file;
}
