import { hash } from "node:crypto";
import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { RowSum } from "../copy.ts";
import type { CopyChange, CopyTarget } from "../copy.ts";
import type { CopyTable } from "../copy-tables.ts";
import { StoreProblem } from "../store-problem.ts";
import { inPlainWords } from "./connection.ts";
import { openSqliteTarget } from "./copy-target.ts";
import { schemaAge } from "./migrate.ts";
import { APPLICATION_ID, BACKUP_ID } from "./quick-check.ts";
import { named, readTable } from "./read-table.ts";

/** A file of the installation that lies beside the database, such as a survey definition of its own. */
export interface KeptFile {
  /** From its folder on, with "/". */
  readonly path: string;
  readonly bytes: Buffer;
}

/** What a backup says of itself. */
export interface Backup {
  /** Days since 1970 in UTC. */
  readonly madeOn: number;
  readonly files: readonly KeptFile[];
}

const MADE_ON = "backed-up";
/** Stands among the sums for the words of all tables themselves; no table has such a name. */
const SCHEMA = "sqlite_schema";

/**
 * A new backup file: one SQLite file with the tables of the store, the files beside it, and a sum over every table. It is no
 * database to go on with by itself, so that nobody goes on from an old copy without saying so.
 */
export function openBackupTarget(file: string, migrations: string, { madeOn, files }: Backup): CopyTarget {
  return openSqliteTarget(file, migrations, (client) => {
    client.pragma("journal_mode = DELETE");
    client.exec(`CREATE TABLE kept_files (path text PRIMARY KEY NOT NULL, bytes blob NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE kept_sums (name text PRIMARY KEY NOT NULL, rows integer NOT NULL, digest text NOT NULL) STRICT, WITHOUT ROWID;`);
    client.prepare("INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)").run(MADE_ON, madeOn);
    const keep = client.prepare("INSERT INTO kept_files (path, bytes) VALUES (?, ?)");
    for (const { path, bytes } of files) keep.run(path, bytes);
    const sum = client.prepare("INSERT INTO kept_sums (name, rows, digest) VALUES (?, ?, ?)");
    for (const table of tablesOf(client)) {
      const { rows, digest } = sumOf(client, table);
      sum.run(table.name, rows, digest);
    }
    sum.run(SCHEMA, 0, schemaDigest(client));
    client.pragma(`application_id = ${BACKUP_ID}`);
  });
}

/**
 * What a backup leaves out. Which answers belong to a key may be told within the day only, and a backup outlives the day; the
 * keys themselves stay, so that none is used twice. Answers held back from staff figures stay as well: without them the
 * restored figures would take a step of one answer, which is what holding back prevents. Sign-ins and one-time addresses stay
 * behind too, because one that was ended since would open again.
 */
export const forBackup: CopyChange = (table, row) => {
  if (table.name === "sessions" || table.name === "tickets") return undefined;
  if (table.name !== "spent_keys" && table.name !== "late_keys") return row;
  return row.map((value, at) => (table.columns[at] === "key_digest" ? value : null));
};

/** Looks whether a file is a whole backup that this version can restore. Throws StoreProblem with one line when it is not. */
export function readBackup(file: string, migrations: string): Backup {
  if (!existsSync(file)) throw new StoreProblem(`there is no backup ${file}`);
  return inPlainWords(file, () => {
    const client = openOrRefuse(file);
    try {
      refuseOther(client, file);
      if (schemaAge(client, migrations) === "newer")
        throw new StoreProblem(`the backup ${file} was made by a newer version of Suara Loket; install that version`);
      const damaged = new StoreProblem(`the backup ${file} is damaged and cannot be restored; take another one`);
      const [first] = client.pragma("integrity_check(1)") as { integrity_check: string }[];
      if (first?.integrity_check !== "ok") throw damaged;
      const sums = client.prepare<[], TableSum>("SELECT name, rows, digest FROM kept_sums").all();
      const kept = new Map(sums.map((sum) => [sum.name, sum]));
      const tables = tablesOf(client);
      // Backups of the first version have no sum of this.
      const schema = kept.get(SCHEMA)?.digest;
      if (schema !== undefined && schema !== schemaDigest(client)) throw damaged;
      kept.delete(SCHEMA);
      if (tables.length !== kept.size) throw damaged;
      for (const table of tables) {
        const found = sumOf(client, table);
        if (found.rows !== kept.get(table.name)?.rows || found.digest !== kept.get(table.name)?.digest) throw damaged;
      }
      const mark = client.prepare<[string], { value: number }>("SELECT value FROM marks WHERE name = ?").get(MADE_ON);
      return {
        madeOn: mark?.value ?? 0,
        files: client.prepare<[], KeptFile>("SELECT path, bytes FROM kept_files ORDER BY path").all(),
      };
    } finally {
      client.close();
    }
  });
}

interface TableSum {
  readonly name: string;
  readonly rows: number;
  readonly digest: string;
}

function openOrRefuse(file: string): Database.Database {
  const client = new Database(file, { readonly: true });
  try {
    client.prepare("SELECT count(*) FROM sqlite_schema").get();
    return client;
  } catch (error) {
    client.close();
    if ((error as { code?: unknown }).code === "SQLITE_NOTADB") throw new StoreProblem(`the file ${file} is not a backup`);
    throw error;
  }
}

function refuseOther(client: Database.Database, file: string): void {
  const owner = client.pragma("application_id", { simple: true });
  if (owner === BACKUP_ID) return;
  throw new StoreProblem(
    owner === APPLICATION_ID
      ? `the file ${file} is a database in use, not a backup; suara move carries a whole installation`
      : `the file ${file} is not a backup`,
  );
}

/** The tables as the file itself describes them: a backup of an older version has those of its time. */
function tablesOf(client: Database.Database): readonly CopyTable[] {
  const tables = client
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('kept_sums', '__drizzle_migrations') ORDER BY name",
    )
    .all();
  return tables.map(({ name }) => {
    const columns = client.pragma(`table_info(${named(name)})`) as { name: string; pk: number }[];
    const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    return { name, columns: columns.map((column) => column.name), key: key.map((column) => column.name) };
  });
}

function schemaDigest(client: Database.Database): string {
  const words = client.prepare<[], string>("SELECT coalesce(sql, '') FROM sqlite_schema ORDER BY type, name").pluck().all();
  return hash("sha256", words.join(";"), "hex");
}

function sumOf(client: Database.Database, table: CopyTable): { readonly rows: number; readonly digest: string } {
  const sum = new RowSum();
  for (const page of readTable(client, table)) sum.add(page);
  return { rows: sum.rows, digest: sum.digest() };
}
