import { chmodSync, closeSync, existsSync, openSync, readSync } from "node:fs";
import Database from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import * as schema from "./schema.ts";

export type Connection = BetterSQLite3Database<typeof schema> & { readonly $client: Database.Database };
/** Inside a transaction; the same words as a connection. */
export type Act = Parameters<Parameters<Connection["transaction"]>[0]>[0];

/** Something about the file or the engine that no request can mend; one English line for the person at the console. */
export class StoreProblem extends Error {}

/** Marks a file as ours, so that a foreign database is never written into: "SUAR" in ASCII. */
const APPLICATION_ID = 0x53554152;

/** What must be true of every connection, on every open: SQLite forgets these between opens, and better-sqlite3 starts a WAL file with NORMAL. */
const PRAGMAS = {
  journal_mode: "wal",
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 10_000,
  secure_delete: 1,
  // In KiB: the places where random keys of a busy day go, so that an insert seldom reads.
  cache_size: -32_768,
  // In pages of 4 KiB: a page that changes many times is written into the file itself once every 16 MiB of log.
  wal_autocheckpoint: 4_000,
} as const;

/**
 * Opens or makes the file, sets the pragmas and reads them back, and brings the schema up to date.
 * Throws StoreProblem for a file that is not ours, is cut short, or refuses a pragma.
 */
export function openConnection(file: string, migrations: string): Connection {
  refuseForeignFile(file);
  let client: Database.Database;
  try {
    const fresh = file !== ":memory:" && !existsSync(file);
    client = new Database(file);
    // Answers are for this program's user alone, also where the directory is open to others.
    if (fresh) chmodSync(file, 0o600);
  } catch (error) {
    throw new StoreProblem(`cannot open the database ${file}: ${(error as Error).message}`);
  }
  try {
    const memory = client.memory;
    for (const [name, value] of Object.entries(PRAGMAS)) client.pragma(`${name} = ${value}`);
    for (const finding of pragmaFindings(client))
      if (!(memory && finding.startsWith("journal_mode"))) throw new StoreProblem(finding);
    const owner = client.pragma("application_id", { simple: true });
    const tables = client.prepare<[], { n: number }>("SELECT count(*) AS n FROM sqlite_master").get()!.n;
    if (owner !== APPLICATION_ID && tables > 0) throw new StoreProblem(`the file ${file} is a database of another program`);
    client.pragma(`application_id = ${APPLICATION_ID}`);
    const connection = drizzle(client, { schema });
    migrate(connection, { migrationsFolder: migrations });
    return connection;
  } catch (error) {
    client.close();
    if (error instanceof StoreProblem) throw error;
    throw new StoreProblem(`cannot use the database ${file}: ${(error as Error).message}`);
  }
}

/** Pragmas that are not as they must be; one line each. */
export function pragmaFindings(client: Database.Database): string[] {
  return Object.entries(PRAGMAS).flatMap(([name, wanted]) => {
    const found = client.pragma(name, { simple: true });
    return found === wanted ? [] : [`${name} is ${String(found)} and must be ${wanted}`];
  });
}

function refuseForeignFile(file: string): void {
  if (file === ":memory:" || !existsSync(file)) return;
  const head = firstBytes(file, 16);
  if (head.length === 0)
    throw new StoreProblem(`the database ${file} is empty; restore a backup, or remove the file to start anew`);
  if (head !== "SQLite format 3\0") throw new StoreProblem(`the file ${file} is not a database`);
}

function firstBytes(file: string, length: number): string {
  const handle = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(handle, buffer, 0, length, 0)).toString("latin1");
  } finally {
    closeSync(handle);
  }
}
