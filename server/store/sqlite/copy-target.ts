import Database from "better-sqlite3";
import type { CopyTable } from "../copy-tables.ts";
import type { CopyTarget } from "../copy.ts";
import { keepWhole, partOf } from "../keep-whole.ts";
import { StoreProblem } from "../store-problem.ts";
import { makeEmpty, plainProblem, removeFile } from "./connection.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";
import { named, names, readTable } from "./read-table.ts";

/**
 * Fills a new file, which bears its name only once it is whole, recounted and on the disk. `seal` may still change the recounted
 * file, which nobody else has open. Nothing is ever overwritten: throws StoreProblem when the name is taken.
 */
export function openSqliteTarget(
  file: string,
  migrations: string,
  seal: (client: Database.Database) => void = () => undefined,
): CopyTarget {
  const part = partOf(file);
  const told = (error: unknown): unknown => plainProblem(file, error);
  makeEmpty(part, migrations);
  const client = openUnsafely(part);
  const statements = new Map<CopyTable, Database.Statement>();
  const statementOf = (table: CopyTable): Database.Statement => {
    const values = table.columns.map(() => "?").join(", ");
    const made =
      statements.get(table) ?? client.prepare(`INSERT INTO ${named(table.name)} (${names(table.columns)}) VALUES (${values})`);
    statements.set(table, made);
    return made;
  };
  return {
    async add(table, rows) {
      try {
        const statement = statementOf(table);
        for (const row of rows) statement.run(...row);
      } catch (error) {
        throw told(error);
      }
    },
    pages: (table) => readTable(client, table),
    async setSerials(serials) {
      client.exec("DELETE FROM sqlite_sequence");
      const set = client.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)");
      for (const [name, seq] of serials) set.run(name, seq);
    },
    async finish() {
      try {
        client.exec("COMMIT");
        client.close();
        await recount(part, migrations);
        const last = new Database(part, { fileMustExist: true });
        seal(last);
        last.close();
        if (!keepWhole(part, file)) throw new StoreProblem(`${file} is there already; nothing is ever overwritten`);
      } catch (error) {
        throw told(error);
      }
    },
    async abandon() {
      try {
        client.close();
      } catch {
        // A page is being read, because a signal came in between; the process ends, and the file goes all the same.
      }
      removeFile(part);
    },
  };
}

/** Nothing is promised of this file before it is whole, so nothing is written twice and no row waits for the disk. */
function openUnsafely(part: string): Database.Database {
  const client = new Database(part, { fileMustExist: true });
  client.pragma("journal_mode = DELETE");
  client.pragma("journal_mode = OFF");
  client.pragma("synchronous = OFF");
  client.pragma("foreign_keys = OFF");
  client.exec("BEGIN IMMEDIATE");
  return client;
}

async function recount(file: string, migrations: string): Promise<void> {
  const store = openSqliteStore(file, migrations);
  try {
    const [finding, ...more] = await store.upkeep.check();
    if (finding === undefined) return;
    throw new StoreProblem(`the copy does not pass its check, and nothing of it is kept: ${finding} (and ${more.length} more)`);
  } finally {
    await store.close();
  }
}
