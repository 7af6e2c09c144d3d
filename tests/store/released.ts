import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { projectPath } from "../../server/project-path.ts";
import { migrationsFolder } from "../support/house.ts";

/** Schemas that were released, by the number of their last migration. */
export const RELEASED = ["0000"] as const;

/** Makes a database file as a released version left it: two units, 202 answers, comments, an import set aside, an open day. */
export function makeReleased(file: string, version: (typeof RELEASED)[number] = "0000"): void {
  const raw = new Database(file);
  raw.exec(readFileSync(projectPath("tests/store/released", `${version}.sql`), "utf8"));
  raw.pragma(`application_id = ${0x53554152}`);
  raw.pragma("journal_mode = wal");
  raw.close();
}

/** Indices as that version printed them, by "unit survey period". */
export function releasedIndices(version: (typeof RELEASED)[number]): Readonly<Record<string, object>> {
  return JSON.parse(readFileSync(projectPath("tests/store/released", `${version}.json`), "utf8")) as Record<string, object>;
}

export const sqliteMigrations = migrationsFolder();
export const postgresMigrations = projectPath("server/store/postgres/migrations");
