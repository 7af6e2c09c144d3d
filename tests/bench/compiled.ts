import { pathToFileURL } from "node:url";
import type * as ComputeIndex from "../../server/domain/indices/compute-index.ts";
import type * as OpenParts from "../../server/ops/open-parts.ts";
import { projectPath } from "../../server/project-path.ts";
import type * as CountedAnswers from "../../server/reports/counted-answers.ts";
import type * as IndexJson from "../../server/reports/index-json.ts";
import type * as UnitReport from "../../server/reports/unit-report.ts";

/** The program as it is served: compiled modules of dist, with the types of their sources. */
async function compiled<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(projectPath("dist/server", path)).href)) as Module;
}

export const { openParts } = await compiled<typeof OpenParts>("ops/open-parts.js");
export const { computeIndex } = await compiled<typeof ComputeIndex>("domain/indices/compute-index.js");
export const { exactTally, readCounted } = await compiled<typeof CountedAnswers>("reports/counted-answers.js");
export const { indexJson } = await compiled<typeof IndexJson>("reports/index-json.js");
export const { surveyIn, unitReport } = await compiled<typeof UnitReport>("reports/unit-report.js");
