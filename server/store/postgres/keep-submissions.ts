import type { LocalDate, Month } from "../../domain/periods/period.ts";
import { monthOf } from "../../domain/periods/period.ts";
import type { KnownSheet } from "../gathering.ts";
import { Gathering } from "../gathering.ts";
import type { PackedReason, PackedRow, PackedSubmission } from "../packed-submission.ts";
import { randomId } from "../random-id.ts";
import type { SubmissionOutcome } from "../store.ts";
import { addGathered, openGroups } from "./apply-gathered.ts";
import { closedAmong, MonthClosed } from "./closed-months.ts";
import type { Act, Commit } from "./database.ts";
import { allOf } from "./database.ts";
import type { Arrival } from "./hold-back.ts";
import { heldBefore, placesOf, takeSteps } from "./hold-back.ts";
import { arraysOf, unnested } from "./rows-at-once.ts";
import { sqlState } from "./trouble.ts";

/** The sheets that submissions name, by number. */
type Sheets = ReadonlyMap<number, KnownSheet>;

/** A row of `responses` that is about to be written. */
export interface NewResponse {
  /** Hexadecimal. */
  readonly id: string;
  readonly unitId: number;
  readonly row: PackedRow;
  readonly batchId: number | null;
}

export interface NewComment {
  readonly unitId: number;
  readonly date: LocalDate;
  readonly batchId: number | null;
  readonly words: string;
}

type NewReason = PackedReason & { readonly unitId: number; readonly date: LocalDate };

/**
 * Keeps a group of submissions, inside one transaction: keys, responses, comments and reasons, and for all of them
 * together the counters and the steps of staff figures. What other groups may touch too is touched in one order (keys, held answers,
 * groups of people, counters, each sorted) so that no two groups wait for each other in a ring; counters come last because a
 * group that waits for them waits for a commit.
 */
export async function keepSubmissions(
  tx: Act,
  sheets: Sheets,
  group: readonly PackedSubmission[],
  commit: Commit,
): Promise<SubmissionOutcome[]> {
  const isClosed = await closedAmong(tx, group.map(placeOf));
  const late = group.filter((submission) => isClosed(placeOf(submission)));
  const spent = await answersOf(tx, late.map(keyRow));
  const known = new Map(late.map((submission) => [submission, spentBefore(submission, spent) ?? "closed"]));
  const timely = group.filter((submission) => !known.has(submission));
  const outcomes = await spendKeys(tx, timely);
  timely.forEach((submission, at) => known.set(submission, outcomes[at]!));
  await keepFresh(
    tx,
    sheets,
    timely.filter((submission) => known.get(submission) === "kept"),
    commit,
  );
  return group.map((submission) => known.get(submission)!);
}

/**
 * The same for a group whose keys are all new, which nearly every group is: nothing has to be asked about keys, so that half as
 * many answers of the database are waited for. Throws what `isKnownKey` recognises when a key was used before; nothing is kept then.
 */
export async function keepNewSubmissions(
  tx: Act,
  sheets: Sheets,
  group: readonly PackedSubmission[],
  commit: Commit,
): Promise<SubmissionOutcome[]> {
  const rows = inOrderOf("keyDigest", group).map(keyRow);
  await allOf([
    tx.$client.query({ name: "spend-new", text: SPEND_NEW, values: arraysOf(rows, KEY) }),
    keepFresh(tx, sheets, group, commit),
  ]);
  return group.map(() => "kept");
}

/** Whether an act failed because a key of a group was used before, by whomever. */
export function isKnownKey(error: unknown): boolean {
  return sqlState(error) === UNIQUE_VIOLATION && (error as { constraint?: unknown }).constraint === "spent_keys_pkey";
}

