import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type * as esbuild from "esbuild";
import { projectPath } from "../project-path.ts";

/**
 * A script of ours as small as it goes, in words that old phones know (ES2017). What squeezes it is a development package that
 * takes twenty megabytes of memory, so it is done once, when the program is built, and kept under dist by the digest of the source.
 */
export function squeezeScript(source: string): string {
  const kept = projectPath("dist", "squeezed", `${createHash("sha256").update(source).digest("hex").slice(0, 16)}.js`);
  if (!existsSync(kept)) keep(kept, squeezed(source));
  return readFileSync(kept, "utf8");
}

function squeezed(source: string): string {
  const { transformSync } = createRequire(import.meta.url)("esbuild") as typeof esbuild;
  return transformSync(source, { minify: true, target: "es2017", charset: "utf8", legalComments: "none" }).code.trim();
}

/** Another process may be keeping the same at the same time. */
function keep(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, text);
  renameSync(part, file);
}
