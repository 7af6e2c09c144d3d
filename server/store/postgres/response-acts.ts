import { and, asc, count, eq, gte, isNull, lt, or } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Channel, Response } from "../../domain/response.ts";
import { Gathering } from "../gathering.ts";
import type { GroupCommit } from "../group-commit.ts";
import type { Lines } from "../packed-rows.ts";
import { linesOf, packedPages } from "../packed-rows.ts";
import type { PackedSubmission } from "../packed-submission.ts";
import { packSubmission } from "../packed-submission.ts";
import { unpackGroups } from "../profile-groups.ts";
import { readingDays } from "../reading-days.ts";
import { EVER, profileCellOf, responseOf, tallyFromFlat, unfold } from "../rows.ts";
import type { Cell, DayCount, MonthRange, ProfileCell, Reading, ResponseStore, SubmissionOutcome } from "../store.ts";
import { applyGathered } from "./apply-gathered.ts";
import { closedAmong } from "./closed-months.ts";
import type { Database } from "./database.ts";
import { idsSetAside } from "./set-aside.ts";
import { importBatch } from "./import-batch.ts";
import { readLines } from "./read-lines.ts";
import type { ReadRow } from "./read-responses.ts";
import { readResponses, usedBatches } from "./read-responses.ts";
import { batchExclusions, batches, cells, comments, held, profileCells, reasons, responses, surveys } from "./schema.ts";
import { isId } from "./searchable.ts";
import type { Sheets } from "./sheets.ts";
import { awaitUnitsVersion } from "./units-version.ts";

