import { existsSync } from "node:fs";
import { join } from "node:path";
import { DefinitionProblem } from "./definition-problem.ts";
import type { ReadFile } from "./read-folder.ts";
import { readJson } from "./read-folder.ts";

/** SHA-256 by ref, "skm@1" → 64 hexadecimal digits: what stands in sealed.json. */
export type Seals = ReadonlyMap<string, string>;

export function sealedFile(folder: string): string {
  return join(folder, "sealed.json");
}

/** The seals of a folder, or undefined when it has no sealed.json. Throws DefinitionProblem when the file is broken. */
export function readSeals(folder: string): Seals | undefined {
  const file = sealedFile(folder);
  if (!existsSync(file)) return undefined;
  const value = readJson(file);
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new DefinitionProblem(file, "", "must hold one object of seals");
  }
  for (const [ref, seal] of Object.entries(value)) {
    if (!/^[a-z0-9-]+@[1-9]\d{0,2}$/.test(ref))
      throw new DefinitionProblem(file, ref, 'is not an id and version such as "skm@1"');
    if (typeof seal !== "string" || !/^[0-9a-f]{64}$/.test(seal)) {
      throw new DefinitionProblem(file, ref, "is not a SHA-256 in lower-case hexadecimal");
    }
  }
  return new Map(Object.entries(value as Record<string, string>));
}

/** Throws DefinitionProblem when a sealed version was changed or taken away: answers that were given to it would lose their meaning. */
export function checkSeals(folder: string, seals: Seals, files: readonly ReadFile[]): void {
  for (const { file, ref, seal } of files) {
    const sealed = seals.get(ref);
    if (sealed !== undefined && sealed !== seal) {
      throw new DefinitionProblem(
        file,
        "",
        `${ref} was changed after it was sealed; put it back and write the change as a new version`,
      );
    }
  }
  const present = new Set(files.map((one) => one.ref));
  for (const ref of seals.keys()) {
    if (!present.has(ref))
      throw new DefinitionProblem(sealedFile(folder), ref, `is sealed, but ${ref.replace("@", "/")}.json is missing`);
  }
}
