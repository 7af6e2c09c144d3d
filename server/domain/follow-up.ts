import type { LocalDate } from "./periods/period.ts";

/** How far a measure has come, as LKE and reports word it. */
export const followUpStates = ["belum", "proses", "selesai"] as const;
export type FollowUpState = (typeof followUpStates)[number];

/** What a unit does about one unsur of one period (rencana tindak lanjut). */
export interface FollowUp {
  readonly id: number;
  /** Name of the period whose result it answers: 2026-TW3. */
  readonly period: string;
  /** "skm". */
  readonly survey: string;
  /** "U3". */
  readonly item: string;
  /** Program atau kegiatan. */
  readonly action: string;
  readonly due: LocalDate;
  /** Penanggung jawab. */
  readonly responsible: string;
  readonly state: FollowUpState;
  readonly obstacles: string;
  readonly recommendation: string;
  /** What is said to the public when it is done: "Loket 3 kini buka sampai 15.00". */
  readonly told: string;
  readonly changedOn: LocalDate;
  readonly changedBy: string;
}

/**
 * How much of a plan is done, in full per cent, rounded down: only a plan that is done to the last measure has 100.
 * @example shareDone([{ state: "selesai" }, { state: "proses" }, { state: "belum" }]) // => 33
 */
export function shareDone(plan: readonly Pick<FollowUp, "state">[]): number | null {
  if (plan.length === 0) return null;
  return Math.floor((100 * plan.filter(({ state }) => state === "selesai").length) / plan.length);
}

/**
 * What an upload is there for: a proof from before or after a measure, minutes of a Forum Konsultasi Publik, a photo of results on
 * display; or the unit's logo, which belongs to no period.
 */
export const uploadPurposes = ["sebelum", "sesudah", "notula", "pengumuman", "logo"] as const;
export type UploadPurpose = (typeof uploadPurposes)[number];
