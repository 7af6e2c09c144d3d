import { setTimeout } from "node:timers/promises";
import { readMigrationFiles } from "drizzle-orm/migrator";
import pg from "pg";
import { StoreProblem } from "../store-problem.ts";
import { plainly } from "./trouble.ts";

/** One connection for a copy, which may take as long as it takes. Throws StoreProblem when there is none to be had. */
export async function openClient(address: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: address,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: COPYING,
  });
  // A connection that is lost is told by the statement that meets it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new StoreProblem(`cannot use the database ${addressWords(address)}: ${plainly(error).message}`);
  }
}

/** The address without name and password. */
export function addressWords(address: string): string {
  const { host, pathname } = new URL(address);
  return `${pathname.slice(1)} on ${host || "this machine"}`;
}

/** How a database stands to the program's schema; foreign when it holds nothing of ours. */
export async function schemaOf(client: pg.Client, migrations: string): Promise<"foreign" | "old" | "same" | "newer"> {
  const ours = await client.query<{ owner: string | null }>(
    "SELECT obj_description(to_regclass('public.marks'), 'pg_class') AS owner",
  );
  if (ours.rows[0]!.owner !== "Suara Loket") return "foreign";
  const noted = await client.query<{ at: string | null }>("SELECT max(created_at) AS at FROM public.__drizzle_migrations");
  const last = Number(noted.rows[0]!.at ?? 0);
  const newest = Math.max(...readMigrationFiles({ migrationsFolder: migrations }).map(({ folderMillis }) => folderMillis));
  return last === newest ? "same" : last < newest ? "old" : "newer";
}

/**
 * Throws StoreProblem when a server of Suara Loket is connected to the database: it would keep answers that a copy does not hold.
 * The database ends a connection a moment after its client has left it, so a server is one that is still there after ENDS_WITHIN_MS.
 */
export async function refuseServedDatabase(address: string): Promise<void> {
  const client = await openClient(address);
  try {
    const last = Date.now() + ENDS_WITHIN_MS;
    while (await isServed(client)) {
      if (Date.now() > last)
        throw new StoreProblem(`a server works on the database ${addressWords(address)}; end every one of them first`);
      await setTimeout(LOOK_EVERY_MS);
    }
  } finally {
    await client.end();
  }
}

async function isServed(client: pg.Client): Promise<boolean> {
  const found = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 LIMIT 1",
    [SERVING],
  );
  return found.rows.length > 0;
}

const ENDS_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 50;
/** What connections of a store call themselves (open-database.ts), and those of a copy. */
const SERVING = "suara-loket";
const COPYING = "suara-loket copy";
