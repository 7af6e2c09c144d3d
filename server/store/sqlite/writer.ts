import type { LocalDate } from "../../domain/periods/period.ts";
import type { PackedSubmission } from "../packed-submission.ts";
import type { SubmissionOutcome } from "../store.ts";
import { closeDay } from "./close-day.ts";
import type { Connection } from "./connection.ts";
import { keepSubmissions } from "./keep-submissions.ts";
import { setMark } from "./marks.ts";
import { Sheets } from "./sheets.ts";
import { prepareStatements } from "./statements.ts";

/** The writing that waits for the disk, or takes so long that others must be served meanwhile. */
export interface Writer {
  /** A whole group in one durable transaction, or nothing of it. */
  keep(group: readonly PackedSubmission[]): Promise<readonly SubmissionOutcome[]>;
  /** A durable write that says nothing but that it could be made. */
  writeMark(at: number): Promise<void>;
  closeDay(today: LocalDate): Promise<boolean>;
  close(): Promise<void>;
}

/** Writes with the given connection, in this thread. */
export function writerOn(connection: Connection): Writer {
  const statements = prepareStatements(connection);
  const sheets = new Sheets(connection);
  const keep = connection.$client.transaction((group: readonly PackedSubmission[]) =>
    keepSubmissions(statements, (sheetId) => sheets.byId(sheetId), group),
  );
  return {
    async keep(group) {
      return keep.immediate(group);
    },
    async writeMark(at) {
      setMark(connection, "health", at);
    },
    async closeDay(today) {
      return closeDay(connection, today);
    },
    async close() {
      connection.$client.close();
    },
  };
}
