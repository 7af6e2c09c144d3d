import type { Person } from "../domain/person.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import { count, periodTitle } from "../web/format.ts";
import type { PeriodPicker } from "./asked-period.ts";
import { periodPicker } from "./asked-period.ts";
import type { CommentBatch } from "./comment-batch.ts";
import { withheldWords } from "./comment-batch.ts";
import type { UnitReport } from "./unit-report.ts";

/** Comments of a period, on a page that shows no score. */
export interface CommentsPage {
  readonly frame: Frame;
  readonly picker: PeriodPicker;
  /** "12 saran pada Triwulan IV 2026, dalam urutan acak", or why there is none to read. */
  readonly heading: string;
  /** A sentence under the heading, or null. */
  readonly remark: string | null;
  readonly comments: readonly string[];
}

export function commentsPage(report: UnitReport, batch: CommentBatch, person: Person): CommentsPage {
  const { unit, period } = report;
  const title = periodTitle(period);
  const page = {
    frame: frame(person, unit, "saran", "Saran"),
    picker: periodPicker(period, report.today, (name) => `/staf/unit/${unit.code}/saran?periode=${name}`),
  };
  if (batch.kind === "withheld")
    return { ...page, heading: `Saran ${title} belum dibuka`, remark: withheldWords(batch), comments: [] };
  const later = "Saran hari ini dibuka besok.";
  if (batch.comments.length === 0) return { ...page, heading: `Belum ada saran pada ${title}`, remark: later, comments: [] };
  return {
    ...page,
    heading: `${count(batch.comments.length)} saran pada ${title}`,
    remark: `Urutannya acak, tanpa tanggal dan tanpa nilai, supaya penulisnya tidak dapat ditebak. ${later}`,
    comments: batch.comments,
  };
}
