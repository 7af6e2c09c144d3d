import { setImmediate } from "node:timers/promises";
import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { Channel, Response } from "../../domain/response.ts";
import type { PartCount } from "../log-parts.ts";
import { ENTRIES_AT_ONCE, EPOCH_DUE, lookedAtSince, partsLeft } from "../log-parts.ts";
import { responseOf } from "../rows.ts";
import type { LogEntry, LogPart, LogStore } from "../store.ts";
import type { Connection } from "./connection.ts";
import { mark } from "./marks.ts";
import type { responses } from "./schema.ts";
import { comments, logEntries, marks, spentKeys } from "./schema.ts";
import type { Sheets } from "./sheets.ts";

/** Rows of answers read at a time: each is hashed several times, and others are served between two pages. */
const PAGE = 100;
const COLUMNS =
  "date, id, counter_id AS counterId, service_id AS serviceId, channel, session, sheet_id AS sheetId, answers, profile";
const LATE_COLUMNS =
  "given_on AS date, id, counter_id AS counterId, service_id AS serviceId, channel, NULL AS session, sheet_id AS sheetId, answers, profile";

export function logActs(connection: Connection, sheets: Sheets): LogStore {
  const client = connection.$client;
  const counted = (text: string) => client.prepare<(number | string)[], PartCount>(text);
  const logged = counted("SELECT of, sum(records) AS rows FROM log_entries WHERE unit_id = ? AND kind = ? GROUP BY of");
  const days = counted(
    `SELECT date AS of, count(*) AS rows FROM responses
     WHERE unit_id = ? AND date >= ? AND date < ? AND batch_id IS NULL GROUP BY date ORDER BY date`,
  );
  const lastDay = client
    .prepare<[unitId: number], string | null>("SELECT max(of) FROM log_entries WHERE unit_id = ? AND kind = 'day'")
    .pluck();
  const imports = counted(
    "SELECT CAST(id AS text) AS of, rows FROM batches WHERE unit_id = ? AND imported_on < ? AND whole ORDER BY id",
  );
  const late = counted(
    `SELECT arrived_on AS of, count(*) AS rows FROM late_answers
     WHERE unit_id = ? AND arrived_on < ? GROUP BY arrived_on ORDER BY arrived_on`,
  );
  const months = counted(
    `SELECT month AS of, count(*) AS rows FROM comments LEFT JOIN batches ON batches.id = comments.batch_id
     WHERE comments.unit_id = ? AND month < ? AND (batch_id IS NULL OR whole) GROUP BY month ORDER BY month`,
  );
  const answersIn = (where: string) =>
    client.prepare<[unitId: number, of: string, date: string, id: Buffer], Row>(
      `SELECT ${COLUMNS} FROM responses WHERE unit_id = ? AND ${where} AND (date, id) > (?, ?) ORDER BY date, id LIMIT ${PAGE}`,
    );
  const answersOf = {
    day: answersIn("date = ? AND batch_id IS NULL"),
    import: answersIn("batch_id = CAST(? AS integer)"),
    late: client.prepare<[unitId: number, of: string, date: string, id: Buffer], Row>(
      `SELECT ${LATE_COLUMNS} FROM late_answers WHERE unit_id = ? AND arrived_on = ? AND (given_on, id) > (?, ?)
       ORDER BY given_on, id LIMIT ${PAGE}`,
    ),
  };

  return {
    async pending(unitId, until) {
      return connection.transaction(() => [
        ...partsLeft(
          "day",
          days.all(unitId, lookedAtSince(lastDay.get(unitId)!, until), until.answers),
          logged.all(unitId, "day"),
        ),
        ...partsLeft("import", imports.all(unitId, until.imports), logged.all(unitId, "import")),
        ...partsLeft("late", late.all(unitId, until.answers), logged.all(unitId, "late")),
        ...partsLeft("comments", months.all(unitId, until.comments), logged.all(unitId, "comments")),
      ]);
    },

    async *answers(unitId, { kind, of }) {
      if (kind === "comments") return;
      let [day, after]: [string, Buffer] = ["", Buffer.alloc(0)];
      for (;;) {
        const rows = answersOf[kind].all(unitId, of, day, after);
        if (rows.length === 0) return;
        yield rows.map(({ id, sheetId, ...row }) => ({ id, response: responseOf({ ...row, sheet: sheets.byId(sheetId) }) }));
        const last = rows.at(-1)!;
        [day, after] = [last.date, last.id];
        // The engine waits for nothing, so that without this nobody else would be served until the last page.
        await setImmediate();
      }
    },

    async comments(unitId, month) {
      return connection
        .select({ id: comments.id, words: comments.words })
        .from(comments)
        .where(and(eq(comments.unitId, unitId), eq(comments.month, month)))
        .orderBy(asc(comments.id))
        .all();
    },

    async receipts(unitId, day) {
      const rows = connection
        .select({ keyDigest: spentKeys.keyDigest })
        .from(spentKeys)
        .where(and(eq(spentKeys.unitId, unitId), eq(spentKeys.day, day)))
        .orderBy(asc(spentKeys.keyDigest))
        .all();
      return rows.map(({ keyDigest }) => keyDigest);
    },

    async hasReceipt(keyDigest) {
      const here = eq(spentKeys.keyDigest, Buffer.from(keyDigest));
      return connection.select({ keyDigest: spentKeys.keyDigest }).from(spentKeys).where(here).get() !== undefined;
    },

    async last(unitId) {
      const own = connection.select(ENTRY).from(logEntries).where(eq(logEntries.unitId, unitId));
      return own.orderBy(desc(logEntries.number)).limit(1).get();
    },

    async ofSize(unitId, size) {
      const here = and(eq(logEntries.unitId, unitId), eq(logEntries.size, size));
      return connection.select(ENTRY).from(logEntries).where(here).orderBy(asc(logEntries.number)).limit(1).get();
    },

    async *entries(unitId, part) {
      for (let after = 0; ;) {
        const page: readonly LogEntry[] = connection
          .select(ENTRY)
          .from(logEntries)
          .where(and(eq(logEntries.unitId, unitId), gt(logEntries.number, after), part && isOf(part)))
          .orderBy(asc(logEntries.number))
          .limit(ENTRIES_AT_ONCE)
          .all();
        yield* page;
        if (page.length < ENTRIES_AT_ONCE) return;
        await setImmediate();
        after = page.at(-1)!.number;
      }
    },

    async append(unitId, { leaves, frontier, receipts, ...entry }) {
      const bytes = { leaves: Buffer.from(leaves), frontier: Buffer.from(frontier), receipts: Buffer.from(receipts) };
      const { changes } = connection
        .insert(logEntries)
        .values({ ...entry, ...bytes, unitId })
        .onConflictDoNothing()
        .run();
      return changes === 0 ? "taken" : "appended";
    },

    async isEpochDue() {
      return mark(connection, EPOCH_DUE) !== undefined;
    },

    async epochsBegun() {
      connection.delete(marks).where(eq(marks.name, EPOCH_DUE)).run();
    },
  };
}

const ENTRY = {
  number: logEntries.number,
  epoch: logEntries.epoch,
  kind: logEntries.kind,
  of: logEntries.of,
  records: logEntries.records,
  about: logEntries.about,
  size: logEntries.size,
  leaves: logEntries.leaves,
  frontier: logEntries.frontier,
  receipts: logEntries.receipts,
  checkpoint: logEntries.checkpoint,
};

type Row = Pick<typeof responses.$inferSelect, "date" | "id" | "counterId" | "serviceId" | "sheetId" | "answers" | "profile"> & {
  readonly channel: Channel;
  readonly session: Response["session"];
};

function isOf({ kind, of }: LogPart) {
  return and(eq(logEntries.kind, kind), eq(logEntries.of, of));
}
