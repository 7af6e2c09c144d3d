import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Store, StoreWatch } from "./store.ts";
import { openSqliteStore } from "./sqlite/open-sqlite-store.ts";

/** Where the database of an installation lies. */
export function databaseFile(dataDirectory: string): string {
  return join(dataDirectory, "suara.sqlite");
}

/** Opens the installation's store; the only place that knows the engines. `program` is the folder of the program itself. */
export function openStore(dataDirectory: string, program: string, watch: StoreWatch = {}): Store {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  return openSqliteStore(databaseFile(dataDirectory), join(program, "server/store/sqlite/migrations"), watch);
}
