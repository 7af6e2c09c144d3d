import { guarded } from "../guarded.ts";
import type { Store, StoreWatch, SubmissionOutcome } from "../store.ts";
import { openConnection } from "./connection.ts";
import { groupCommit } from "./group-commit.ts";
import type { ReadySubmission } from "./keep-submissions.ts";
import { keepSubmissions } from "./keep-submissions.ts";
import { peopleActs } from "./people-acts.ts";
import { responseActs } from "./response-acts.ts";
import { Sheets } from "./sheets.ts";
import { prepareStatements } from "./statements.ts";
import { isTrouble, troubleTeller } from "./trouble.ts";
import { unitActs } from "./unit-acts.ts";
import { upkeepActs } from "./upkeep-acts.ts";

/**
 * The store on one SQLite file (":memory:" for tests). better-sqlite3 is synchronous: every act is one transaction in which
 * nothing waits, and which has ended when its promise is kept. Submissions that come in together share one (group-commit.ts).
 */
export function openSqliteStore(file: string, migrations: string, watch: StoreWatch = {}): Store {
  const connection = openConnection(file, migrations);
  const sheets = new Sheets(connection);
  const statements = prepareStatements(connection);
  const keep = connection.$client.transaction((group: readonly ReadySubmission[]) => keepSubmissions(statements, group));
  const together = groupCommit<ReadySubmission, SubmissionOutcome>(
    (group) => keep.immediate(group),
    isTrouble,
    watch.committed ?? (() => undefined),
  );
  const tell = troubleTeller(watch.broken ?? (() => undefined));
  return {
    units: guarded(unitActs(connection), tell),
    responses: guarded(responseActs(connection, statements, sheets, together), tell),
    people: guarded(peopleActs(connection), tell),
    upkeep: guarded(upkeepActs(connection, sheets), tell),
    async close() {
      together.flush();
      connection.$client.close();
    },
  };
}
