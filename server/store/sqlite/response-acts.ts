import { randomBytes } from "node:crypto";
import { and, asc, eq, gt, gte, isNull, lt, ne, or } from "drizzle-orm";
import { monthOf } from "../../domain/periods/period.ts";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Channel, Response } from "../../domain/response.ts";
import { tallyFromFlat } from "../rows.ts";
import type { KeptResponse, MonthRange, ResponseStore, Submission, SubmissionOutcome } from "../store.ts";
import type { Act, Connection } from "./connection.ts";
import type { KnownSurvey } from "./counting.ts";
import { Gathering } from "./counting.ts";
import type { GroupCommit } from "./group-commit.ts";
import { batchExclusions, batches, cells, comments, held, profileCells, responses, rushes } from "./schema.ts";
import type { Packed, Sheets } from "./sheets.ts";
import type { Statements } from "./statements.ts";
import { prepareStatements } from "./statements.ts";

/** Staff figures move in steps of this many answers (privacy rule 3 of README.md). */
const STEP = 5;
/** Rows read at a time while streaming, so that other requests are served in between. */
const PAGE = 500;

export function responseActs(connection: Connection, sheets: Sheets, together: GroupCommit): ResponseStore {
  const statements = prepareStatements(connection);
  const whole = <T>(act: (tx: Act) => T): T => connection.transaction(act, { behavior: "immediate" });
  const inMonths = ({ unitId, from, until }: MonthRange) =>
    and(eq(cells.unitId, unitId), gte(cells.month, from), lt(cells.month, until));
  const datesOf = ({ unitId, from, until }: MonthRange) =>
    and(eq(responses.unitId, unitId), gte(responses.date, `${from}-01`), lt(responses.date, `${until}-01`));

  return {
    async add(submission) {
      const ready = makeReady(sheets, submission.response);
      return together.run(() => keep(statements, submission, ready));
    },

    async importBatch({ unitId, fileDigest, importedOn, rows }) {
      const ready = rows.map(({ response, comment }) => ({ response, comment, ready: makeReady(sheets, response) }));
      return whole<{ batchId: number } | "repeated">((tx) => {
        const known = tx
          .select({ id: batches.id })
          .from(batches)
          .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
          .where(and(eq(batches.unitId, unitId), eq(batches.fileDigest, fileDigest), isNull(batchExclusions.batchId)))
          .get();
        if (known) return "repeated";
        const batchId = tx.insert(batches).values({ unitId, fileDigest, importedOn, rows: rows.length }).returning().get().id;
        const gathering = new Gathering(unitId);
        for (const {
          response,
          comment,
          ready: { surveys, packed },
        } of ready) {
          insertResponse(statements, unitId, response, packed, batchId);
          gathering.count(response, surveys);
          if (comment !== null) insertComment(statements, unitId, response.date, comment, batchId);
        }
        gathering.apply(statements);
        return { batchId };
      });
    },

    async batches(unitId) {
      const rows = connection
        .select()
        .from(batches)
        .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
        .where(eq(batches.unitId, unitId))
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
      return whole<"undone" | "done" | "not-found">((tx) => {
        const batch = tx
          .select()
          .from(batches)
          .where(and(eq(batches.id, batchId), eq(batches.unitId, unitId)))
          .get();
        if (!batch) return "not-found";
        const fresh = tx.insert(batchExclusions).values({ batchId, reason: "impor-keliru", by }).onConflictDoNothing().run();
        if (fresh.changes === 0) return "done";
        const [used, excluded] = [new Gathering(unitId), new Gathering(unitId)];
        for (const row of tx
          .select()
          .from(responses)
          .where(and(eq(responses.unitId, unitId), eq(responses.batchId, batchId)))
          .all()) {
          const response = sheets.unpack(row);
          const surveys = sheets.surveysOf(response);
          used.count(response, surveys);
          excluded.count(response, surveys, "excluded");
        }
        used.apply(statements, -1);
        excluded.apply(statements);
        return "undone";
      });
    },

    async cells(range) {
      return connection
        .select()
        .from(cells)
        .where(inMonths(range))
        .all()
        .map((row) => {
          const survey = sheets.surveyById(row.surveyId);
          return {
            month: row.month,
            survey: survey.ref,
            serviceId: row.serviceId === 0 ? null : row.serviceId,
            counterId: row.counterId,
            channel: row.channel as Channel,
            tally: tallyFromFlat(survey, row.counts.split(",").map(Number), row),
          };
        });
    },

    async profile({ unitId, from, until }) {
      return connection
        .select()
        .from(profileCells)
        .where(
          and(
            eq(profileCells.unitId, unitId),
            gte(profileCells.month, from),
            lt(profileCells.month, until),
            ne(profileCells.people, 0),
          ),
        )
        .all()
        .map(({ month, surveyId, question, code, people }) => ({
          month,
          survey: sheets.surveyById(surveyId).ref,
          question,
          code,
          people,
        }));
    },

    async heldBack(unitId, since) {
      return connection
        .select({ row: responses })
        .from(held)
        .innerJoin(responses, sameResponse)
        .where(and(eq(held.unitId, unitId), gte(held.date, since)))
        .all()
        .map(({ row }) => sheets.unpack(row));
    },

    async *rows(range, options = {}) {
      let after: { date: LocalDate; id: Buffer } | undefined;
      for (;;) {
        const page = connection
          .select({ row: responses, excluded: batchExclusions.batchId, heldOn: held.date })
          .from(responses)
          .leftJoin(batchExclusions, eq(batchExclusions.batchId, responses.batchId))
          .leftJoin(held, sameResponse)
          .where(
            and(
              datesOf(range),
              after && or(gt(responses.date, after.date), and(eq(responses.date, after.date), gt(responses.id, after.id))),
            ),
          )
          .orderBy(responses.date, responses.id)
          .limit(PAGE)
          .all();
        for (const { row, excluded, heldOn } of page) {
          if (options.withoutHeldSince !== undefined && heldOn !== null && heldOn >= options.withoutHeldSince) continue;
          yield { ...sheets.unpack(row), excluded: excluded !== null } satisfies KeptResponse;
        }
        const last = page.at(-1);
        if (page.length < PAGE || !last) return;
        after = { date: last.row.date, id: last.row.id };
        await new Promise((turn) => setImmediate(turn));
      }
    },

    async comments({ unitId, from, until }, since) {
      return connection
        .select({ words: comments.words })
        .from(comments)
        .leftJoin(batchExclusions, eq(batchExclusions.batchId, comments.batchId))
        .where(
          and(
            eq(comments.unitId, unitId),
            gte(comments.month, from),
            lt(comments.month, until),
            or(isNull(comments.writtenOn), lt(comments.writtenOn, since)),
            isNull(batchExclusions.batchId),
          ),
        )
        .orderBy(comments.id)
        .all()
        .map(({ words }) => words);
    },

    async flagRush(unitId, counterId, date) {
      connection.insert(rushes).values({ unitId, counterId, date }).onConflictDoNothing().run();
    },

    async rushes({ unitId, from, until }) {
      return connection
        .select({ counterId: rushes.counterId, date: rushes.date })
        .from(rushes)
        .where(and(eq(rushes.unitId, unitId), gte(rushes.date, `${from}-01`), lt(rushes.date, `${until}-01`)))
        .all();
    },
  };
}

