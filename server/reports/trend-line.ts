import { questionnaireKey } from "../domain/indices/check-past-index.ts";
import type { PastIndex } from "../domain/indices/past-index.ts";
import type { Period } from "../domain/periods/period.ts";
import type { SurveyReport, TrendPoint } from "./unit-report.ts";

/** An index of an earlier report within the periods of a trend: shown beside what this program counted, never computed with. */
export interface PastPoint extends Omit<PastIndex, "id" | "unitId" | "survey" | "period"> {
  readonly period: Period;
}

/** One mark of the trend, oldest first. */
export interface TrendMark {
  readonly point: TrendPoint | PastPoint;
  /** What changed between the mark before and this one, so that the line is broken here; null where it goes on. */
  readonly broken: string | null;
}

/** The earlier indices of a survey that fall on a period of the trend without answers of this program. */
export function pastPoints(
  past: readonly PastIndex[],
  survey: string,
  periods: readonly Period[],
  answered: (period: Period) => boolean,
): readonly PastPoint[] {
  return periods.flatMap((period) => {
    const found = past.find((one) => one.survey === survey && one.period === period.name);
    if (!found || answered(period)) return [];
    const { index100, respondents, questionnaire, source } = found;
    return [{ period, index100, respondents, questionnaire, source }];
  });
}

/** Both kinds of points in order of time, with the breaks between them. */
export function trendLine({ trend, past }: Pick<SurveyReport, "trend" | "past">): readonly TrendMark[] {
  const points = [...trend, ...past].sort((a, b) => (a.period.from < b.period.from ? -1 : 1));
  return points.map((point, at) => {
    const before = points[at - 1];
    return { point, broken: before ? breakWords(before, point) : null };
  });
}

export function isPast(point: TrendPoint | PastPoint): point is PastPoint {
  return "questionnaire" in point;
}

function breakWords(before: TrendPoint | PastPoint, point: TrendPoint | PastPoint): string | null {
  if (isPast(before) && isPast(point))
    return questionnaireKey(before.questionnaire) === questionnaireKey(point.questionnaire)
      ? null
      : `Kuesioner berganti: “${before.questionnaire}” menjadi “${point.questionnaire}”`;
  if (isPast(before))
    return `Mulai dari sini dihitung program ini (${(point as TrendPoint).survey}); sebelumnya “${before.questionnaire}”`;
  if (isPast(point))
    return `Dari laporan terdahulu: “${point.questionnaire}”; sebelumnya dihitung program ini (${before.survey})`;
  return before.survey === point.survey ? null : `Kuesioner berganti versi: ${before.survey} menjadi ${point.survey}`;
}
