import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { readFile } from "node:fs/promises";
import { projectPath } from "../../project-path.ts";

let ready: Promise<void> | undefined;

/** A drawing as PNG of that width in pixels, its words set in Arimo. */
export async function drawPng(svg: string, width: number): Promise<Uint8Array> {
  ready ??= readFile(projectPath("node_modules/@resvg/resvg-wasm/index_bg.wasm")).then((module) => initWasm(module));
  await ready;
  const fonts = ["400Regular/Arimo_400Regular", "700Bold/Arimo_700Bold"].map((name) =>
    readFile(projectPath("node_modules/@expo-google-fonts/arimo", `${name}.ttf`)),
  );
  const drawing = new Resvg(svg, {
    fitTo: { mode: "width", value: width },
    background: "#ffffff",
    font: { fontBuffers: await Promise.all(fonts), defaultFontFamily: "Arimo" },
  });
  try {
    return drawing.render().asPng();
  } finally {
    drawing.free();
  }
}