async function keepFresh(tx: Act, sheets: Sheets, group: readonly PackedSubmission[], commit: Commit): Promise<void> {
  if (group.length === 0) return;
  const fresh: NewResponse[] = [];
  const words: NewComment[] = [];
  const reasons: NewReason[] = [];
  const arrivals: Arrival[] = [];
  const gathering = new Gathering();
  for (const submission of group) {
    const { unitId, date, comment } = submission;
    const id = randomId().toString("hex");
    fresh.push({ id, unitId, row: submission, batchId: null });
    gathering.count({ ...submission, sheet: sheets.get(submission.sheetId)!, excluded: false });
    if (comment !== null) words.push({ unitId, date, batchId: null, words: comment });
    for (const reason of submission.reasons) reasons.push({ ...reason, unitId, date });
    arrivals.push({ place: submission, responseId: id });
  }
  const places = placesOf(arrivals);
  const [, isClosed, , , before, groups] = await allOf([
    insertResponses(tx, fresh),
    closedAmong(tx, group.map(placeOf)),
    insertComments(tx, words),
    insertReasons(tx, reasons),
    heldBefore(tx, places),
    openGroups(tx, gathering),
  ]);
  if (group.some((submission) => isClosed(placeOf(submission)))) throw new MonthClosed();
  await allOf([takeSteps(tx, places, before), addGathered(tx, gathering, groups), commit()]);
}

const KEY = { key_digest: "bytea[]", day: "text[]", answers_digest: "bytea[]", unit_id: "int[]" } as const;
const SPEND = `INSERT INTO spent_keys (key_digest, day, answers_digest, unit_id) SELECT * FROM ${unnested(KEY)}
  ON CONFLICT DO NOTHING RETURNING key_digest`;

const SPEND_NEW = `INSERT INTO spent_keys (key_digest, day, answers_digest, unit_id) SELECT * FROM ${unnested(KEY)}`;
const UNIQUE_VIOLATION = "23505";

/** Of equal keys in the group the first to arrive is the one that may be fresh. */
async function spendKeys(tx: Act, group: readonly PackedSubmission[]): Promise<SubmissionOutcome[]> {
  const firsts = new Map<string, PackedSubmission>();
  for (const submission of group) if (!firsts.has(submission.keyDigest)) firsts.set(submission.keyDigest, submission);
  const keys = inOrderOf("keyDigest", [...firsts.values()]);
  const rows = keys.map(keyRow);
  const spent = await tx.$client.query<{ key_digest: Buffer }>({ name: "spend", text: SPEND, values: arraysOf(rows, KEY) });
  const fresh = new Set(spent.rows.map((row) => row.key_digest.toString("hex")));
  const known = await answersOf(
    tx,
    rows.filter(([keyDigest]) => !fresh.has(keyDigest)),
  );
  return group.map((submission) => {
    const { keyDigest } = submission;
    const first = firsts.get(keyDigest)!;
    if (fresh.has(keyDigest) && first === submission) return "kept";
    return spentBefore(submission, fresh.has(keyDigest) ? new Map([[keyDigest, first.answersDigest]]) : known)!;
  });
}

/** What became of a key that was used before; undefined for a fresh one. */
function spentBefore(
  { keyDigest, answersDigest }: PackedSubmission,
  spent: ReadonlyMap<string, string | null>,
): SubmissionOutcome | undefined {
  const answers = spent.get(keyDigest);
  if (answers === undefined) return undefined;
  // After the day is closed nobody can tell any more whether the answers were the same; the first stands either way.
  return answers === null || answers === answersDigest ? "repeated" : "conflict";
}

function placeOf({ unitId, date }: PackedSubmission): { readonly unitId: number; readonly month: Month } {
  return { unitId, month: monthOf(date) };
}

/** The digests of answers that keys were spent for; null when the day was closed since. */
async function answersOf(tx: Act, spent: readonly KeyRow[]): Promise<Map<string, string | null>> {
  if (spent.length === 0) return new Map();
  const { rows } = await tx.$client.query<{ key_digest: Buffer; answers_digest: Buffer | null }>({
    name: "spent",
    text: "SELECT key_digest, answers_digest FROM spent_keys WHERE key_digest = ANY ($1::bytea[])",
    values: arraysOf(spent, { key_digest: "bytea[]" }),
  });
  return new Map(rows.map((row) => [row.key_digest.toString("hex"), row.answers_digest?.toString("hex") ?? null]));
}

