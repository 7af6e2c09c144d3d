import type { Thresholds } from "../domain/indices/thresholds.ts";
import type { SurveyDefinition, SurveyRef } from "../domain/questionnaire/definition.ts";
import type { ProfileDefinition } from "../domain/questionnaire/profile.ts";
import type { ReasonsDefinition } from "../domain/questionnaire/reasons.ts";

/** Every survey definition the installation knows, checked and sealed. */
export interface Definitions {
  readonly all: readonly SurveyDefinition[];
  /** The newest version of each survey. */
  readonly latestOfEach: readonly SurveyDefinition[];
  readonly profile: ProfileDefinition;
  /** What is offered after a low score. */
  readonly reasons: ReasonsDefinition;
  /** What Zona Integritas asks of the indices, in its newest version. */
  readonly thresholds: Thresholds;
  byRef(ref: SurveyRef): SurveyDefinition | undefined;
  latest(id: string): SurveyDefinition | undefined;
  /** SHA-256 of a definition in canonical form. */
  seal(ref: SurveyRef): string;
}
