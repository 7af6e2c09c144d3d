import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { Channel, Response } from "../../domain/response.ts";
import type { PartCount } from "../log-parts.ts";
import { ENTRIES_AT_ONCE, EPOCH_DUE, lookedAtSince, partsLeft } from "../log-parts.ts";
import { responseOf } from "../rows.ts";
import type { LogPart, LogStore } from "../store.ts";
import type { Database } from "./database.ts";
import { comments, logEntries, marks, spentKeys } from "./schema.ts";
import { isText } from "./searchable.ts";
import type { Sheets } from "./sheets.ts";

/** Rows of answers read at a time: each is hashed several times, and others are served between two pages. */
const PAGE = 100;
const COLUMNS = "date, id, counter_id, service_id, channel, session, sheet_id, answers, profile";
const AFTER = `AND (date, id) > ($3, $4) ORDER BY date, id LIMIT ${PAGE}`;
const ANSWERS = {
  day: `SELECT ${COLUMNS} FROM responses WHERE unit_id = $1 AND date = $2 AND batch_id IS NULL ${AFTER}`,
  import: `SELECT ${COLUMNS} FROM responses WHERE unit_id = $1 AND batch_id = $2::int ${AFTER}`,
  late: `SELECT given_on, id, counter_id, service_id, channel, NULL, sheet_id, answers, profile FROM late_answers
    WHERE unit_id = $1 AND arrived_on = $2 AND (given_on, id) > ($3, $4) ORDER BY given_on, id LIMIT ${PAGE}`,
} as const;

const LOGGED = "SELECT of, sum(records)::int AS rows FROM log_entries WHERE unit_id = $1 AND kind = $2 GROUP BY of";
const DAYS = `SELECT date AS of, count(*)::int AS rows FROM responses
  WHERE unit_id = $1 AND date >= $2 AND date < $3 AND batch_id IS NULL GROUP BY date ORDER BY date`;
const LAST_DAY = "SELECT max(of) AS of FROM log_entries WHERE unit_id = $1 AND kind = 'day'";
const IMPORTS = `SELECT id::text AS of, rows FROM batches WHERE unit_id = $1 AND imported_on < $2 AND whole ORDER BY id`;
const LATE = `SELECT arrived_on AS of, count(*)::int AS rows FROM late_answers
  WHERE unit_id = $1 AND arrived_on < $2 GROUP BY arrived_on ORDER BY arrived_on`;
const MONTHS = `SELECT month AS of, count(*)::int AS rows FROM comments LEFT JOIN batches ON batches.id = comments.batch_id
  WHERE comments.unit_id = $1 AND month < $2 AND (batch_id IS NULL OR whole) GROUP BY month ORDER BY month`;

