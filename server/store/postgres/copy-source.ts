import pg from "pg";
import { COPY_TABLES } from "../copy-tables.ts";
import type { CopyTable } from "../copy-tables.ts";
import type { CopyRow, CopySource } from "../copy.ts";
import { StoreProblem } from "../store-problem.ts";
import { sharedValue } from "./copy-columns.ts";
import { addressWords, openClient, schemaOf } from "./copy-client.ts";
import { plainly } from "./trouble.ts";

/** Rows fetched at a time. */
const PAGE = 1000;
/** PostgreSQL's number for a bigint. Milliseconds and counts fit a JavaScript number. */
const BIGINT = 20;
const NUMBERS: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: "text") =>
    oid === BIGINT ? Number : (pg.types.getTypeParser(oid, format) as unknown)) as typeof pg.types.getTypeParser,
};

/** Reads a PostgreSQL database of an installation as it is in this moment, beside any server, without changing it. */
export async function openPostgresSource(address: string, migrations: string): Promise<CopySource> {
  const client = await openClient(address);
  try {
    const age = await schemaOf(client, migrations);
    if (age !== "same") throw new StoreProblem(`the database ${addressWords(address)} ${UNREADABLE[age]}`);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    // The first statement fixes the moment.
    await client.query("SELECT 1 FROM marks LIMIT 1");
  } catch (error) {
    await client.end();
    if (error instanceof StoreProblem) throw error;
    throw new StoreProblem(`cannot read the database ${addressWords(address)}: ${plainly(error).message}`);
  }
  return {
    pages: (table) => fetchPages(client, table),
    async serials() {
      const serials = new Map<string, number>();
      for (const { name, key } of COPY_TABLES) {
        const place = `pg_get_serial_sequence('public.${name}', '${key[0]!}')`;
        const found = await client.query<{ last: number | null }>({
          text: `SELECT pg_sequence_last_value(${place}::regclass) AS last WHERE ${place} IS NOT NULL`,
          types: NUMBERS,
        });
        const last = found.rows[0]?.last;
        if (last !== undefined && last !== null) serials.set(name, last);
      }
      return serials;
    },
    async close() {
      await client.end();
    },
  };
}

const UNREADABLE = {
  foreign: "holds no data of Suara Loket",
  old: "was written by an older version of Suara Loket; start this version on it once, and try again",
  newer: "was written by a newer version of Suara Loket; install that version",
} as const;

/** A table's rows by key, page by page, inside the transaction that the client is in. */
export async function* fetchPages(client: pg.Client, table: CopyTable): AsyncGenerator<readonly CopyRow[]> {
  const list = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(", ");
  await client.query(
    `DECLARE reading NO SCROLL CURSOR FOR SELECT ${list(table.columns)} FROM "${table.name}" ORDER BY ${list(table.key)}`,
  );
  for (;;) {
    const { rows } = await client.query<unknown[]>({
      text: `FETCH ${PAGE} FROM reading`,
      rowMode: "array",
      types: NUMBERS,
    });
    if (rows.length > 0) yield rows.map((row) => row.map(sharedValue));
    if (rows.length < PAGE) break;
  }
  await client.query("CLOSE reading");
}
