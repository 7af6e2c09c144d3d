import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { projectPath } from "../../project-path.ts";

let ready: Promise<void> | undefined;

async function initialise(): Promise<void> {
  // Compiled a second time for speed, the module takes thirty megabytes more, for drawings that are made a few times a day.
  setFlagsFromString("--liftoff-only");
  await initWasm(await readFile(projectPath("node_modules/@resvg/resvg-wasm/index_bg.wasm")));
}

/** A drawing as PNG of that width in pixels, its words set in Arimo. */
export async function drawPng(svg: string, width: number): Promise<Uint8Array> {
  ready ??= initialise();
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
