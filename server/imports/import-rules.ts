import type { LocalDate, Month } from "../domain/periods/period.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import type { ProfileDefinition } from "../domain/questionnaire/profile.ts";
import type { ColumnMap } from "./column-map.ts";

/** What has to be known to read a file; nothing is looked up while reading. */
export interface ImportRules {
  readonly surveys: readonly SurveyDefinition[];
  readonly profile: ProfileDefinition;
  /** The unit's day now: later dates are refused. */
  readonly today: LocalDate;
  /** Months that take no answers any more. */
  readonly closedMonths: readonly Month[];
  /** Names of the unit's services; when there is none yet, the file's own names are taken. */
  readonly services: readonly string[];
  /** What the columns of another tool's file mean; without it the file must have our own columns. */
  readonly map?: ColumnMap;
}
