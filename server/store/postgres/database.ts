import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Pool, PoolClient } from "pg";
import { sqlState } from "./trouble.ts";

/** Statements on whichever connection is free, each for itself. */
export type Reader = NodePgDatabase & { readonly $client: Pool };
/** Statements on one connection, inside a transaction. */
export type Act = NodePgDatabase & { readonly $client: PoolClient };

/** Two transactions stood in each other's way; the loser may try again. */
const LOST_A_RACE = ["40001", "40P01"];
const ATTEMPTS = 5;
/** Said, so that a default of the database cannot change it. */
const READ_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
/** One moment for many statements. */
export const SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/** The connections of this process, and the one way to run a transaction on them. */
export class Database {
  readonly read: Reader;
  readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
    this.read = drizzle(pool);
  }

  /** Runs an act in one transaction; when the promise is kept, the outcome is on the disk. The act may run more than once. */
  async whole<T>(act: (tx: Act) => Promise<T>, begin = READ_WRITE): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(act, begin);
      } catch (error) {
        if (attempt === ATTEMPTS || !LOST_A_RACE.includes(sqlState(error) ?? "")) throw error;
      }
    }
  }

  private async once<T>(act: (tx: Act) => Promise<T>, begin: string): Promise<T> {
    const client = await this.pool.connect();
    let failed: unknown = "left open";
    try {
      await client.query(begin);
      const outcome = await act(drizzle(client));
      await client.query("COMMIT");
      failed = undefined;
      return outcome;
    } catch (error) {
      // A connection that cannot even undo is not used again.
      failed = await client.query("ROLLBACK").then(
        () => undefined,
        (second: unknown) => second,
      );
      throw error;
    } finally {
      client.release(failed !== undefined);
    }
  }
}
