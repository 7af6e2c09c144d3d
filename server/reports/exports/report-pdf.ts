import { logoOf } from "../document/logo.ts";
import { checkpointOf } from "../document/read-checkpoint.ts";
import { readPlans } from "../document/read-plans.ts";
import { readTexts } from "../document/read-texts.ts";
import { reportDocument } from "../document/report-document.ts";
import type { Chunks, ExportFormat } from "./export-format.ts";

/** The report in five chapters, to be signed and kept. */
export const reportPdf: ExportFormat = {
  extension: "pdf",
  content: "laporan",
  label: "Laporan lengkap (PDF)",
  description: "Isi yang sama untuk ditandatangani dan disimpan (PDF/A).",
  mediaType: "application/pdf",
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
    // Loaded when it is asked for: a server that writes no report does not carry it in memory.
    const { writePdf } = await import("../document/write-pdf.ts");
    return whole(writePdf(reportDocument({ report, surveys, texts, ...plans, key: parts.signer.key(), checkpoint, logo })));
  },
};

async function* whole(file: Uint8Array): Chunks {
  yield file;
}
