import type { ReportDocument } from "./blocks.ts";
import { logoSvg } from "./logo.ts";
import { chartSvg } from "./chart-svg.ts";
import { typeset } from "./typeset.ts";

/** The report as PDF/A-2b, with headings as bookmarks. */
export function writePdf(document: ReportDocument): Uint8Array {
  const charts = document.blocks.flatMap((block, at) => {
    if (block.kind === "chart") return [[String(at), chartSvg(block).svg]];
    return block.kind === "checkpoint" ? [[String(at), block.svg]] : [];
  });
  return typeset("report", {
    document: JSON.stringify({ ...document, logo: document.logo !== null }),
    logo: document.logo ? logoSvg(document.logo) : "",
    charts: JSON.stringify(Object.fromEntries(charts)),
  }).pdf();
}
