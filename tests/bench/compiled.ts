import { pathToFileURL } from "node:url";
import type * as ComputeIndex from "../../server/domain/indices/compute-index.ts";
import type * as Main from "../../server/main.ts";
import type * as OpenParts from "../../server/ops/open-parts.ts";
import { projectPath } from "../../server/project-path.ts";
import type * as CountedAnswers from "../../server/reports/counted-answers.ts";
import type * as IndexJson from "../../server/reports/index-json.ts";
import type * as BringUpLog from "../../server/reports/log/bring-up-log.ts";
import type * as UnitReport from "../../server/reports/unit-report.ts";
import type * as GatheringModule from "../../server/store/gathering.ts";
import type * as PackedSubmissionModule from "../../server/store/packed-submission.ts";
import type * as OpenDatabase from "../../server/store/postgres/open-database.ts";
import type * as PostgresSheets from "../../server/store/postgres/sheets.ts";
import type * as PostgresWriter from "../../server/store/postgres/writer.ts";
import type * as Connection from "../../server/store/sqlite/connection.ts";
import type * as SheetsModule from "../../server/store/sqlite/sheets.ts";
import type * as WriterModule from "../../server/store/sqlite/writer.ts";
import type * as UnitActs from "../../server/store/sqlite/unit-acts.ts";

/** The program as it is served: compiled modules of dist, with the types of their sources. */
async function compiled<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(projectPath("dist/server", path)).href)) as Module;
}

export const { serve } = await compiled<typeof Main>("main.js");
export const { openParts } = await compiled<typeof OpenParts>("ops/open-parts.js");
export const { computeIndex } = await compiled<typeof ComputeIndex>("domain/indices/compute-index.js");
export const { exactTally, readCounted } = await compiled<typeof CountedAnswers>("reports/counted-answers.js");
export const { indexJson } = await compiled<typeof IndexJson>("reports/index-json.js");
export const { bringUpLog } = await compiled<typeof BringUpLog>("reports/log/bring-up-log.js");
export const { surveyIn, unitReport } = await compiled<typeof UnitReport>("reports/unit-report.js");
export const { openConnection } = await compiled<typeof Connection>("store/sqlite/connection.js");
export const { Gathering } = await compiled<typeof GatheringModule>("store/gathering.js");
export const { packSubmission } = await compiled<typeof PackedSubmissionModule>("store/packed-submission.js");
export const { Sheets } = await compiled<typeof SheetsModule>("store/sqlite/sheets.js");
export const { unitActs } = await compiled<typeof UnitActs>("store/sqlite/unit-acts.js");
export const { writerOn } = await compiled<typeof WriterModule>("store/sqlite/writer.js");
export const { openDatabase } = await compiled<typeof OpenDatabase>("store/postgres/open-database.js");
/** What both engines have under the same name. */
export const postgres = {
  ...(await compiled<typeof PostgresSheets>("store/postgres/sheets.js")),
  ...(await compiled<typeof PostgresWriter>("store/postgres/writer.js")),
};
