import { and, count, eq, sql } from "drizzle-orm";
import type { Connection } from "./connection.ts";
import { cells, comments, held, profileCells, responses, spentKeys } from "./schema.ts";

/** What keeping responses runs, prepared once: building the SQL anew each time would cost more than running it. */
export type Statements = ReturnType<typeof prepareStatements>;

const given = sql.placeholder;

/** They run on the connection, so inside an act they are part of its transaction. */
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
  return {
    spendKey: connection
      .insert(spentKeys)
      .values({ keyDigest: given("keyDigest"), day: given("day"), answersDigest: given("answersDigest") })
      .onConflictDoNothing()
      .prepare(),
    spentKey: connection
      .select({ answersDigest: spentKeys.answersDigest })
      .from(spentKeys)
      .where(eq(spentKeys.keyDigest, given("keyDigest")))
      .prepare(),
    addResponse: connection
      .insert(responses)
      .values({
        unitId: given("unitId"),
        date: given("date"),
        id: given("id"),
        counterId: given("counterId"),
        serviceId: given("serviceId"),
        channel: given("channel"),
        session: given("session"),
        sheetId: given("sheetId"),
        answers: given("answers"),
        profile: given("profile"),
        batchId: given("batchId"),
      })
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
