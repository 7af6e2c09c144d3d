import { join } from "node:path";
import Database from "better-sqlite3";
import { readSettings } from "../../server/settings.ts";
import { openParts } from "../bench/compiled.ts";

/** The database of a data directory, as it lies on the disk. */
export function databaseOf(data: string): string {
  return join(data, "suara.sqlite");
}

/** How many answers are kept, counted row by row beside the server. */
export function countRows(data: string): number {
  const database = new Database(databaseOf(data), { readonly: true });
  try {
    return database.prepare<[], number>("SELECT count(*) FROM responses").pluck().get()!;
  } finally {
    database.close();
  }
}

/** What `suara check` would print, without waiting for a process: counters against a recount, pragmas, references, file. */
export async function findingsIn(data: string): Promise<readonly string[]> {
  const silent = (): void => undefined;
  // Opened and closed each time: a connection that stays would spare the next server its recovery.
  const parts = await openParts(readSettings({ SUARA_DATA: data }), { info: silent, warn: silent, error: silent });
  try {
    return await parts.store.upkeep.check();
  } finally {
    await parts.store.close();
  }
}
