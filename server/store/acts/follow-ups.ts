import type { FollowUp, UploadPurpose } from "../../domain/follow-up.ts";
import type { LocalDate } from "../../domain/periods/period.ts";

export interface Upload {
  readonly id: number;
  readonly period: string;
  readonly followUpId: number | null;
  readonly purpose: UploadPurpose;
  readonly caption: string;
  /** "application/pdf", "image/jpeg" or "image/png". */
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly addedOn: LocalDate;
  readonly addedBy: string;
}

/** What is done about results, and files that prove it. */
export interface FollowUpStore {
  /** Of the named periods, or of all; by period and then by id. */
  list(unitId: number, periods?: readonly string[]): Promise<readonly FollowUp[]>;
  add(unitId: number, followUp: Omit<FollowUp, "id">): Promise<void>;
  /** Everything but its period; false when the unit has no such one. */
  update(unitId: number, followUp: Omit<FollowUp, "period">): Promise<boolean>;
  /** With its proofs. */
  remove(unitId: number, id: number): Promise<void>;
  /** Of a period, without their bytes, by id. */
  uploads(unitId: number, period: string): Promise<readonly Upload[]>;
  /** false when it is for a follow-up that the unit and period do not have. */
  addUpload(unitId: number, upload: Omit<Upload, "id" | "size"> & { readonly bytes: Uint8Array }): Promise<boolean>;
  upload(unitId: number, id: number): Promise<(Upload & { readonly bytes: Uint8Array }) | undefined>;
  removeUpload(unitId: number, id: number): Promise<void>;
}
