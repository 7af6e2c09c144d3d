import type { LocalDate } from "../../domain/periods/period.ts";
import type { SurveyRef } from "../../domain/questionnaire/definition.ts";

/** A questionnaire version that answers may refer to. */
export interface SurveyVersion {
  readonly ref: SurveyRef;
  /** SHA-256 of the definition in canonical form. */
  readonly seal: string;
  readonly questionKeys: readonly string[];
  readonly max: number;
}

/** What keeps the store itself in order. */
export interface UpkeepStore {
  /** Makes versions known; returns the refs whose seal differs from what the store knows under that name. */
  registerSurveys(versions: readonly SurveyVersion[]): Promise<readonly SurveyRef[]>;
  /** A real durable write; rejects when the store cannot make one. */
  writeMark(at: number): Promise<void>;
  /**
   * Ends every day before `today` (in WIB, the last zone to reach midnight): links within a day are forgotten (answers
   * digests, held answers, days of comments), left-overs of broken imports and slips that are good no more are removed, and the file is rewritten in key
   * order, so that its order tells nothing about who came when. True when there was something to end.
   */
  closeDay(today: LocalDate): Promise<boolean>;
  /** Whether that was done for `today` already. */
  isDayClosed(today: LocalDate): Promise<boolean>;
  /** Counters against a recount of the rows, pragmas, references, file. One English line for each finding; none is good. */
  check(): Promise<readonly string[]>;
}
