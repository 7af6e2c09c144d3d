import type { Response } from "../domain/response.ts";
import type { KnownSheet } from "./gathering.ts";
import type { Submission } from "./store.ts";

/** What a response becomes in its row, beside the plain columns. */
export interface Packed {
  readonly sheetId: number;
  readonly sheet: KnownSheet;
  readonly answers: string;
  readonly profile: string;
}

/** A response as it will lie in its row, but for unit, number and batch. */
export type PackedRow = Omit<Response, "surveys" | "profile"> & Omit<Packed, "sheet">;

/** A submission as it will lie in its rows, in plain values that pass from one thread to another. */
export interface PackedSubmission extends PackedRow {
  readonly unitId: number;
  readonly comment: string | null;
  /** Hexadecimal, as all digests here. */
  readonly keyDigest: string;
  readonly answersDigest: string;
}

export function packSubmission(
  { unitId, response, comment, keyDigest, answersDigest }: Submission,
  packed: Packed,
): PackedSubmission {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
  return { unitId, comment, keyDigest: hex(keyDigest), answersDigest: hex(answersDigest), ...packedRow(response, packed) };
}

export function packedRow(
  { counterId, serviceId, channel, date, session }: Response,
  { sheetId, answers, profile }: Packed,
): PackedRow {
  return { counterId, serviceId, channel, date, session, sheetId, answers, profile };
}
