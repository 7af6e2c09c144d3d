import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { loadDefinitions } from "../definitions/load-definitions.ts";
import { surveyVersions } from "../definitions/survey-versions.ts";
import { DefinitionProblem } from "../definitions/definition-problem.ts";
import type { Log, Parts } from "../parts.ts";
import { projectPath } from "../project-path.ts";
import type { Settings } from "../settings.ts";
import { openCheckpointFiles } from "./checkpoint-files.ts";
import { checkPackAside } from "./verify/check-pack-aside.ts";
import { openSigner } from "./signing-key.ts";
import { openStore } from "../store/open-store.ts";
import type { StoreOptions } from "../store/store.ts";

/** Where a unit keeps survey definitions of its own, outside the program. */
export function ownDefinitions(settings: Settings): string {
  return join(settings.data, "survey-definitions");
}

/**
 * Everything a command or the server works with, over the real store of the installation.
 * Throws DefinitionProblem or StoreProblem with one line when the installation cannot be opened as it is.
 */
export async function openParts(
  settings: Settings,
  log: Log,
  publicUrl: () => string = () => settings.publicUrl,
  watch: StoreOptions = {},
): Promise<Parts> {
  const definitions = loadDefinitions({ shipped: projectPath("survey-definitions"), own: ownDefinitions(settings) });
  const { data: dataDirectory, databaseUrl } = settings;
  const store = await openStore({ dataDirectory, databaseUrl, program: projectPath(), ...watch });
  try {
    const [changed] = await store.upkeep.registerSurveys(surveyVersions(definitions));
    if (changed !== undefined) {
      const [id = "", version = ""] = changed.split("@");
      throw new DefinitionProblem(
        join(ownDefinitions(settings), id, `${version}.json`),
        "",
        `${changed} was changed after answers could refer to it; restore the file, and write the change as version ${Number(version) + 1}`,
      );
    }
  } catch (error) {
    await store.close();
    throw error;
  }
  return {
    store,
    definitions,
    settings,
    publicUrl,
    clock: Date.now,
    randomBytes: (size) => randomBytes(size),
    log,
    signer: openSigner(settings.data),
    checkpoints: openCheckpointFiles(settings.data),
    checkPack: checkPackAside,
  };
}