export function logActs(database: Database, sheets: Sheets): LogStore {
  const { read, pool } = database;
  const counts = async (text: string, ...values: readonly (number | string)[]): Promise<readonly PartCount[]> =>
    (await pool.query<PartCount>(text, [...values])).rows;

  return {
    async pending(unitId, until) {
      const { rows: last } = await pool.query<{ of: string | null }>(LAST_DAY, [unitId]);
      const since = lookedAtSince(last[0]!.of, until);
      const [days, imports, late, months, ...logged] = await Promise.all([
        counts(DAYS, unitId, since, until.answers),
        counts(IMPORTS, unitId, until.imports),
        counts(LATE, unitId, until.answers),
        counts(MONTHS, unitId, until.comments),
        counts(LOGGED, unitId, "day"),
        counts(LOGGED, unitId, "import"),
        counts(LOGGED, unitId, "late"),
        counts(LOGGED, unitId, "comments"),
      ]);
      return [
        ...partsLeft("day", days, logged[0]),
        ...partsLeft("import", imports, logged[1]),
        ...partsLeft("late", late, logged[2]),
        ...partsLeft("comments", months, logged[3]),
      ];
    },

    async *answers(unitId, { kind, of }) {
      if (kind === "comments") return;
      let [day, after]: [string, Buffer] = ["", Buffer.alloc(0)];
      for (;;) {
        const query = { name: `log-${kind}`, text: ANSWERS[kind], values: [unitId, of, day, after], rowMode: "array" as const };
        const { rows } = await pool.query<Row>(query);
        if (rows.length === 0) return;
        const known = await sheets.byIds(rows.map((row) => row[6]));
        yield rows.map(([date, id, counterId, serviceId, channel, session, sheetId, answers, profile]) => {
          const sheet = known.get(sheetId)!;
          return { id, response: responseOf({ date, counterId, serviceId, channel, session, sheet, answers, profile }) };
        });
        const last = rows.at(-1)!;
        [day, after] = [last[0], last[1]];
      }
    },

    async comments(unitId, month) {
      return read
        .select({ id: comments.id, words: comments.words })
        .from(comments)
        .where(and(eq(comments.unitId, unitId), eq(comments.month, month)))
        .orderBy(asc(comments.id));
    },

    async receipts(unitId, day) {
      const rows = await read
        .select({ keyDigest: spentKeys.keyDigest })
        .from(spentKeys)
        .where(and(eq(spentKeys.day, day), eq(spentKeys.unitId, unitId)))
        .orderBy(asc(spentKeys.keyDigest));
      return rows.map(({ keyDigest }) => keyDigest);
    },

    async hasReceipt(keyDigest) {
      const here = eq(spentKeys.keyDigest, Buffer.from(keyDigest));
      return (await read.select({ keyDigest: spentKeys.keyDigest }).from(spentKeys).where(here)).length > 0;
    },

    async last(unitId) {
      const rows = await read
        .select(ENTRY)
        .from(logEntries)
        .where(eq(logEntries.unitId, unitId))
        .orderBy(desc(logEntries.number))
        .limit(1);
      return rows[0];
    },

    async ofSize(unitId, size) {
      if (!Number.isInteger(size) || size > MOST) return undefined;
      const rows = await read
        .select(ENTRY)
        .from(logEntries)
        .where(and(eq(logEntries.unitId, unitId), eq(logEntries.size, size)))
        .orderBy(asc(logEntries.number))
        .limit(1);
      return rows[0];
    },

    async *entries(unitId, part) {
      if (part && !isText(part.of)) return;
      for (let after = 0; ;) {
        const page = await read
          .select(ENTRY)
          .from(logEntries)
          .where(and(eq(logEntries.unitId, unitId), gt(logEntries.number, after), part && isOf(part)))
          .orderBy(asc(logEntries.number))
          .limit(ENTRIES_AT_ONCE);
        yield* page;
        if (page.length < ENTRIES_AT_ONCE) return;
        after = page.at(-1)!.number;
      }
    },

    async append(unitId, { leaves, frontier, receipts, ...entry }) {
      const bytes = { leaves: Buffer.from(leaves), frontier: Buffer.from(frontier), receipts: Buffer.from(receipts) };
      const kept = await database.whole((tx) =>
        tx
          .insert(logEntries)
          .values({ ...entry, ...bytes, unitId })
          .onConflictDoNothing()
          .returning({ number: logEntries.number }),
      );
      return kept.length === 0 ? "taken" : "appended";
    },

    async isEpochDue() {
      return (await read.select().from(marks).where(eq(marks.name, EPOCH_DUE))).length > 0;
    },

    async epochsBegun() {
      await read.delete(marks).where(eq(marks.name, EPOCH_DUE));
    },
  };
}

/** The highest number of an integer column. */
const MOST = 2_147_483_647;

type Row = [
  date: string,
  id: Buffer,
  counterId: number,
  serviceId: number | null,
  channel: Channel,
  session: Response["session"],
  sheetId: number,
  answers: string,
  profile: string,
];

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

function isOf({ kind, of }: LogPart) {
  return and(eq(logEntries.kind, kind), eq(logEntries.of, of));
}