const sameResponse = and(eq(held.unitId, responses.unitId), eq(held.date, responses.date), eq(held.responseId, responses.id));

/** What is worked out about a response before its act begins. */
interface Ready {
  readonly surveys: readonly KnownSurvey[];
  readonly packed: Packed;
}

function makeReady(sheets: Sheets, response: Response): Ready {
  return { surveys: sheets.surveysOf(response), packed: sheets.pack(response) };
}

/** One submission, inside an act: key, response, counters, comment and the step of staff figures, or nothing. */
function keep(
  statements: Statements,
  { unitId, response, comment, keyDigest, answersDigest }: Submission,
  { surveys, packed }: Ready,
): SubmissionOutcome {
  const key = { keyDigest: Buffer.from(keyDigest) };
  const answers = Buffer.from(answersDigest);
  const fresh = statements.spendKey.run({ ...key, day: response.date, answersDigest: answers });
  if (fresh.changes === 0) {
    const first = statements.spentKey.get(key)!;
    // After the day is closed nobody can tell any more whether the answers were the same; the first stands either way.
    return first.answersDigest === null || first.answersDigest.equals(answers) ? "repeated" : "conflict";
  }
  const id = insertResponse(statements, unitId, response, packed, null);
  const gathering = new Gathering(unitId);
  gathering.count(response, surveys);
  gathering.apply(statements);
  if (comment !== null) insertComment(statements, unitId, response.date, comment, null);
  holdBack(statements, unitId, response, id);
  return "kept";
}

function insertResponse(
  statements: Statements,
  unitId: number,
  response: Response,
  packed: Packed,
  batchId: number | null,
): Buffer {
  const id = randomBytes(12);
  const { counterId, serviceId, channel, date, session } = response;
  statements.addResponse.run({ unitId, id, counterId, serviceId, channel, date, session, batchId, ...packed });
  return id;
}

function insertComment(statements: Statements, unitId: number, date: LocalDate, words: string, batchId: number | null): void {
  // An imported comment has no visitor of today behind it, so its day is not needed to withhold it.
  const writtenOn = batchId === null ? date : null;
  statements.addComment.run({ id: randomBytes(12), unitId, month: monthOf(date), writtenOn, batchId, words });
}

/** Holds an answer back from staff figures until five of the same service, counter and channel can be let go together. */
function holdBack(statements: Statements, unitId: number, response: Response, responseId: Buffer): void {
  const { date, serviceId, counterId, channel } = response;
  const cell = { unitId, date, serviceId: serviceId ?? 0, counterId, channel };
  statements.hold.run({ ...cell, responseId });
  if (statements.countHeld.get(cell)!.n >= STEP) statements.letGo.run(cell);
}
