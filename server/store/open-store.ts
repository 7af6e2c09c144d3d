import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Store, StoreOptions } from "./store.ts";
import { openSqliteStore } from "./sqlite/open-sqlite-store.ts";

/** Where an installation keeps its data. */
export interface StorePlace extends StoreOptions {
  readonly dataDirectory: string;
  /** The address of a PostgreSQL database; empty keeps everything in SQLite in the data directory. */
  readonly databaseUrl: string;
  /** The folder of the program itself, where the migrations are. */
  readonly program: string;
}

/** Where the SQLite database of an installation lies. */
export function databaseFile(dataDirectory: string): string {
  return join(dataDirectory, "suara.sqlite");
}

/** Opens the installation's store; the only place that knows the engines. Throws StoreProblem when it cannot be used. */
export async function openStore({ dataDirectory, databaseUrl, program, ...options }: StorePlace): Promise<Store> {
  if (databaseUrl !== "") {
    // An office without PostgreSQL does not carry its engine in memory.
    const { openPostgresStore } = await import("./postgres/open-postgres-store.ts");
    return openPostgresStore(databaseUrl, join(program, "server/store/postgres/migrations"), options);
  }
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  return openSqliteStore(databaseFile(dataDirectory), join(program, "server/store/sqlite/migrations"), options);
}
