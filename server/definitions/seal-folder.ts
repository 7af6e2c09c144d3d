import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { definitionJsonSchema } from "./definition-schema.ts";
import { readFolder } from "./read-folder.ts";
import { checkSeals, readSeals, sealedFile } from "./sealed-file.ts";

/**
 * Seals every version of a folder that has no seal yet and writes definition.schema.json anew; returns the refs newly sealed.
 * Throws DefinitionProblem, and writes nothing, when a file is broken or a sealed version was changed or is missing.
 */
export function sealFolder(folder: string): readonly string[] {
  const files = readFolder(folder);
  const before = readSeals(folder) ?? new Map<string, string>();
  checkSeals(folder, before, files);
  replaceFile(sealedFile(folder), `${JSON.stringify(Object.fromEntries(files.map(({ ref, seal }) => [ref, seal])), null, 2)}\n`);
  replaceFile(join(folder, "definition.schema.json"), definitionJsonSchema());
  return files.map(({ ref }) => ref).filter((ref) => !before.has(ref));
}

/** Whole or not at all: a reader never sees half a file. */
function replaceFile(file: string, text: string): void {
  const fresh = join(file, "..", `.${process.pid}.new`);
  writeFileSync(fresh, text);
  renameSync(fresh, file);
}
