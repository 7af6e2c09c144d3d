import { and, count, eq, sql } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Connection } from "./connection.ts";
import { cells, comments, held, profileCells, spentKeys } from "./schema.ts";

/** What keeping responses runs, prepared once: building the SQL anew each time would cost more than running it. */
export type Statements = ReturnType<typeof prepareStatements>;

const given = sql.placeholder;

/**
 * They run on the connection, so inside an act they are part of its transaction. The two that every submission runs are
 * plain SQL: naming their values through the query builder took longer than the engine's own work.
 */
export function prepareStatements(connection: Connection) {
  const cellKey = {
    unitId: given("unitId"),
    month: given("month"),
    surveyId: given("surveyId"),
    serviceId: given("serviceId"),
    counterId: given("counterId"),
    channel: given("channel"),
  };
  const heldCell = and(
    eq(held.unitId, given("unitId")),
    eq(held.date, given("date")),
    eq(held.serviceId, given("serviceId")),
    eq(held.counterId, given("counterId")),
    eq(held.channel, given("channel")),
  );
  const client = connection.$client;
  return {
    spendKey: client.prepare<[keyDigest: Uint8Array, day: LocalDate, answersDigest: Uint8Array]>(
      "INSERT INTO spent_keys (key_digest, day, answers_digest) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    addResponse: client.prepare<
      [
        unitId: number,
        date: LocalDate,
        id: Uint8Array,
        counterId: number,
        serviceId: number | null,
        channel: string,
        session: string | null,
        sheetId: number,
        answers: string,
        profile: string,
        batchId: number | null,
      ]
    >(
      `INSERT INTO responses
         (unit_id, date, id, counter_id, service_id, channel, session, sheet_id, answers, profile, batch_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    spentKey: connection
      .select({ answersDigest: spentKeys.answersDigest })
      .from(spentKeys)
      .where(eq(spentKeys.keyDigest, given("keyDigest")))
      .prepare(),
    addComment: connection
      .insert(comments)
      .values({
        id: given("id"),
        unitId: given("unitId"),
        month: given("month"),
        writtenOn: given("writtenOn"),
        batchId: given("batchId"),
        words: given("words"),
      })
      .prepare(),
    readCell: connection
      .select({ received: cells.received, excluded: cells.excluded, respondents: cells.respondents, counts: cells.counts })
      .from(cells)
      .where(
        and(
          eq(cells.unitId, cellKey.unitId),
          eq(cells.month, cellKey.month),
          eq(cells.surveyId, cellKey.surveyId),
          eq(cells.serviceId, cellKey.serviceId),
          eq(cells.counterId, cellKey.counterId),
          eq(cells.channel, cellKey.channel),
        ),
      )
      .prepare(),
    writeCell: connection
      .insert(cells)
      .values({
        ...cellKey,
        received: given("received"),
        excluded: given("excluded"),
        respondents: given("respondents"),
        counts: given("counts"),
      })
      .onConflictDoUpdate({
        target: [cells.unitId, cells.month, cells.surveyId, cells.serviceId, cells.counterId, cells.channel],
        set: {
          received: sql`excluded.received`,
          excluded: sql`excluded.excluded`,
          respondents: sql`excluded.respondents`,
          counts: sql`excluded.counts`,
        },
      })
      .prepare(),
    addPeople: connection
      .insert(profileCells)
      .values({
        unitId: given("unitId"),
        month: given("month"),
        surveyId: given("surveyId"),
        question: given("question"),
        code: given("code"),
        people: given("people"),
      })
      .onConflictDoUpdate({
        target: [profileCells.unitId, profileCells.month, profileCells.surveyId, profileCells.question, profileCells.code],
        set: { people: sql`${profileCells.people} + excluded.people` },
      })
      .prepare(),
    hold: connection
      .insert(held)
      .values({
        unitId: given("unitId"),
        date: given("date"),
        responseId: given("responseId"),
        serviceId: given("serviceId"),
        counterId: given("counterId"),
        channel: given("channel"),
      })
      .prepare(),
    countHeld: connection.select({ n: count() }).from(held).where(heldCell).prepare(),
    letGo: connection.delete(held).where(heldCell).prepare(),
  };
}
