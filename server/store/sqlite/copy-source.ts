import { chmodSync, copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { CopySource } from "../copy.ts";
import { makePrivate, partOf } from "../keep-whole.ts";
import { StoreProblem } from "../store-problem.ts";
import { inPlainWords, openConnection, removeFile } from "./connection.ts";
import { schemaAge } from "./migrate.ts";
import { APPLICATION_ID, quickCheckFile } from "./quick-check.ts";
import { readTable } from "./read-table.ts";

/**
 * Reads a database of an installation as it is in this moment, beside any server, without changing it. Where its schema is
 * older than the program's, a copy in the directory `aside` is brought up to date and read instead.
 */
export function openSqliteSource(file: string, migrations: string, aside: string): CopySource {
  return inPlainWords(file, () => {
    if (!existsSync(file)) throw new StoreProblem(`there is no database ${file}`);
    quickCheckFile(file);
    const client = openReader(file);
    try {
      const age = schemaAge(client, migrations);
      if (age === "newer") throw new StoreProblem(`the database ${file} was written by a newer version of Suara Loket`);
      if (age === "same") return sourceOf(client);
      mkdirSync(aside, { recursive: true, mode: 0o700 });
      const copy = partOf(join(aside, "suara.sqlite"));
      makePrivate(copy);
      client.pragma("query_only = 0");
      client.prepare("VACUUM INTO ?").run(copy);
      client.close();
      return broughtUpToDate(copy, migrations);
    } catch (error) {
      client.close();
      throw error;
    }
  });
}

/** Reads a backup file, whose owner is `APPLICATION_ID` no longer; `aside` as above. */
export function openBackupSource(file: string, migrations: string, aside: string): CopySource {
  return inPlainWords(file, () => {
    const client = openReader(file);
    try {
      if (schemaAge(client, migrations) === "same") return sourceOf(client);
      client.close();
      mkdirSync(aside, { recursive: true, mode: 0o700 });
      const copy = partOf(join(aside, "suara.sqlite"));
      copyFileSync(file, copy);
      chmodSync(copy, 0o600);
      const mark = new Database(copy);
      mark.pragma(`application_id = ${APPLICATION_ID}`);
      mark.close();
      return broughtUpToDate(copy, migrations);
    } catch (error) {
      client.close();
      throw error;
    }
  });
}

/** Closing it, unlike closing a connection that may only read, leaves no empty log beside the file. */
function openReader(file: string): Database.Database {
  const client = new Database(file, { fileMustExist: true });
  client.pragma("query_only = 1");
  client.pragma("busy_timeout = 10000");
  return client;
}

function broughtUpToDate(copy: string, migrations: string): CopySource {
  try {
    const { $client } = openConnection(copy, migrations);
    return sourceOf($client, () => removeFile(copy));
  } catch (error) {
    removeFile(copy);
    throw error;
  }
}

function sourceOf(client: Database.Database, closed: () => void = () => undefined): CopySource {
  // One transaction from the first reading to the last: in WAL mode it sees one moment and keeps nobody from writing.
  client.exec("BEGIN");
  client.prepare("SELECT count(*) FROM sqlite_schema").get();
  return {
    pages: (table) => readTable(client, table),
    async serials() {
      const rows = client.prepare<[], { name: string; seq: number }>("SELECT name, seq FROM sqlite_sequence").all();
      return new Map(rows.map(({ name, seq }) => [name, seq]));
    },
    async close() {
      client.close();
      closed();
    },
  };
}
