import type { NodeTypstDocument } from "@myriaddreamin/typst-ts-node-compiler";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { readFileSync } from "node:fs";
import { projectPath } from "../../project-path.ts";

/** Arimo has the widths of Arial, which official letters are set in; it is carried in the program and embedded in the file. */
const FONTS = ["400Regular/Arimo_400Regular", "400Regular_Italic/Arimo_400Regular_Italic", "700Bold/Arimo_700Bold"];

/** A typeset page or more, ready to be written. */
export interface Typeset {
  /** PDF/A-2b, fonts embedded, drawings as vectors. */
  pdf(): Uint8Array;
  /** The first page as SVG, its letters as outlines. */
  svg(): string;
}

/**
 * Sets a template of views/reports with data, which comes in as texts and is never code. Takes some ten milliseconds in which
 * nothing else is done, the first time about eighty. Throws when the template and the data do not fit.
 */
export function typeset(template: "report" | "banner", inputs: Readonly<Record<string, string>>): Typeset {
  const blobs = FONTS.map((name) => readFileSync(projectPath("node_modules/@expo-google-fonts/arimo", `${name}.ttf`)));
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: blobs }], workspace: projectPath("views/reports") });
  const compiled = compiler.compile({ mainFilePath: projectPath("views/reports", `${template}.typ`), inputs: { ...inputs } });
  const result: NodeTypstDocument | null = compiled.result;
  if (!result) {
    const error = compiled.takeError();
    throw new Error(`${template} could not be set: ${JSON.stringify(error?.shortDiagnostics ?? [])}`);
  }
  return { pdf: () => compiler.pdf(result, { pdfStandard: "a-2b" }), svg: () => compiler.plainSvg(result) };
}
