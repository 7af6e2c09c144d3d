import type { Parts } from "../parts.ts";
import { quartersIn } from "./cut-grid.ts";
import type { UnitReport } from "./unit-report.ts";
import { unitReport } from "./unit-report.ts";

/** Comments are read in batches only: a quarter with fewer answers would tell who wrote them. */
export const COMMENT_FLOOR = 10;

export type CommentBatch =
  | { readonly kind: "open"; readonly comments: readonly string[] }
  /** `respondents` is null for a month: batches are quarters, because a quarter less two of its months would be a third one. */
  | { readonly kind: "withheld"; readonly respondents: number | null };

/**
 * The comments of the report's period, shuffled, those of today left out. A longer period holds those of its quarters that have
 * enough answers for a batch of their own; so no two batches differ by a smaller one.
 */
export async function commentBatch(
  parts: Pick<Parts, "store" | "definitions" | "clock">,
  report: UnitReport,
): Promise<CommentBatch> {
  if (report.period.kind === "month") return { kind: "withheld", respondents: null };
  const comments: string[] = [];
  let [most, open] = [0, false];
  for (const quarter of quartersIn(report.period)) {
    const own =
      report.period.kind === "quarter"
        ? report
        : await unitReport(parts, report.unit, quarter, report.audience, { trend: false, profile: false });
    const respondents = Math.max(0, ...own.surveys.map(({ result }) => result.respondents));
    most = Math.max(most, respondents);
    if (respondents < COMMENT_FLOOR) continue;
    open = true;
    const range = { unitId: report.unit.id, from: quarter.months[0]!, until: quarter.until.slice(0, 7) };
    comments.push(...(await parts.store.responses.comments(range, report.openSince)));
  }
  // Each quarter comes in the order of random ids; sorted by their words, several do not show where one ends.
  if (report.period.kind !== "quarter") comments.sort();
  return open ? { kind: "open", comments } : { kind: "withheld", respondents: most };
}

export function withheldWords({ respondents }: { readonly respondents: number | null }): string {
  return respondents === null
    ? "Saran dibuka per triwulan, supaya penulisnya tidak dapat ditebak. Pilih triwulannya."
    : `Saran baru dibuka setelah ada ${COMMENT_FLOOR} jawaban dalam satu triwulan, supaya penulisnya tidak dapat ditebak. Sekarang baru ${respondents}.`;
}
