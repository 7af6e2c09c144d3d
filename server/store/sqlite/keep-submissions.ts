import type { LocalDate, Month } from "../../domain/periods/period.ts";
import { monthOf } from "../../domain/periods/period.ts";
import type { Response } from "../../domain/response.ts";
import { Gathering } from "../gathering.ts";
import { holdingStep } from "../holding.ts";
import { numbersIn } from "../rows.ts";
import { addGroups, groupsByRow, NO_GROUPS } from "../profile-groups.ts";
import type { Packed, PackedRow, PackedSubmission } from "../packed-submission.ts";
import { packedRow } from "../packed-submission.ts";
import type { SubmissionOutcome } from "../store.ts";
import { randomId } from "../random-id.ts";
import type { KnownSheet } from "../gathering.ts";
import type { Statements } from "./statements.ts";

/** Answers of one day, service, counter and channel that came in with this group. */
interface Arrivals {
  readonly place: readonly [unitId: number, date: LocalDate, serviceId: number, counterId: number, channel: string];
  readonly responseIds: Buffer[];
}

/**
 * Keeps a group of submissions, inside one transaction: for each its key, response, comment and reasons, and for all of them
 * together the counters and the steps of staff figures.
 */
export function keepSubmissions(
  statements: Statements,
  sheet: (id: number) => KnownSheet,
  group: readonly PackedSubmission[],
): SubmissionOutcome[] {
  const gathering = new Gathering();
  const arrivals = new Map<string, Arrivals>();
  const isClosed = closedMonthsIn(statements);
  const outcomes = group.map((submission): SubmissionOutcome => {
    const { unitId, date, comment } = submission;
    const spent = isClosed(unitId, monthOf(date))
      ? (spentBefore(statements, submission) ?? "closed")
      : spendKey(statements, submission);
    if (spent !== "kept") return spent;
    const id = insertRow(statements, unitId, submission, null);
    gathering.count({ ...submission, sheet: sheet(submission.sheetId), excluded: false });
    if (comment !== null) insertComment(statements, unitId, date, comment, null);
    for (const { surveyId, question, code } of submission.reasons)
      statements.addReason.run(randomId(), unitId, monthOf(date), date, surveyId, question, code);
    arrive(arrivals, submission, id);
    return "kept";
  });
  applyGathered(statements, gathering);
  for (const here of arrivals.values()) holdBack(statements, here);
  return outcomes;
}

/** Asks once for each unit and month of a group. */
function closedMonthsIn(statements: Statements): (unitId: number, month: Month) => boolean {
  const known = new Map<string, boolean>();
  return (unitId, month) => {
    const name = `${unitId}|${month}`;
    const closed = known.get(name) ?? statements.isClosed.get(unitId, month)! > 0;
    known.set(name, closed);
    return closed;
  };
}

function spendKey(statements: Statements, submission: PackedSubmission): SubmissionOutcome {
  const { unitId, date, keyDigest, answersDigest } = submission;
  if (statements.spendKey.run(bytes(keyDigest), date, bytes(answersDigest), unitId).changes === 1) return "kept";
  return spentBefore(statements, submission)!;
}

/** What became of a key that was used before; undefined for a fresh one. */
function spentBefore(statements: Statements, { keyDigest, answersDigest }: PackedSubmission): SubmissionOutcome | undefined {
  const first = statements.spentKey.get(bytes(keyDigest));
  if (!first) return undefined;
  // After the day is closed nobody can tell any more whether the answers were the same; the first stands either way.
  return first.answersDigest === null || first.answersDigest.equals(bytes(answersDigest)) ? "repeated" : "conflict";
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, "hex");
}

/** A response of an import. */
export function insertResponse(
  statements: Statements,
  unitId: number,
  response: Response,
  packed: Packed,
  batchId: number,
): void {
  insertRow(statements, unitId, packedRow(response, packed), batchId);
}

function insertRow(statements: Statements, unitId: number, row: PackedRow, batchId: number | null): Buffer {
  const { counterId, serviceId, channel, date, session, sheetId, answers, profile } = row;
  const id = randomId();
  statements.addResponse.run(unitId, date, id, counterId, serviceId, channel, session, sheetId, answers, profile, batchId);
  return id;
}

export function insertComment(
  statements: Statements,
  unitId: number,
  date: LocalDate,
  words: string,
  batchId: number | null,
): void {
  // An imported comment has no visitor of today behind it, so its day is not needed to withhold it.
  const writtenOn = batchId === null ? date : null;
  statements.addComment.run({ id: randomId(), unitId, month: monthOf(date), writtenOn, batchId, words });
}

const NO_TOTALS = [0, 0, 0, ""] as const;

/** Adds everything gathered to the counters; with `sign` −1 takes it away again. */
export function applyGathered(statements: Statements, gathering: Gathering, sign: 1 | -1 = 1): void {
  for (const { unitId, month, surveyId, serviceId, counterId, channel, ...added } of gathering.cells()) {
    const [received, excluded, respondents, counts] =
      statements.readCell.get(unitId, month, surveyId, serviceId, counterId, channel) ?? NO_TOTALS;
    statements.writeCell.run(
      unitId,
      month,
      surveyId,
      serviceId,
      counterId,
      channel,
      received + sign * added.received,
      excluded + sign * added.excluded,
      respondents + sign * added.respondents,
      addedCounts(counts, added.counts, sign),
    );
  }
  for (const { unitId, month, surveyId, groups } of groupsByRow(gathering.profile())) {
    const kept = statements.readGroups.get(unitId, month, surveyId) ?? NO_GROUPS;
    statements.writeGroups.run(unitId, month, surveyId, addGroups(kept, groups, sign));
  }
}

function addedCounts(kept: string, counts: readonly number[], sign: 1 | -1): string {
  const numbers = numbersIn(kept);
  let added = "";
  for (let at = 0; at < counts.length; at++) added += `${at === 0 ? "" : ","}${(numbers[at] ?? 0) + sign * counts[at]!}`;
  return added;
}

function arrive(arrivals: Map<string, Arrivals>, submission: PackedSubmission, id: Buffer): void {
  const { unitId, date, serviceId, counterId, channel } = submission;
  const name = `${unitId}|${date}|${serviceId ?? 0}|${counterId}|${channel}`;
  const here = arrivals.get(name) ?? { place: [unitId, date, serviceId ?? 0, counterId, channel], responseIds: [] };
  arrivals.set(name, here);
  here.responseIds.push(id);
}

function holdBack(statements: Statements, { place, responseIds }: Arrivals): void {
  const { letGo, hold } = holdingStep(statements.countHeld.get(...place)!, responseIds.length);
  if (letGo) statements.letGo.run(...place);
  if (hold > 0) for (const responseId of responseIds.slice(-hold)) statements.hold.run(...place, responseId);
}
