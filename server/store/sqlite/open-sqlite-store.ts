import { groupCommit } from "../group-commit.ts";
import { guarded } from "../guarded.ts";
import type { PackedSubmission } from "../packed-submission.ts";
import type { Store, StoreOptions, SubmissionOutcome } from "../store.ts";
import { closingActs } from "./closing-acts.ts";
import { openConnection } from "./connection.ts";
import { exclusionActs } from "./exclusion-acts.ts";
import { followUpActs } from "./follow-up-acts.ts";
import { haltingWriter } from "./halting-writer.ts";
import { lateActs } from "./late-acts.ts";
import { logActs } from "./log-acts.ts";
import { peopleActs } from "./people-acts.ts";
import { recordActs } from "./record-acts.ts";
import { remarkActs } from "./remark-acts.ts";
import { responseActs } from "./response-acts.ts";
import { Sheets } from "./sheets.ts";
import { slipActs } from "./slip-acts.ts";
import { prepareStatements } from "./statements.ts";
import { isTrouble, troubleTeller } from "./trouble.ts";
import { unitActs } from "./unit-acts.ts";
import { upkeepActs } from "./upkeep-acts.ts";
import { writerAside } from "./writer-aside.ts";
import { writerOn } from "./writer.ts";

/**
 * The store on one SQLite file (":memory:" for tests). better-sqlite3 is synchronous: every act is one transaction in which
 * nothing waits, and which has ended when its promise is kept. Submissions that come in together share one (group-commit.ts);
 * a server has them written aside, by a thread with a connection of its own, so that a slow disk stops no page.
 */
export function openSqliteStore(file: string, migrations: string, options: StoreOptions = {}): Store {
  const connection = openConnection(file, migrations);
  const sheets = new Sheets(connection);
  const statements = prepareStatements(connection);
  const { writeAside = false, committed = () => undefined } = options;
  const broken = (cause: Error): void => {
    halt(cause);
    options.broken?.(cause);
  };
  const { writer, halt } = haltingWriter(writeAside ? writerAside({ file, migrations }, broken) : writerOn(connection));
  const together = groupCommit<PackedSubmission, SubmissionOutcome>((group) => writer.keep(group), {
    // It lies with the writer already when that is free again, whatever this thread is at.
    ahead: 1,
    isTrouble,
    observe: committed,
  });
  const tell = troubleTeller(broken);
  return {
    units: guarded(unitActs(connection), tell),
    records: guarded(recordActs(connection), tell),
    responses: guarded(responseActs(connection, statements, sheets, together), tell),
    late: guarded(lateActs(connection, statements, sheets), tell),
    closings: guarded(closingActs(connection), tell),
    exclusions: guarded(exclusionActs(connection, statements, sheets), tell),
    followUps: guarded(followUpActs(connection), tell),
    log: guarded(logActs(connection, sheets), tell),
    remarks: guarded(remarkActs(connection), tell),
    slips: guarded(slipActs(connection), tell),
    people: guarded(peopleActs(connection), tell),
    upkeep: guarded(upkeepActs(connection, sheets, writer), tell),
    async close() {
      await together.drained();
      if (writeAside) await writer.close();
      connection.$client.close();
    },
  };
}
