import type { ItemResult } from "../domain/indices/compute-index.ts";
import { compare } from "../domain/exact/fraction.ts";
import type { SurveyReport } from "./unit-report.ts";
import { WEAK_BELOW } from "./unit-report.ts";

/** The unsur of a survey, the lowest NRR first; those that nobody rated come last. */
export function fromLowest({ result }: Pick<SurveyReport, "result">): readonly ItemResult[] {
  return [...result.items].sort((a, b) => (a.exact && b.exact ? compare(a.exact, b.exact) : a.exact ? -1 : b.exact ? 1 : 0));
}

/** The one unsur that stands lowest, by the exact NRR; null below thirty answers and when two share the place. */
export function lowestItem(survey: Pick<SurveyReport, "result">): ItemResult | null {
  const [lowest, second] = fromLowest(survey);
  if (survey.result.respondents < WEAK_BELOW || !lowest?.exact || !second?.exact) return null;
  return compare(lowest.exact, second.exact) < 0 ? lowest : null;
}
