import { and, asc, count, eq, gte, isNull, lt, or } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Channel, Response } from "../../domain/response.ts";
import { Gathering } from "../gathering.ts";
import type { GroupCommit } from "../group-commit.ts";
import type { Lines } from "../packed-rows.ts";
import { linesOf, packedPages } from "../packed-rows.ts";
import type { PackedSubmission } from "../packed-submission.ts";
import { packSubmission } from "../packed-submission.ts";
import { readingDays } from "../reading-days.ts";
import { EVER, responseOf, unfold } from "../rows.ts";
import type { MonthRange, Reading, ResponseStore, SubmissionOutcome } from "../store.ts";
import type { Act, Connection } from "./connection.ts";
import { idsSetAside } from "./set-aside.ts";
import { importBatch } from "./import-batch.ts";
import { applyGathered } from "./keep-submissions.ts";
import { counterReader } from "./read-counters.ts";
import { lineReader } from "./read-lines.ts";
import type { ReadRow } from "./read-responses.ts";
import { responseReader, usedBatches } from "./read-responses.ts";
import { batchExclusions, batches, comments, held, reasons, responses, surveys } from "./schema.ts";
import type { Sheets } from "./sheets.ts";
import type { Statements } from "./statements.ts";

export function responseActs(
  connection: Connection,
  statements: Statements,
  sheets: Sheets,
  together: GroupCommit<PackedSubmission, SubmissionOutcome>,
): ResponseStore {
  const read = responseReader(connection, sheets);
  const readLines = lineReader(connection, sheets);
  const counters = counterReader(connection, sheets);
  const { days, daysAside } = dayCounters(connection);
  const whole = <T>(act: (tx: Act) => T): T => connection.transaction(act, { behavior: "immediate" });
  /** The answers of days that are not over that staff figures count now; what comes or is let go later is not among them. */
  const countedSince = (unitId: number, since: LocalDate): Set<string> => {
    const rows = connection
      .select({ id: responses.id })
      .from(responses)
      .leftJoin(held, sameResponse)
      .where(and(eq(responses.unitId, unitId), gte(responses.date, since), isNull(held.responseId)))
      .all();
    return new Set(rows.map(({ id }) => id.toString("latin1")));
  };

  async function* linesIn(range: MonthRange, reading: Reading = {}): AsyncGenerator<Lines> {
    const { first, open, end } = readingDays(range, reading);
    const batchesThen = usedBatches(connection, range.unitId);
    const counted = open < end ? countedSince(range.unitId, open) : undefined;
    yield* inTurns(readLines(range.unitId, first, open, batchesThen));
    if (!counted) return;
    const isUsed = ({ id, batchId }: ReadRow): boolean =>
      counted.has(id!.toString("latin1")) && (batchId === null || batchesThen.has(batchId));
    for await (const page of inTurns(read(range.unitId, open, end, { ids: true }))) yield linesOf(page.filter(isUsed));
  }

  async function* keptPages(range: MonthRange, reading: Reading = {}): AsyncGenerator<readonly ReadRow[]> {
    const { first, open, end } = readingDays(range, reading);
    const counted = open < end ? countedSince(range.unitId, open) : undefined;
    yield* inTurns(read(range.unitId, first, open));
    if (!counted) return;
    for await (const page of inTurns(read(range.unitId, open, end, { ids: true })))
      yield page.filter(({ id }) => counted.has(id!.toString("latin1")));
  }

  return {
    async add(submission) {
      return together.run(packSubmission(submission, sheets.pack(submission.response)));
    },

    async importBatch(batch) {
      return importBatch(connection, statements, sheets, batch);
    },

    async batches(unitId) {
      const rows = connection
        .select()
        .from(batches)
        .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
        .where(and(eq(batches.unitId, unitId), eq(batches.whole, true)))
        .orderBy(asc(batches.id))
        .all();
      return rows.map(({ batches: batch, batch_exclusions: exclusion }) => ({
        id: batch.id,
        fileDigest: batch.fileDigest,
        importedOn: batch.importedOn,
        rows: batch.rows,
        undone: exclusion !== null,
      }));
    },

    async undoImport(unitId, batchId, by) {
      const batch = connection
        .select({ id: batches.id, excludedId: batchExclusions.batchId })
        .from(batches)
        .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
        .where(and(eq(batches.id, batchId), eq(batches.unitId, unitId), eq(batches.whole, true)))
        .get();
      if (!batch) return "not-found";
      if (batch.excludedId !== null) return "done";
      // The rows of a whole batch never change, so they are added up before the act, while others are served. Those that were set
      // aside one by one are counted as such already; when that changes meanwhile, all is read again.
      const [used, excluded] = [new Gathering(), new Gathering()];
      const asideThen = idsSetAside(connection, unitId).size;
      for await (const page of inTurns(read(unitId, ...EVER)))
        for (const row of page) {
          if (row.batchId !== batchId || row.excluded) continue;
          used.count({ ...row, unitId, excluded: false });
          excluded.count({ ...row, unitId, excluded: true });
        }
      const outcome = whole((tx) => {
        if (idsSetAside(connection, unitId).size !== asideThen) return "again";
        if (used.cells().some(({ month }) => statements.isClosed.get(unitId, month)! > 0)) return "closed";
        const fresh = tx.insert(batchExclusions).values({ batchId, reason: "impor-keliru", by }).onConflictDoNothing().run();
        if (fresh.changes === 0) return "done";
        applyGathered(statements, used, -1);
        applyGathered(statements, excluded);
        return "undone";
      });
      return outcome === "again" ? this.undoImport(unitId, batchId, by) : outcome;
    },

    async cells(range) {
      return counters.cells(range);
    },

    async profile(range) {
      return counters.profile(range);
    },

    async heldBack(unitId, since) {
      const rows = connection
        .select({ row: responses })
        .from(held)
        .innerJoin(responses, sameResponse)
        .where(and(eq(held.unitId, unitId), gte(held.date, since)))
        .all();
      return rows.map(({ row }) => {
        const { counterId, serviceId, date, session, answers, profile } = row;
        const channel = row.channel as Channel;
        const plain = { counterId, serviceId, channel, date, session: session as Response["session"] };
        return responseOf({ ...plain, sheet: sheets.byId(row.sheetId), answers, profile });
      });
    },

    pages(range, reading) {
      return packedPages(linesIn(range, reading));
    },

    async *rows(range, reading) {
      for await (const page of keptPages(range, reading)) for (const row of page) yield unfold(row);
    },

    async comments({ unitId, from, until }, since) {
      return connection
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
        .orderBy(comments.id)
        .all()
        .map(({ words }) => words);
    },

    async reasons({ unitId, from, until }, since) {
      return connection
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
        .orderBy(surveys.ref, reasons.question, reasons.code)
        .all();
    },

    async days({ unitId, from, until }) {
      const place = ([date, ...of]: DayRow): string => `${date} ${of.slice(0, -1).join(" ")}`;
      const aside = new Map(daysAside.all(unitId, `${from}-01`, `${until}-01`).map((row) => [place(row), row[4]]));
      return days
        .all(unitId, `${from}-01`, `${until}-01`)
        .map((row) => {
          const [date, serviceId, counterId, channel, answers] = row;
          return { date, serviceId, counterId, channel, answers: answers - (aside.get(place(row)) ?? 0) };
        })
        .filter(({ answers }) => answers > 0);
    },
  };
}

