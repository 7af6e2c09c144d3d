import type { FollowUp, FollowUpState } from "../../domain/follow-up.ts";
import type { UnitReport } from "../unit-report.ts";

/** Under which the day of the Forum Konsultasi Publik lies among the texts of a report. */
export const MEETING_KEY = "fkp-tanggal";

export const STATE_WORDS: Readonly<Record<FollowUpState, string>> = {
  belum: "Belum dimulai",
  proses: "Sedang berjalan",
  selesai: "Selesai",
};

/** "U3 Waktu Penyelesaian"; the key alone where the period has no such survey (any more). */
export function itemTitle({ surveys }: UnitReport, { survey, item }: Pick<FollowUp, "survey" | "item">): string {
  const definition = surveys.find((one) => one.definition.id === survey)?.definition;
  const name = definition?.items.find(({ key }) => key === item)?.name.id;
  return name === undefined ? item : `${item} ${name}`;
}
