import type { Reason, Response } from "../domain/response.ts";
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

/** Why a low score was given, with the number of the survey in the place of its name. */
export interface PackedReason {
  readonly surveyId: number;
  readonly question: string;
  readonly code: string;
}

/** A submission as it will lie in its rows, in plain values that pass from one thread to another. */
export interface PackedSubmission extends PackedRow {
  readonly unitId: number;
  readonly comment: string | null;
  readonly reasons: readonly PackedReason[];
  /** Hexadecimal, as all digests here. */
  readonly keyDigest: string;
  readonly answersDigest: string;
}

/** Throws when a reason is given for a survey that the response does not hold. */
export function packSubmission(
  { unitId, response, comment, reasons, keyDigest, answersDigest }: Submission,
  packed: Packed,
): PackedSubmission {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
  const digests = { keyDigest: hex(keyDigest), answersDigest: hex(answersDigest) };
  return { unitId, comment, reasons: packReasons(reasons, packed), ...digests, ...packedRow(response, packed) };
}

function packReasons(reasons: readonly Reason[], { sheet }: Packed): readonly PackedReason[] {
  return reasons.map(({ survey, question, code }) => {
    const known = sheet.surveys.find(({ ref }) => ref === survey);
    if (!known) throw new Error(`a reason is given for ${survey}, which was not answered`);
    return { surveyId: known.id, question, code };
  });
}

export function packedRow(
  { counterId, serviceId, channel, date, session }: Response,
  { sheetId, answers, profile }: Packed,
): PackedRow {
  return { counterId, serviceId, channel, date, session, sheetId, answers, profile };
}
