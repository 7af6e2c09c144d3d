import type { PackedSubmission } from "../packed-submission.ts";
import type { SubmissionOutcome } from "../store.ts";
import { MonthClosed } from "./closed-months.ts";
import type { Database } from "./database.ts";
import { isKnownKey, keepNewSubmissions, keepSubmissions } from "./keep-submissions.ts";
import type { Sheets } from "./sheets.ts";

/** The writing of submissions, which costs the thread that does it about a third of what reading and answering them does. */
export interface Writer {
  /** A whole group in one durable transaction, or nothing of it. */
  keep(group: readonly PackedSubmission[]): Promise<readonly SubmissionOutcome[]>;
  close(): Promise<void>;
}

/** Writes on the given connections, from this thread. */
export function writerOn(database: Database, sheets: Sheets): Writer {
  return {
    async keep(group) {
      const known = await sheets.byIds(group.map(({ sheetId }) => sheetId));
      try {
        return await database.whole((tx, commit) => keepNewSubmissions(tx, known, group, commit));
      } catch (error) {
        if (!isKnownKey(error) && !(error instanceof MonthClosed)) throw error;
        return keepKnowing(() => database.whole((tx, commit) => keepSubmissions(tx, known, group, commit)));
      }
    },
    async close() {
      await database.pool.end();
    },
  };
}

/** A month may be closed just between the asking and the writing; the second time it is known to be. */
async function keepKnowing<T>(keep: () => Promise<T>): Promise<T> {
  try {
    return await keep();
  } catch (error) {
    if (!(error instanceof MonthClosed)) throw error;
    return keep();
  }
}
