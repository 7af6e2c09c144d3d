import { longDate } from "../../web/format.ts";
import type { UnitReport } from "../unit-report.ts";
import { reopeningWords } from "./reopen-period.ts";
import { sealCode } from "./frozen-document.ts";

/** Whether the figures of a report can still change: "Sementara: …" or "Ditutup 5 Oktober 2026 oleh sari · segel 8G9P-…". */
export function standingWords(report: Pick<UnitReport, "provisional" | "closing" | "reopenings">): string {
  return [ownWords(report), ...reopeningWords(report.reopenings)].join(" · ");
}

function ownWords({ provisional, closing }: Pick<UnitReport, "provisional" | "closing">): string {
  if (provisional) return "Sementara: periode ini belum ditutup, jadi angkanya masih dapat berubah.";
  if (!closing) return "Ditutup: angkanya tetap, karena semua bulannya sudah ditutup.";
  const seal = closing.document === null ? "" : ` · segel ${sealCode(closing.document)}`;
  return `Ditutup ${longDate(closing.closedOn)} oleh ${closing.closedBy}${seal}`;
}
