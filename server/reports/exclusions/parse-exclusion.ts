import { z } from "zod";
import { exclusionReasons } from "../../domain/integrity/exclusion-reasons.ts";
import { isLocalDate } from "../../domain/periods/period.ts";
import type { LocalDate, Period } from "../../domain/periods/period.ts";
import { holds } from "../../domain/periods/period.ts";
import type { Parsed } from "../../web/form.ts";
import { line, oneOf, readForm, someOf } from "../../web/form.ts";
import { periodTitle } from "../../web/format.ts";

export interface ExclusionProposal {
  /** As the page gave them. */
  readonly numbers: readonly string[];
  readonly reason: string;
  readonly note: string;
}

/** The form by which responses are proposed to be set aside; `known` are the numbers that may be chosen. */
export function parseExclusion(body: unknown, known: readonly string[]): Parsed<ExclusionProposal> {
  const schema = z
    .object({
      jawaban: someOf(known, "Pilih jawaban dari daftar. Yang sudah diusulkan orang lain tidak ada lagi di sana.", 1),
      alasan: oneOf(
        exclusionReasons.map(({ code }) => code),
        "Pilih satu alasan.",
      ),
      catatan: line(5, 300, "Tulis bagaimana ini diketahui, dalam satu kalimat."),
    })
    .transform(({ jawaban, alasan, catatan }) => ({ numbers: jawaban, reason: alasan, note: catatan }));
  return readForm("usul", schema, body);
}

/** What is wrong with a day, or null: it must lie in the period and be over everywhere (`openSince` is the first that is not). */
export function dayProblem(date: string, period: Period, openSince: LocalDate): string | null {
  if (!isLocalDate(date)) return "Tulis tanggal seperti 2026-11-20.";
  if (!holds(period, date)) return `Tanggal itu tidak ada pada ${periodTitle(period)}.`;
  return date < openSince ? null : "Hari itu belum lewat. Jawaban hari ini baru dapat diusulkan besok.";
}
