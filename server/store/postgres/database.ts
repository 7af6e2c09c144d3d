import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Pool, PoolClient } from "pg";
import { isTrouble, sqlState } from "./trouble.ts";

/** Statements on whichever connection is free, each for itself. */
export type Reader = NodePgDatabase & { readonly $client: Pool };
/** Statements on one connection, inside a transaction. */
export type Act = NodePgDatabase & { readonly $client: PoolClient };

/** Ends the transaction; kept when everything is on the disk. */
export type Commit = () => Promise<void>;

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

  /**
   * Runs an act in one transaction; when the promise is kept, the outcome is on the disk. The act may run more than once. An
   * act that is done with asking may call `commit` itself, behind its last statements and without waiting for them: when one of
   * those fails, PostgreSQL undoes everything instead.
   */
  async whole<T>(act: (tx: Act, commit: Commit) => Promise<T>, begin = READ_WRITE): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(act, begin);
      } catch (error) {
        if (attempt === ATTEMPTS || !lostARace(error)) throw error;
      }
    }
  }

  private async once<T>(act: (tx: Act, commit: Commit) => Promise<T>, begin: string): Promise<T> {
    const client = await this.pool.connect();
    let usable = true;
    let committed: Promise<void> | undefined;
    const commit: Commit = () => (committed ??= client.query("COMMIT").then(demandCommitted));
    try {
      const [, outcome] = await allOf([client.query(begin), act(drizzle(client), commit)]);
      await commit();
      return outcome;
    } catch (error) {
      usable = !isTrouble(error) || lostARace(error);
      // The end of a connection undoes what was begun on it, so one in doubt is ended rather than asked.
      if (usable) await client.query("ROLLBACK").catch(() => (usable = false));
      throw error;
    } finally {
      client.release(!usable);
    }
  }
}

/**
 * Statements that need nothing of one another are sent behind one another without waiting in between. Waits for all of them,
 * also when one fails: a connection is given back when nothing runs on it any more. Throws what failed first in their order.
 */
export async function allOf<Outcomes extends readonly unknown[]>(
  running: readonly [...{ readonly [At in keyof Outcomes]: Promise<Outcomes[At]> }],
): Promise<Outcomes> {
  const settled = await Promise.allSettled(running as readonly Promise<unknown>[]);
  for (const one of settled) if (one.status === "rejected") throw one.reason as Error;
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as Outcomes;
}

/** A transaction in which a statement has failed ends as if it had never begun, and says so by another word alone. */
function demandCommitted({ command }: { readonly command: string }): void {
  if (command !== "COMMIT") throw new Error("the transaction was undone");
}

function lostARace(error: unknown): boolean {
  return LOST_A_RACE.includes(sqlState(error) ?? "");
}
