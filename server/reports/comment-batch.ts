import type { Store } from "../store/store.ts";
import type { UnitReport } from "./unit-report.ts";

/** Comments are read in batches only: a period with fewer answers would tell who wrote them. */
export const COMMENT_FLOOR = 10;

export type CommentBatch =
  { readonly kind: "open"; readonly comments: readonly string[] } | { readonly kind: "withheld"; readonly respondents: number };

/** The comments of the report's period, shuffled, those of today left out; or none when the period has too few answers. */
export async function commentBatch(store: Store, report: UnitReport): Promise<CommentBatch> {
  const respondents = Math.max(0, ...report.surveys.map(({ result }) => result.respondents));
  if (respondents < COMMENT_FLOOR) return { kind: "withheld", respondents };
  const range = { unitId: report.unit.id, from: report.period.months[0]!, until: report.period.until.slice(0, 7) };
  return { kind: "open", comments: await store.responses.comments(range, report.openSince) };
}

export function withheldWords(batch: { readonly respondents: number }): string {
  return `Saran baru dibuka setelah ada ${COMMENT_FLOOR} jawaban pada periode ini, supaya penulisnya tidak dapat ditebak. Sekarang baru ${batch.respondents}.`;
}
