import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { readFileSync } from "node:fs";
import { projectPath } from "../../project-path.ts";
import type { ReportDocument } from "./blocks.ts";
import { chartSvg } from "./chart-svg.ts";

/** Arimo has the widths of Arial, which official letters are set in; it is carried in the program and embedded in the file. */
const FONTS = ["400Regular/Arimo_400Regular", "400Regular_Italic/Arimo_400Regular_Italic", "700Bold/Arimo_700Bold"];

/**
 * The report as PDF/A-2b with headings as bookmarks, fonts embedded and drawings as vectors. Takes some ten milliseconds in
 * which nothing else is done, the first time about eighty.
 */
export function writePdf(document: ReportDocument): Uint8Array {
  const compiler = NodeCompiler.create({
    fontArgs: [
      { fontBlobs: FONTS.map((name) => readFileSync(projectPath("node_modules/@expo-google-fonts/arimo", `${name}.ttf`))) },
    ],
    workspace: projectPath("views/reports"),
  });
  const charts = document.blocks.flatMap((block, at) => (block.kind === "chart" ? [[String(at), chartSvg(block).svg]] : []));
  const compiled = compiler.compile({
    mainFilePath: projectPath("views/reports/report.typ"),
    inputs: { document: JSON.stringify(document), charts: JSON.stringify(Object.fromEntries(charts)) },
  });
  const { result } = compiled;
  if (!result) {
    const error = compiled.takeError();
    throw new Error(`the report could not be set: ${JSON.stringify(error?.shortDiagnostics ?? [])}`);
  }
  return compiler.pdf(result, { pdfStandard: "a-2b" });
}