export function responseActs(
  database: Database,
  sheets: Sheets,
  together: GroupCommit<PackedSubmission, SubmissionOutcome>,
): ResponseStore {
  const { read } = database;
  const inMonths = ({ unitId, from, until }: MonthRange) =>
    and(eq(cells.unitId, unitId), gte(cells.month, from), lt(cells.month, until));

  async function* linesIn(range: MonthRange, reading: Reading = {}): AsyncGenerator<Lines> {
    const { unitId } = range;
    const { first, open, end } = readingDays(range, reading);
    const batchesThen = await usedBatches(read, unitId);
    const counted = open < end ? await countedSince(unitId, open) : undefined;
    yield* readLines(read, sheets, unitId, first, open, batchesThen);
    if (!counted) return;
    const isUsed = ({ id, batchId }: ReadRow): boolean =>
      counted.has(id.toString("latin1")) && (batchId === null || batchesThen.has(batchId));
    for await (const page of readResponses(read, sheets, unitId, open, end)) yield linesOf(page.filter(isUsed));
  }

  async function* keptPages(range: MonthRange, reading: Reading = {}): AsyncGenerator<readonly ReadRow[]> {
    const { first, open, end } = readingDays(range, reading);
    const counted = open < end ? await countedSince(range.unitId, open) : undefined;
    for await (const page of readResponses(read, sheets, range.unitId, first, end))
      yield counted ? page.filter(({ date, id }) => date < open || counted.has(id.toString("latin1"))) : page;
  }

  /** The answers of days that are not over that staff figures count now; what comes or is let go later is not among them. */
  async function countedSince(unitId: number, since: LocalDate): Promise<Set<string>> {
    const rows = await read
      .select({ id: responses.id })
      .from(responses)
      .leftJoin(held, sameResponse)
      .where(and(eq(responses.unitId, unitId), gte(responses.date, since), isNull(held.responseId)));
    return new Set(rows.map(({ id }) => id.toString("latin1")));
  }

  return {
    async add(submission) {
      return together.run(packSubmission(submission, await sheets.pack(submission.response)));
    },

    async importBatch(batch) {
      return importBatch(database, sheets, batch);
    },

    async batches(unitId) {
      const rows = await read
        .select()
        .from(batches)
        .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
        .where(and(eq(batches.unitId, unitId), eq(batches.whole, true)))
        .orderBy(asc(batches.id));
      return rows.map(({ batches: batch, batch_exclusions: exclusion }) => ({
        id: batch.id,
        fileDigest: batch.fileDigest,
        importedOn: batch.importedOn,
        rows: batch.rows,
        undone: exclusion !== null,
      }));
    },

    async undoImport(unitId, batchId, by) {
      if (!isId(batchId)) return "not-found";
      const [batch] = await read
        .select({ id: batches.id, excludedId: batchExclusions.batchId })
        .from(batches)
        .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
        .where(and(eq(batches.id, batchId), eq(batches.unitId, unitId), eq(batches.whole, true)));
      if (!batch) return "not-found";
      if (batch.excludedId !== null) return "done";
      // The rows of a whole batch never change, so they are added up before the act. Those that were set aside one by one are
      // counted as such already; when that changes meanwhile, all is read again.
      const [used, excluded] = [new Gathering(), new Gathering()];
      const asideThen = (await idsSetAside(read, unitId)).length;
      for await (const page of readResponses(read, sheets, unitId, ...EVER))
        for (const row of page) {
          if (row.batchId !== batchId || row.excluded) continue;
          used.count({ ...row, unitId, excluded: false });
          excluded.count({ ...row, unitId, excluded: true });
        }
      const outcome = await database.whole(async (tx) => {
        // Closings and decisions on single responses stand in the same line.
        await awaitUnitsVersion(tx);
        if ((await idsSetAside(tx, unitId)).length !== asideThen) return "again" as const;
        const isClosed = await closedAmong(tx, used.cells());
        if (used.cells().some(isClosed)) return "closed" as const;
        const fresh = await tx
          .insert(batchExclusions)
          .values({ batchId, reason: "impor-keliru", by })
          .onConflictDoNothing()
          .returning();
        if (fresh.length === 0) return "done" as const;
        await applyGathered(tx, used, -1);
        await applyGathered(tx, excluded);
        return "undone" as const;
      });
      return outcome === "again" ? this.undoImport(unitId, batchId, by) : outcome;
    },

    async cells(range) {
      const rows = await read.select().from(cells).where(inMonths(range));
      const found: Cell[] = [];
      for (const row of rows) {
        const survey = await sheets.surveyById(row.surveyId);
        found.push({
          month: row.month,
          survey: survey.ref,
          serviceId: row.serviceId === 0 ? null : row.serviceId,
          counterId: row.counterId,
          channel: row.channel as Channel,
          tally: tallyFromFlat(survey, row.counts, row),
        });
      }
      return found;
    },

    async profile({ unitId, from, until }) {
      const rows = await read
        .select()
        .from(profileCells)
        .where(and(eq(profileCells.unitId, unitId), gte(profileCells.month, from), lt(profileCells.month, until)));
      const found: ProfileCell[] = [];
      for (const { month, surveyId, groups } of rows) {
        const survey = await sheets.surveyById(surveyId);
        for (const group of unpackGroups(groups)) found.push(profileCellOf(survey, month, group));
      }
      return found;
    },

    async heldBack(unitId, since) {
      const rows = await read
        .select({ row: responses })
        .from(held)
        .innerJoin(responses, sameResponse)
        .where(and(eq(held.unitId, unitId), gte(held.date, since)));
      const known = await sheets.byIds(rows.map(({ row }) => row.sheetId));
      return rows.map(({ row }) => {
        const { counterId, serviceId, date, session, answers, profile } = row;
        const channel = row.channel as Channel;
        const plain = { counterId, serviceId, channel, date, session: session as Response["session"] };
        return responseOf({ ...plain, sheet: known.get(row.sheetId)!, answers, profile });
      });
    },

    pages(range, reading) {
      return packedPages(linesIn(range, reading));
    },

    async *rows(range, reading) {
      for await (const page of keptPages(range, reading)) for (const row of page) yield unfold(row);
    },

    async comments({ unitId, from, until }, since) {
      const rows = await read
        .select({ words: comments.words })
        .from(comments)
        .leftJoin(batchExclusions, eq(batchExclusions.batchId, comments.batchId))
        .leftJoin(batches, eq(batches.id, comments.batchId))
        .where(
          and(
            eq(comments.unitId, unitId),
            gte(comments.month, from),
            lt(comments.month, until),
            or(isNull(comments.writtenOn), lt(comments.writtenOn, since)),
            isNull(batchExclusions.batchId),
            or(isNull(comments.batchId), eq(batches.whole, true)),
          ),
        )
        .orderBy(comments.id);
      return rows.map(({ words }) => words);
    },

    async reasons({ unitId, from, until }, since) {
      return read
        .select({ survey: surveys.ref, question: reasons.question, code: reasons.code, times: count() })
        .from(reasons)
        .innerJoin(surveys, eq(surveys.id, reasons.surveyId))
        .where(
          and(
            eq(reasons.unitId, unitId),
            gte(reasons.month, from),
            lt(reasons.month, until),
            or(isNull(reasons.writtenOn), lt(reasons.writtenOn, since)),
          ),
        )
        .groupBy(surveys.ref, reasons.question, reasons.code)
        .orderBy(surveys.ref, reasons.question, reasons.code);
    },

    async days({ unitId, from, until }) {
      const values = [unitId, `${from}-01`, `${until}-01`];
      const { rows } = await read.$client.query<DayCount>({ name: "days", text: DAYS, values });
      const aside = await read.$client.query<DayCount>({ name: "days-aside", text: DAYS_ASIDE, values });
      const place = ({ date, serviceId, counterId, channel }: DayCount): string => `${date} ${serviceId} ${counterId} ${channel}`;
      const less = new Map(aside.rows.map((row) => [place(row), row.answers]));
      return rows
        .map((row) => ({ ...row, answers: row.answers - (less.get(place(row)) ?? 0) }))
        .filter(({ answers }) => answers > 0);
    },
  };
}

/** Responses of broken and undone imports are in neither count. */
const USED = `(batch_id IS NULL OR batch_id IN (
  SELECT id FROM batches WHERE whole AND NOT EXISTS (SELECT 1 FROM batch_exclusions WHERE batch_id = batches.id)))`;
const COUNTED = `service_id AS "serviceId", counter_id AS "counterId", channel, count(*)::int AS answers`;
const DAYS = `SELECT date, ${COUNTED} FROM responses WHERE unit_id = $1 AND date >= $2 AND date < $3 AND ${USED}
  GROUP BY date, service_id, counter_id, channel ORDER BY date, service_id NULLS FIRST, counter_id, channel`;
/** Those of them that were set aside one by one. */
const DAYS_ASIDE = `SELECT responses.date, ${COUNTED} FROM exclusions
  JOIN responses ON responses.unit_id = exclusions.unit_id AND responses.date = exclusions.date AND responses.id = response_id
  WHERE exclusions.unit_id = $1 AND exclusions.date >= $2 AND exclusions.date < $3 AND agreed AND ${USED}
  GROUP BY responses.date, service_id, counter_id, channel`;

const sameResponse = and(eq(held.unitId, responses.unitId), eq(held.date, responses.date), eq(held.responseId, responses.id));
