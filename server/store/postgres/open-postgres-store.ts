import { groupCommit } from "../group-commit.ts";
import { guarded } from "../guarded.ts";
import type { Store, StoreOptions, SubmissionOutcome } from "../store.ts";
import type { ReadySubmission } from "./keep-submissions.ts";
import { isKnownKey, keepNewSubmissions, keepSubmissions } from "./keep-submissions.ts";
import { openDatabase } from "./open-database.ts";
import { peopleActs } from "./people-acts.ts";
import { recordActs } from "./record-acts.ts";
import { responseActs } from "./response-acts.ts";
import { Sheets } from "./sheets.ts";
import { isTrouble, tellTrouble } from "./trouble.ts";
import { unitActs } from "./unit-acts.ts";
import { upkeepActs } from "./upkeep-acts.ts";

/** While one group waits for the disk the next is written; a third would only wait for their locks. */
const UNDER_WAY = 2;

/**
 * The store on a PostgreSQL database, which several server processes may share. Every act is one transaction; submissions
 * that come in together share one (group-commit.ts). A disk that fails is PostgreSQL's own to notice: it ends and recovers,
 * and we answer "unavailable" until it is back.
 */
export async function openPostgresStore(address: string, migrations: string, options: StoreOptions = {}): Promise<Store> {
  const database = await openDatabase(address, migrations);
  const sheets = new Sheets(database.read);
  const keep = async (group: readonly ReadySubmission[]): Promise<readonly SubmissionOutcome[]> => {
    try {
      return await database.whole((tx, commit) => keepNewSubmissions(tx, group, commit));
    } catch (error) {
      if (!isKnownKey(error)) throw error;
      return database.whole((tx, commit) => keepSubmissions(tx, group, commit));
    }
  };
  const together = groupCommit(keep, {
    underWay: UNDER_WAY,
    isTrouble,
    observe: options.committed ?? (() => undefined),
  });
  return {
    units: guarded(unitActs(database), tellTrouble),
    records: guarded(recordActs(database), tellTrouble),
    responses: guarded(responseActs(database, sheets, together), tellTrouble),
    people: guarded(peopleActs(database), tellTrouble),
    upkeep: guarded(upkeepActs(database, sheets), tellTrouble),
    async close() {
      await together.drained();
      await database.pool.end();
    },
  };
}
