import { and, eq } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Channel, Response } from "../../domain/response.ts";
import type { KnownSheet } from "../gathering.ts";
import type { PackedResponse } from "../rows.ts";
import type { Connection } from "./connection.ts";
import { idsSetAside } from "./set-aside.ts";
import { batchExclusions, batches } from "./schema.ts";
import type { Sheets } from "./sheets.ts";

/** Rows read at a time, so that other requests are served in between. */
const PAGE = 500;

/** A row as the statement below gives it: an array, because a million objects would cost as much as reading them. */
type Row = [
  date: LocalDate,
  counterId: number,
  serviceId: number | null,
  channel: Channel,
  session: Response["session"],
  sheetId: number,
  answers: string,
  profile: string,
  batchId: number | null,
  /** Only where it was asked for: a million Buffers cost as much as all the rest. */
  id?: Buffer,
];

export type ReadRow = PackedResponse & { readonly batchId: number | null; readonly sheet: KnownSheet; readonly id?: Buffer };

/** Reads a unit's responses of the days from `from` (in) to `until` (out), by day and id, page by page. */
export type ResponseReader = (
  unitId: number,
  from: LocalDate,
  until: LocalDate,
  options?: { readonly ids: boolean },
) => Generator<readonly ReadRow[]>;

const COLUMNS = "date, counter_id, service_id, channel, session, sheet_id, answers, profile, batch_id";
const AFTER = "FROM responses WHERE unit_id = ? AND (date, id) > (?, ?) AND date < ? ORDER BY date, id";

/**
 * Prepared statements read them all. Rows of an import that was not whole when the reading began are left out. Between two
 * pages the caller may wait: each page is a reading of its own, going on after the last row of the page before.
 */
export function responseReader(connection: Connection, sheets: Sheets): ResponseReader {
  const client = connection.$client;
  type Place = [number, LocalDate, Buffer, LocalDate];
  const plain = client.prepare<Place, Row>(`SELECT ${COLUMNS} ${AFTER} LIMIT ${PAGE}`).raw();
  const withIds = client.prepare<Place, Row>(`SELECT ${COLUMNS}, id ${AFTER} LIMIT ${PAGE}`).raw();
  const lastOfPage = client.prepare<Place, [LocalDate, Buffer]>(`SELECT date, id ${AFTER} LIMIT 1 OFFSET ${PAGE - 1}`).raw();

  return function* read(unitId, from, until, { ids } = { ids: false }) {
    const excludedByBatch = wholeBatches(connection, unitId);
    const aside = idsSetAside(connection, unitId);
    const statement = ids || aside.size > 0 ? withIds : plain;
    let [day, after]: [LocalDate, Buffer] = [from, Buffer.alloc(0)];
    for (;;) {
      const rows = statement.all(unitId, day, after, until);
      // Asked for at once, while nothing can have come between the rows.
      const last = rows.length < PAGE ? undefined : lastOfPage.get(unitId, day, after, until);
      const page: ReadRow[] = [];
      for (const [date, counterId, serviceId, channel, session, sheetId, answers, profile, batchId, id] of rows) {
        const withBatch = batchId === null ? false : excludedByBatch.get(batchId);
        if (withBatch === undefined) continue;
        const excluded = withBatch || (id !== undefined && aside.has(id.toString("latin1")));
        const sheet = sheets.byId(sheetId);
        const row = { date, counterId, serviceId, channel, session, sheet, answers, profile, batchId, excluded };
        page.push(ids ? { ...row, id: id! } : row);
      }
      yield page;
      if (!last) return;
      [day, after] = last;
    }
  };
}

/** The batches of a unit whose rows are used: whole, and not set aside. */
export function usedBatches(connection: Connection, unitId: number): ReadonlySet<number> {
  const whole = wholeBatches(connection, unitId);
  return new Set([...whole.keys()].filter((id) => !whole.get(id)));
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
