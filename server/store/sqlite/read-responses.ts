import { and, eq } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Channel, Response } from "../../domain/response.ts";
import type { KnownSheet } from "../gathering.ts";
import type { PackedResponse } from "../store.ts";
import type { Connection } from "./connection.ts";
import { batchExclusions, batches } from "./schema.ts";
import type { Sheets } from "./sheets.ts";

/** Rows read at a time, so that other requests are served in between. */
const PAGE = 500;

/** A row as the statement below gives it: an array, because a million objects would cost as much as reading them. */
type Row = [
  date: LocalDate,
  id: Buffer,
  counterId: number,
  serviceId: number | null,
  channel: Channel,
  session: Response["session"],
  sheetId: number,
  answers: string,
  profile: string,
  batchId: number | null,
];

export type ReadRow = PackedResponse & { readonly id: Buffer; readonly batchId: number | null; readonly sheet: KnownSheet };

/** Reads a unit's responses of the days from `from` (in) to `until` (out), by day and id, page by page. */
export type ResponseReader = (unitId: number, from: LocalDate, until: LocalDate) => Generator<readonly ReadRow[]>;

/**
 * One prepared statement reads them all. Rows of an import that was not whole when the reading began are left out.
 * Between two pages the caller may wait: each page is a reading of its own, going on after the last row of the page before.
 */
export function responseReader(connection: Connection, sheets: Sheets): ResponseReader {
  const page = connection.$client
    .prepare<[number, LocalDate, Buffer, LocalDate, number], Row>(
      `SELECT date, id, counter_id, service_id, channel, session, sheet_id, answers, profile, batch_id
       FROM responses WHERE unit_id = ? AND (date, id) > (?, ?) AND date < ? ORDER BY date, id LIMIT ?`,
    )
    .raw();

  return function* read(unitId, from, until) {
    const excludedByBatch = wholeBatches(connection, unitId);
    let [day, after]: [LocalDate, Buffer] = [from, Buffer.alloc(0)];
    for (;;) {
      const rows = page.all(unitId, day, after, until, PAGE);
      const read: ReadRow[] = [];
      for (const row of rows) {
        const [date, id, counterId, serviceId, channel, session, sheetId, answers, profile, batchId] = row;
        const excluded = batchId === null ? false : excludedByBatch.get(batchId);
        if (excluded === undefined) continue;
        const sheet = sheets.byId(sheetId);
        read.push({ date, id, counterId, serviceId, channel, session, sheet, answers, profile, batchId, excluded });
      }
      yield read;
      const last = rows.at(-1);
      if (rows.length < PAGE || !last) return;
      [day, after] = [last[0], last[1]];
    }
  };
}

/** The batches of a unit that are whole, and whether each was set aside. */
function wholeBatches(connection: Connection, unitId: number): ReadonlyMap<number, boolean> {
  const rows = connection
    .select({ id: batches.id, excludedId: batchExclusions.batchId })
    .from(batches)
    .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
    .where(and(eq(batches.unitId, unitId), eq(batches.whole, true)))
    .all();
  return new Map(rows.map(({ id, excludedId }) => [id, excludedId !== null]));
}