type DayRow = [date: LocalDate, serviceId: number | null, counterId: number, channel: Channel, answers: number];

/** Counts the responses of a unit's days that are used or were set aside one by one, and the latter alone; none of broken or undone imports. */
function dayCounters({ $client: client }: Connection) {
  const used = `(batch_id IS NULL OR batch_id IN (
    SELECT id FROM batches WHERE whole AND NOT EXISTS (SELECT 1 FROM batch_exclusions WHERE batch_id = batches.id)))`;
  const grouped = "GROUP BY 1, service_id, counter_id, channel ORDER BY 1, 2, 3, 4";
  const days = client
    .prepare<[number, LocalDate, LocalDate], DayRow>(
      `SELECT date, service_id, counter_id, channel, count(*) FROM responses
       WHERE unit_id = ? AND date >= ? AND date < ? AND ${used} ${grouped}`,
    )
    .raw();
  const daysAside = client
    .prepare<[number, LocalDate, LocalDate], DayRow>(
      `SELECT responses.date, service_id, counter_id, channel, count(*) FROM exclusions
       JOIN responses ON responses.unit_id = exclusions.unit_id AND responses.date = exclusions.date AND responses.id = response_id
       WHERE exclusions.unit_id = ? AND exclusions.date >= ? AND exclusions.date < ? AND agreed AND ${used} ${grouped}`,
    )
    .raw();
  return { days, daysAside };
}

const sameResponse = and(eq(held.unitId, responses.unitId), eq(held.date, responses.date), eq(held.responseId, responses.id));

/** Other requests are served before each page. */
async function* inTurns<Page>(pages: Iterable<Page>): AsyncGenerator<Page> {
  await otherRequests();
  for (const page of pages) {
    yield page;
    await otherRequests();
  }
}

function otherRequests(): Promise<void> {
  return new Promise((turn) => setImmediate(turn));
}
