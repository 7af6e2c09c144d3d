import { accessSync, constants, existsSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { keepWhole, makePrivate, partOf } from "../keep-whole.ts";
import { StoreProblem } from "../store-problem.ts";
import { bringUpToDate } from "./migrate.ts";
import { APPLICATION_ID, quickCheckFile, quickCheckTables, refuseVanishedFile } from "./quick-check.ts";
import * as schema from "./schema.ts";

export type Connection = BetterSQLite3Database<typeof schema> & { readonly $client: Database.Database };
/** Inside a transaction; the same words as a connection. */
export type Act = Parameters<Parameters<Connection["transaction"]>[0]>[0];

/** What must be true of every connection, on every open: SQLite forgets these between opens, and better-sqlite3 starts a WAL file with NORMAL. */
const PRAGMAS = {
  journal_mode: "wal",
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 10_000,
  secure_delete: 1,
  // In KiB. Reading a million answers goes through once and needs no more; who writes asks for more (writer-thread.ts).
  cache_size: -4_096,
  // In pages of 4 KiB: a page that changes many times is written into the file itself once every 32 MiB of log.
  wal_autocheckpoint: 8_000,
} as const;

/**
 * Opens the file, looks whether it is ours and whole, sets the pragmas and reads them back, and brings the schema up to date.
 * A file that is not there is made beside its place and bears its name once it is whole.
 * Throws StoreProblem with one line when it cannot be used.
 */
export function openConnection(file: string, migrations: string): Connection {
  if (file === ":memory:") return drizzle(openFresh(file, migrations), { schema });
  return inPlainWords(file, () => {
    if (!existsSync(file)) {
      refuseVanishedFile(file);
      makeFile(file, migrations);
    }
    // SQLite would open what it may only read, and fail at the first answer.
    for (const place of [dirname(file), file]) accessSync(place, constants.R_OK | constants.W_OK);
    quickCheckFile(file);
    const client = openClient(file);
    try {
      bringUpToDate(client, migrations);
      quickCheckTables(client);
      return drizzle(client, { schema });
    } catch (error) {
      client.close();
      throw error;
    }
  });
}

/** Makes an empty database of our own under a name at which nothing stands yet, for the owner alone. */
export function makeEmpty(file: string, migrations: string): void {
  inPlainWords(file, () => {
    makePrivate(file);
    openFresh(file, migrations).close();
  });
}

/** Removes a database that was never to stand, with what SQLite laid beside it. */
export function removeFile(file: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${file}${end}`, { force: true });
}

/** Pragmas that are not as they must be; one line each. */
export function pragmaFindings(client: Database.Database): string[] {
  return Object.entries(PRAGMAS).flatMap(([name, wanted]) => {
    const found = client.pragma(name, { simple: true });
    return found === wanted ? [] : [`${name} is ${String(found)} and must be ${wanted}`];
  });
}

function makeFile(file: string, migrations: string): void {
  const part = partOf(file);
  try {
    makeEmpty(part, migrations);
    // When another process was first, its file is as good.
    keepWhole(part, file);
  } finally {
    removeFile(part);
  }
}

function openFresh(file: string, migrations: string): Database.Database {
  const client = openClient(file);
  try {
    client.pragma(`application_id = ${APPLICATION_ID}`);
    bringUpToDate(client, migrations);
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

function openClient(file: string): Database.Database {
  const client = new Database(file, { fileMustExist: file !== ":memory:" });
  try {
    for (const [name, value] of Object.entries(PRAGMAS)) client.pragma(`${name} = ${value}`);
    for (const finding of pragmaFindings(client))
      if (!(client.memory && finding.startsWith("journal_mode"))) throw new StoreProblem(finding);
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** What the person at the console can do something about, by the beginning of SQLite's or the system's code. */
const CAUSES: readonly (readonly [code: RegExp, words: string])[] = [
  [/^SQLITE_READONLY|^EROFS/, "it is read-only for this user; the file and its directory must be writable"],
  [/^SQLITE_CANTOPEN|^EACCES|^EPERM/, "this user may not open or write it; the file and its directory must be writable"],
  [/^SQLITE_FULL|^ENOSPC|^EDQUOT|^EFBIG/, "there is no room left on the disk"],
  [/^SQLITE_(?:BUSY|LOCKED)/, "another program holds it; try again when that has ended"],
  [/^SQLITE_(?:CORRUPT|NOTADB)/, "it is damaged; restore a backup"],
  [/^SQLITE_IOERR|^EIO/, "the disk does not read or write it"],
];

/** What an act on a database file gives, or its trouble as one line without the engine's own words. */
export function inPlainWords<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw plainProblem(file, error);
  }
}

/** Trouble with a database file as a StoreProblem; what is none of the file's stays as it is. */
export function plainProblem(file: string, error: unknown): unknown {
  if (error instanceof StoreProblem) return error;
  const { code } = error as { code?: unknown };
  const known = CAUSES.find(([pattern]) => typeof code === "string" && pattern.test(code));
  const words = known ? `${known[1]} (${String(code)})` : error instanceof Database.SqliteError ? error.message : undefined;
  return words === undefined ? error : new StoreProblem(`cannot use the database ${file}: ${words}`, { cause: error });
}
