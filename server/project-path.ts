import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A path inside the program folder, the same whether the sources run or their compiled copies under dist. */
export function projectPath(...inside: string[]): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("the program folder (the one with package.json) was not found");
    folder = parent;
  }
  return join(folder, ...inside);
}
