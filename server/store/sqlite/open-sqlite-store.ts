import type { Store } from "../store.ts";
import { openConnection } from "./connection.ts";
import { groupCommit } from "./group-commit.ts";
import { peopleActs } from "./people-acts.ts";
import { responseActs } from "./response-acts.ts";
import { Sheets } from "./sheets.ts";
import { unitActs } from "./unit-acts.ts";
import { upkeepActs } from "./upkeep-acts.ts";

/**
 * The store on one SQLite file (":memory:" for tests). better-sqlite3 is synchronous: every act is one transaction in which
 * nothing waits, and which has ended when its promise is kept. Submissions that come in together share one (group-commit.ts).
 */
export function openSqliteStore(file: string, migrations: string): Store {
  const connection = openConnection(file, migrations);
  const sheets = new Sheets(connection);
  const together = groupCommit(connection);
  return {
    units: unitActs(connection),
    responses: responseActs(connection, sheets, together),
    people: peopleActs(connection),
    upkeep: upkeepActs(connection, sheets),
    async close() {
      together.flush();
      connection.$client.close();
    },
  };
}
