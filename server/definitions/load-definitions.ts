import { existsSync } from "node:fs";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { collectDefinitions } from "./collect-definitions.ts";
import { DefinitionProblem } from "./definition-problem.ts";
import type { Definitions } from "./definitions.ts";
import type { ReadFile } from "./read-folder.ts";
import { readFolder } from "./read-folder.ts";
import { checkSeals, readSeals, sealedFile } from "./sealed-file.ts";

/** Folders of definitions: `shipped` comes with the program, `own` belongs to the installation and may be absent. */
export interface DefinitionFolders {
  readonly shipped: string;
  readonly own?: string;
}

/**
 * Every definition of both folders, checked. Throws DefinitionProblem at the first trouble; the program does not start then.
 * Shipped versions must be sealed. Own ones need no seal (the store remembers theirs when answers may first refer to them),
 * but where the own folder has a sealed.json, what it names must be unchanged.
 */
export function loadDefinitions({ shipped, own }: DefinitionFolders): Definitions {
  const shippedFiles = readFolder(shipped);
  const seals = readSeals(shipped);
  if (!seals) throw new DefinitionProblem(sealedFile(shipped), "", "is missing");
  checkSeals(shipped, seals, shippedFiles);
  for (const { file, ref } of shippedFiles) {
    if (!seals.has(ref)) throw new DefinitionProblem(file, "", `${ref} is not sealed; npm run definitions:seal writes its seal`);
  }

  const ownFiles = own === undefined || !existsSync(own) ? [] : readOwn(own, seals);
  const profile = shippedFiles.flatMap(({ definition }) => (definition.kind === "profile" ? [definition] : [])).at(-1);
  if (!profile) throw new DefinitionProblem(shipped, "", "has no profile questions (profil/1.json)");
  const reasons = shippedFiles.flatMap(({ definition }) => (definition.kind === "reasons" ? [definition] : [])).at(-1);
  if (!reasons) throw new DefinitionProblem(shipped, "", "has no reasons for low scores (alasan/1.json)");
  const thresholds = [...shippedFiles, ...ownFiles]
    .flatMap(({ definition }) => (definition.kind === "thresholds" ? [definition] : []))
    .sort((a, b) => a.version - b.version)
    .at(-1);
  if (!thresholds) throw new DefinitionProblem(shipped, "", "has no thresholds of Zona Integritas (zi/1.json)");
  return collectDefinitions([...surveys(shippedFiles), ...surveys(ownFiles)], profile, reasons, thresholds);
}

function readOwn(own: string, shippedSeals: ReadonlyMap<string, string>): readonly ReadFile[] {
  const files = readFolder(own);
  checkSeals(own, readSeals(own) ?? new Map(), files);
  for (const { file, ref, definition } of files) {
    if (definition.kind === "profile" || definition.kind === "reasons") {
      const what = definition.kind === "profile" ? "profile questions" : "common reasons";
      throw new DefinitionProblem(
        file,
        "kind",
        `${what} come with the program; a unit's own folder holds surveys and thresholds only`,
      );
    }
    if (shippedSeals.has(ref)) {
      throw new DefinitionProblem(
        file,
        "version",
        `${ref} comes with the program; give your own survey another id or a version of its own`,
      );
    }
  }
  return files;
}

function surveys(files: readonly ReadFile[]): readonly SurveyDefinition[] {
  return files.flatMap(({ definition }) => (definition.kind === "survey" ? [definition] : []));
}
