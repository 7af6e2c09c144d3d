import type { Store } from "../store.ts";
import { openConnection } from "./connection.ts";
import { peopleActs } from "./people-acts.ts";
import { responseActs } from "./response-acts.ts";
import { Sheets } from "./sheets.ts";
import { unitActs } from "./unit-acts.ts";
import { upkeepActs } from "./upkeep-acts.ts";

/**
 * The store on one SQLite file (":memory:" for tests). better-sqlite3 is synchronous, so every act is one transaction that
 * has ended when its promise is made; nothing ever waits inside it.
 */
export function openSqliteStore(file: string, migrations: string): Store {
  const connection = openConnection(file, migrations);
  const sheets = new Sheets(connection);
  return {
    units: unitActs(connection),
    responses: responseActs(connection, sheets),
    people: peopleActs(connection),
    upkeep: upkeepActs(connection, sheets),
    async close() {
      connection.$client.close();
    },
  };
}