const RESPONSE = {
  unit_id: "int[]",
  date: "text[]",
  id: "bytea[]",
  counter_id: "int[]",
  service_id: "int[]",
  channel: "text[]",
  session: "text[]",
  sheet_id: "int[]",
  answers: "text[]",
  profile: "text[]",
  batch_id: "int[]",
} as const;
const INSERT_RESPONSES = `INSERT INTO responses (${Object.keys(RESPONSE).join(", ")}) SELECT * FROM ${unnested(RESPONSE)}`;

/** Within a group their order is that of the random ids, so that it tells nothing. */
export async function insertResponses(tx: Act, fresh: readonly NewResponse[]): Promise<void> {
  const rows = inOrderOf("id", fresh).map(({ id, unitId, row, batchId }) => {
    const { date, counterId, serviceId, channel, session, sheetId, answers, profile } = row;
    return [unitId, date, id, counterId, serviceId, channel, session, sheetId, answers, profile, batchId];
  });
  await tx.$client.query({ name: "respond", text: INSERT_RESPONSES, values: arraysOf(rows, RESPONSE) });
}

const COMMENT = {
  id: "bytea[]",
  unit_id: "int[]",
  month: "text[]",
  written_on: "text[]",
  batch_id: "int[]",
  words: "text[]",
} as const;
const INSERT_COMMENTS = `INSERT INTO comments (${Object.keys(COMMENT).join(", ")}) SELECT * FROM ${unnested(COMMENT)} ORDER BY id`;

export async function insertComments(tx: Act, fresh: readonly NewComment[]): Promise<void> {
  if (fresh.length === 0) return;
  const rows = fresh.map(({ unitId, date, batchId, words }) => [
    randomId(),
    unitId,
    monthOf(date),
    // An imported comment has no visitor of today behind it, so its day is not needed to withhold it.
    batchId === null ? date : null,
    batchId,
    // PostgreSQL holds no NUL character; the form and imports send none.
    words.replaceAll("\0", ""),
  ]);
  await tx.$client.query({ name: "comment", text: INSERT_COMMENTS, values: arraysOf(rows, COMMENT) });
}

const REASON = {
  id: "bytea[]",
  unit_id: "int[]",
  month: "text[]",
  written_on: "text[]",
  survey_id: "int[]",
  question: "text[]",
  code: "text[]",
} as const;
const INSERT_REASONS = `INSERT INTO reasons (${Object.keys(REASON).join(", ")}) SELECT * FROM ${unnested(REASON)} ORDER BY id`;

async function insertReasons(tx: Act, fresh: readonly NewReason[]): Promise<void> {
  if (fresh.length === 0) return;
  const rows = fresh.map(({ unitId, date, surveyId, question, code }) => {
    return [randomId(), unitId, monthOf(date), date, surveyId, question, code];
  });
  await tx.$client.query({ name: "reason", text: INSERT_REASONS, values: arraysOf(rows, REASON) });
}

/** In the order of bytes that are written in hexadecimal, which is that of its letters. */
function inOrderOf<Name extends string, Item extends Readonly<Record<Name, string>>>(
  name: Name,
  items: readonly Item[],
): readonly Item[] {
  return [...items].sort((a, b) => (a[name] < b[name] ? -1 : a[name] > b[name] ? 1 : 0));
}

type KeyRow = readonly [keyDigest: string, day: LocalDate, answersDigest: string, unitId: number];

function keyRow({ keyDigest, date, answersDigest, unitId }: PackedSubmission): KeyRow {
  return [keyDigest, date, answersDigest, unitId];
}
