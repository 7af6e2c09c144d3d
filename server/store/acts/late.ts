import type { LocalDate } from "../../domain/periods/period.ts";
import type { MonthRange, Submission } from "./responses.ts";

/** An answer that a phone kept until there was a connection; its response bears the day on which it was given. */
export interface LateSubmission extends Omit<Submission, "reasons"> {
  /** The unit's own day. */
  readonly arrivedOn: LocalDate;
}

/** What came in after its period was closed. */
export interface LateStore {
  /**
   * Keeps an answer apart whose month takes no answers any more; its comment goes to those of the month in which it arrived. It
   * is counted nowhere but in `count`. "open": its month takes answers, or the key was used for an answer that came in time; then
   * nothing is kept. The others as for a submission.
   */
  add(submission: LateSubmission): Promise<"kept" | "repeated" | "conflict" | "open">;
  /** How many of them were given in the months. */
  count(range: MonthRange): Promise<number>;
}
