import { COPY_TABLES } from "../copy-tables.ts";
import type { CopyTarget } from "../copy.ts";
import { StoreProblem } from "../store-problem.ts";
import { kindsOf, ownValue } from "./copy-columns.ts";
import { addressWords, openClient } from "./copy-client.ts";
import { fetchPages } from "./copy-source.ts";
import { openDatabase } from "./open-database.ts";
import { openPostgresStore } from "./open-postgres-store.ts";
import { plainly } from "./trouble.ts";

/** Fills an empty PostgreSQL database in one transaction. Throws StoreProblem when there is anything in it. */
export async function openPostgresTarget(address: string, migrations: string): Promise<CopyTarget> {
  const told = (error: unknown): Error =>
    error instanceof StoreProblem
      ? error
      : new StoreProblem(`cannot fill the database ${addressWords(address)}: ${plainly(error).message}`);
  // Makes the tables where there are none yet, and refuses what is not ours or not durable.
  await (await openDatabase(address, migrations)).pool.end();
  const client = await openClient(address);
  const ended = { yes: false };
  const end = async (): Promise<void> => {
    if (!ended.yes) await client.end();
    ended.yes = true;
  };
  try {
    await client.query("BEGIN");
    // Nobody may come in between looking and filling.
    await client.query(`LOCK TABLE ${COPY_TABLES.map(({ name }) => `"${name}"`).join(", ")} IN EXCLUSIVE MODE`);
    for (const { name } of COPY_TABLES) {
      const found = await client.query(`SELECT 1 FROM "${name}" LIMIT 1`);
      if (found.rows.length > 0)
        throw new StoreProblem(
          `the database ${addressWords(address)} is not empty (${name}); nothing is ever overwritten, make an empty one`,
        );
    }
  } catch (error) {
    await end();
    throw told(error);
  }
  return {
    async add(table, rows) {
      if (rows.length === 0) return;
      const kinds = kindsOf(table);
      const places = kinds.map((kind, at) => `$${at + 1}::${kind.endsWith("[]") ? "text" : kind}[]`).join(", ");
      const taken = kinds.map((kind, at) => (kind.endsWith("[]") ? `c${at}::${kind}` : `c${at}`)).join(", ");
      const columns = table.columns.map((column) => `"${column}"`).join(", ");
      try {
        await client.query(
          `INSERT INTO "${table.name}" (${columns}) SELECT ${taken} FROM unnest(${places}) AS t(${kinds.map((_, at) => `c${at}`).join(", ")})`,
          kinds.map((kind, at) => rows.map((row) => ownValue(row[at]!, kind))),
        );
      } catch (error) {
        throw told(error);
      }
    },
    pages: (table) => fetchPages(client, table),
    async setSerials(serials) {
      for (const [name, last] of serials) {
        const key = COPY_TABLES.find((table) => table.name === name)?.key[0];
        if (key === undefined || last < 1) continue;
        await client.query(`SELECT setval(pg_get_serial_sequence('public.${name}', '${key}'), $1)`, [last]);
      }
    },
    async finish() {
      try {
        await client.query("COMMIT");
        await end();
        const store = await openPostgresStore(address, migrations);
        const findings = await store.upkeep.check().finally(() => store.close());
        if (findings[0] !== undefined) throw new StoreProblem(`the copy does not pass its check: ${findings[0]}`);
      } catch (error) {
        throw told(error);
      }
    },
    // What was never committed is gone with the connection.
    abandon: end,
  };
}
