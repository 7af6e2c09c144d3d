import type Database from "better-sqlite3";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { StoreProblem } from "../store-problem.ts";
import { recountGroups } from "./recount-groups.ts";

/** The table in which drizzle-kit's migrations are noted: created_at is the moment at which a migration was written. */
const NOTED = "__drizzle_migrations";

/** old: the program brings more. same: nothing to do. newer: written by a later version of the program. */
export type SchemaAge = "old" | "same" | "newer";

/** How the schema of a file stands to the program's, without writing anything. */
export function schemaAge(client: Database.Database, migrations: string): SchemaAge {
  const [last, newest] = [lastNoted(client), newestOf(migrations)];
  return last === newest ? "same" : last < newest ? "old" : "newer";
}

/**
 * Brings the schema up to date in one transaction, so that a kill or a failing statement leaves the old schema whole. When
 * several processes come at once, the first does it and the others find it done. Throws StoreProblem for a newer schema.
 */
export function bringUpToDate(client: Database.Database, migrations: string): void {
  if (schemaAge(client, migrations) === "same") return;
  // Tables may have to be rebuilt, and in between references lead nowhere; they are checked before the end.
  client.pragma("foreign_keys = 0");
  try {
    client
      .transaction(() => {
        if (schemaAge(client, migrations) === "newer")
          throw new StoreProblem(`the database was written by a newer version of Suara Loket; install that version`);
        apply(client, migrations);
        recountGroups(client);
      })
      .immediate();
  } finally {
    client.pragma("foreign_keys = 1");
  }
}

function apply(client: Database.Database, migrations: string): void {
  client.exec(`CREATE TABLE IF NOT EXISTS ${NOTED} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`);
  const last = lastNoted(client);
  const pending = readMigrationFiles({ migrationsFolder: migrations }).filter(({ folderMillis }) => folderMillis > last);
  for (const { sql, hash, folderMillis } of pending) {
    for (const statement of sql) client.exec(statement);
    client.prepare(`INSERT INTO ${NOTED} (hash, created_at) VALUES (?, ?)`).run(hash, folderMillis);
  }
  const [broken] = last === 0 || pending.length === 0 ? [] : (client.pragma("foreign_key_check") as { table: string }[]);
  if (broken)
    throw new StoreProblem(`the database cannot be brought up to date: a row of ${broken.table} names what is not there`);
}

/** 0 when nothing is noted yet. */
function lastNoted(client: Database.Database): number {
  const there = client.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(NOTED);
  if (!there) return 0;
  return client.prepare<[], { at: number | null }>(`SELECT max(created_at) AS at FROM ${NOTED}`).get()!.at ?? 0;
}

function newestOf(migrations: string): number {
  return Math.max(...readMigrationFiles({ migrationsFolder: migrations }).map(({ folderMillis }) => folderMillis));
}
