import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectPath } from "../../project-path.ts";
import type { Settings } from "../../settings.ts";
import type { CopySource, CopyTarget } from "../../store/copy.ts";
import { databaseFile } from "../../store/open-store.ts";
import { addressWords } from "../../store/postgres/copy-client.ts";
import { openPostgresSource } from "../../store/postgres/copy-source.ts";
import { openPostgresTarget } from "../../store/postgres/copy-target.ts";
import { openSqliteSource } from "../../store/sqlite/copy-source.ts";
import { openSqliteTarget } from "../../store/sqlite/copy-target.ts";
import { refuseVanishedFile } from "../../store/sqlite/quick-check.ts";

/** Where an installation keeps its data: a directory with an SQLite file, or a PostgreSQL database. */
export type Place =
  { readonly engine: "sqlite"; readonly directory: string } | { readonly engine: "postgres"; readonly address: string };

export function placeOf({ data, databaseUrl }: Pick<Settings, "data" | "databaseUrl">): Place {
  return databaseUrl === "" ? { engine: "sqlite", directory: data } : { engine: "postgres", address: databaseUrl };
}

/** "postgres://…" is a database, everything else a directory. */
export function parsePlace(text: string): Place {
  return /^postgres(?:ql)?:/.test(text) ? { engine: "postgres", address: text } : { engine: "sqlite", directory: resolve(text) };
}

/** As it may be printed: without name and password. */
export function placeWords(place: Place): string {
  return place.engine === "sqlite" ? place.directory : addressWords(place.address);
}

/** `aside` is a directory for a copy of a database whose schema is older than the program's. */
export async function openSource(place: Place, aside: string): Promise<CopySource> {
  if (place.engine === "postgres") return openPostgresSource(place.address, migrations("postgres"));
  return openSqliteSource(databaseFile(place.directory), migrations("sqlite"), aside);
}

/** Throws StoreProblem when the place is not empty. */
export async function openTarget(place: Place): Promise<CopyTarget> {
  if (place.engine === "postgres") return openPostgresTarget(place.address, migrations("postgres"));
  mkdirSync(place.directory, { recursive: true, mode: 0o700 });
  const file = databaseFile(place.directory);
  refuseVanishedFile(file);
  return openSqliteTarget(file, migrations("sqlite"));
}

export function migrations(engine: Place["engine"]): string {
  return projectPath(join("server/store", engine, "migrations"));
}
