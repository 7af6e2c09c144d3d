import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { PoolClient } from "pg";
import pg from "pg";
import { StoreProblem } from "../store-problem.ts";
import { Database } from "./database.ts";
import { recountGroups } from "./recount-groups.ts";
import { plainly } from "./trouble.ts";

/** Few, because the database works on few things at a time; who waits here waits in the order of arrival. */
const CONNECTIONS = 8;
const CONNECT_MS = 5_000;
/** Nobody waits longer for one statement; the close of a day and the check set their own. */
const STATEMENT_MS = 30_000;
/** Taken while the schema is looked at and brought up to date, so that several processes may start at once: "SUAR" in ASCII. */
const SCHEMA_LOCK = 0x53554152;
const MIGRATIONS = { table: "__drizzle_migrations", schema: "public" };
/** Said of the table `marks`, so that a database of another program is never written into. */
const OWNER = "Suara Loket";

/** What must be true of the database, so that an answer that was thanked for is on the disk, and text is what it was. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  fsync: ["on"],
  full_page_writes: ["on"],
  synchronous_commit: ["on", "remote_apply", "remote_write"],
  server_encoding: ["UTF8"],
};

/** Connections to a database that has been looked at; none is opened before something is asked. */
export function connectTo(address: string, connections: number): Database {
  const pool = new pg.Pool({
    connectionString: address,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    // A server that vanished without a word: our own clock ends the wait a little later than its own would have.
    query_timeout: STATEMENT_MS + 5_000,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    keepAlive: true,
    // Statements are sent without waiting for the answers to those before them; the database runs them in their order.
    pipeline: true,
    application_name: "suara-loket",
  });
  // A connection that ends while nothing is asked of it is no one's failure; the next act opens another.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return new Database(pool);
}

/**
 * Connects, looks whether the database is ours and durable, and brings the schema up to date. `address` is a postgres:// URL.
 * Throws StoreProblem with one line, without the password, when it cannot be used.
 */
export async function openDatabase(address: string, migrations: string): Promise<Database> {
  const database = connectTo(address, CONNECTIONS);
  try {
    await prepare(database, migrations);
    return database;
  } catch (error) {
    await database.pool.end();
    if (error instanceof StoreProblem) throw error;
    throw new StoreProblem(`cannot use the database ${placeOf(address)}: ${plainly(error).message}`);
  }
}

/** Settings that are not as they must be; one line each. */
export async function settingFindings(database: Database): Promise<string[]> {
  const found = await database.read.execute<{ name: string; setting: string }>(
    sql`SELECT name, setting FROM pg_settings WHERE name IN ${Object.keys(SETTINGS)} ORDER BY name`,
  );
  return found.rows.flatMap(({ name, setting }) => {
    const wanted = SETTINGS[name]!;
    return wanted.includes(setting) ? [] : [`${name} is ${setting} and must be ${wanted.join(" or ")}`];
  });
}

async function prepare(database: Database, migrations: string): Promise<void> {
  const [finding] = await settingFindings(database);
  if (finding !== undefined) throw new StoreProblem(`the database is not durable as it is set: ${finding}`);
  const client = await database.pool.connect();
  try {
    await client.query("SELECT set_config('statement_timeout', '0', false), pg_advisory_lock($1)", [SCHEMA_LOCK]);
    await refuseForeignDatabase(client);
    await refuseNewerSchema(client, migrations);
    const config = { migrationsFolder: migrations, migrationsTable: MIGRATIONS.table, migrationsSchema: MIGRATIONS.schema };
    await migrate(drizzle(client), config);
    await recountGroups(database);
  } finally {
    // Its end gives the lock back, whatever happened.
    client.release(true);
  }
}

async function refuseForeignDatabase(client: PoolClient): Promise<void> {
  const place = await client.query<{ schema: string | null }>("SELECT current_schema() AS schema");
  if (place.rows[0]!.schema !== MIGRATIONS.schema)
    throw new StoreProblem(`the search_path of the database must lead to the schema ${MIGRATIONS.schema}`);
  const tables = await client.query<{ name: string; owner: string | null }>(
    `SELECT relname AS name, obj_description(oid, 'pg_class') AS owner FROM pg_class
     WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname <> $2`,
    [MIGRATIONS.schema, MIGRATIONS.table],
  );
  const ours = tables.rows.some(({ name, owner }) => name === "marks" && owner === OWNER);
  if (tables.rows.length > 0 && !ours) throw new StoreProblem("the database holds tables of another program; make an empty one");
}

async function refuseNewerSchema(client: PoolClient, migrations: string): Promise<void> {
  const known = await client.query<{ found: boolean }>("SELECT to_regclass($1) IS NOT NULL AS found", [
    `${MIGRATIONS.schema}.${MIGRATIONS.table}`,
  ]);
  if (!known.rows[0]!.found) return;
  const last = await client.query<{ at: string | null }>(
    `SELECT max(created_at) AS at FROM ${MIGRATIONS.schema}.${MIGRATIONS.table}`,
  );
  const newest = Math.max(...readMigrationFiles({ migrationsFolder: migrations }).map(({ folderMillis }) => folderMillis));
  if (Number(last.rows[0]!.at) > newest)
    throw new StoreProblem("the database was written by a newer version of Suara Loket; install that version");
}

/** The address without name and password. */
function placeOf(address: string): string {
  const { host, pathname } = new URL(address);
  return `${pathname.slice(1)} on ${host || "this machine"}`;
}
