import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { questionKeys } from "../domain/questionnaire/definition.ts";

/** The surveys of the regulations come first, in the order in which one visit asks them; others follow by id. */
const FIRST = ["skm", "spkp", "spak"];

/** The newest version of each survey in the fixed order in which a unit's form asks them. */
export function surveysInOrder(latestOfEach: readonly SurveyDefinition[]): readonly SurveyDefinition[] {
  const rank = (id: string): number => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);
  return [...latestOfEach].sort((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1));
}

/** The surveys as boxes to tick: "SKM: Survei Kepuasan Masyarakat (9 pertanyaan)". */
export function surveyChoices(latestOfEach: readonly SurveyDefinition[]): { value: string; label: string }[] {
  return surveysInOrder(latestOfEach).map((survey) => ({
    value: survey.id,
    label: `${survey.abbreviation}: ${survey.title.id} (${questionKeys(survey).length}\u00a0pertanyaan)`,
  }));
}
