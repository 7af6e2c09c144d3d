import { groupCommit } from "../group-commit.ts";
import { guarded } from "../guarded.ts";
import type { PackedSubmission } from "../packed-submission.ts";
import type { Store, StoreOptions, SubmissionOutcome } from "../store.ts";
import { closingActs } from "./closing-acts.ts";
import { openDatabase } from "./open-database.ts";
import { peopleActs } from "./people-acts.ts";
import { exclusionActs } from "./exclusion-acts.ts";
import { followUpActs } from "./follow-up-acts.ts";
import { lateActs } from "./late-acts.ts";
import { logActs } from "./log-acts.ts";
import { recordActs } from "./record-acts.ts";
import { remarkActs } from "./remark-acts.ts";
import { responseActs } from "./response-acts.ts";
import { Sheets } from "./sheets.ts";
import { slipActs } from "./slip-acts.ts";
import { isTrouble, tellTrouble } from "./trouble.ts";
import { unitActs } from "./unit-acts.ts";
import { upkeepActs } from "./upkeep-acts.ts";
import { writerAside } from "./writer-aside.ts";
import { writerOn } from "./writer.ts";

/**
 * The store on a PostgreSQL database, which several server processes may share. Every act is one transaction; submissions
 * that come in together share one (group-commit.ts); a server has them written aside, by a thread with a connection of its
 * own, because what they cost in this one is taken from pages and other submissions. A disk that fails is PostgreSQL's own to
 * notice: it ends and recovers, and we answer "unavailable" until it is back.
 */
export async function openPostgresStore(address: string, migrations: string, options: StoreOptions = {}): Promise<Store> {
  const database = await openDatabase(address, migrations);
  const sheets = new Sheets(database.read);
  const { writeAside = false, committed = () => undefined, broken = () => undefined } = options;
  const writer = writeAside ? writerAside(address, broken) : writerOn(database, sheets);
  const together = groupCommit<PackedSubmission, SubmissionOutcome>((group) => writer.keep(group), {
    // Two at once would wait for each other's counters, and smaller ones cost the database more.
    ahead: 0,
    isTrouble,
    observe: committed,
  });
  return {
    units: guarded(unitActs(database), tellTrouble),
    records: guarded(recordActs(database), tellTrouble),
    responses: guarded(responseActs(database, sheets, together), tellTrouble),
    late: guarded(lateActs(database, sheets), tellTrouble),
    closings: guarded(closingActs(database), tellTrouble),
    exclusions: guarded(exclusionActs(database, sheets), tellTrouble),
    followUps: guarded(followUpActs(database), tellTrouble),
    log: guarded(logActs(database, sheets), tellTrouble),
    remarks: guarded(remarkActs(database), tellTrouble),
    slips: guarded(slipActs(database), tellTrouble),
    people: guarded(peopleActs(database), tellTrouble),
    upkeep: guarded(upkeepActs(database, sheets), tellTrouble),
    async close() {
      await together.drained();
      if (writeAside) await writer.close();
      await database.pool.end();
    },
  };
}
