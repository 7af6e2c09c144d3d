import { answersCsv } from "./answers-csv.ts";
import { banners } from "./banners.ts";
import { commentsCsv } from "./comments-csv.ts";
import { evidencePack } from "./evidence-pack.ts";
import type { ExportFormat } from "./export-format.ts";
import { indexFile } from "./index-file.ts";
import { nationalCsv } from "./national-csv.ts";
import { profileCsv } from "./profile-csv.ts";
import { recapCsv } from "./recap-csv.ts";
import { reportDocx } from "./report-docx.ts";
import { reportPdf } from "./report-pdf.ts";
import { workbook } from "./workbook.ts";

/** Every kind of export, in the order in which the pages offer them. */
export const exportFormats: readonly ExportFormat[] = [
  reportDocx,
  reportPdf,
  workbook,
  answersCsv,
  recapCsv,
  indexFile,
  nationalCsv,
  profileCsv,
  commentsCsv,
  ...banners,
  evidencePack,
];
