import { eq } from "drizzle-orm";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Channel, Response } from "../../domain/response.ts";
import type { KnownSheet } from "../gathering.ts";
import type { PackedResponse } from "../rows.ts";
import type { Act, Reader } from "./database.ts";
import { idsSetAside } from "./set-aside.ts";
import { batchExclusions, batches } from "./schema.ts";
import type { Sheets } from "./sheets.ts";

/** Rows read at a time; in between the connection serves others. */
const PAGE = 500;

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

const TEXT = `SELECT date, id, counter_id, service_id, channel, session, sheet_id, answers, profile, batch_id
  FROM responses_after($1, $2, $3, $4, ${PAGE}) ORDER BY date, id`;

/**
 * Reads a unit's responses of the days from `since` (in) to `until` (out), by day and id, page by page, each page going on
 * after the last row of the page before. Rows of an import that was not whole when the reading began are left out.
 */
export async function* readResponses(
  from: Reader | Act,
  sheets: Sheets,
  unitId: number,
  since: LocalDate,
  until: LocalDate,
): AsyncGenerator<readonly ReadRow[]> {
  const excludedByBatch = await wholeBatches(from, unitId);
  const aside = new Set((await idsSetAside(from, unitId)).map((id) => id.toString("latin1")));
  let [day, after]: [LocalDate, Buffer] = [since, Buffer.alloc(0)];
  for (;;) {
    const query = { name: "page", text: TEXT, values: [unitId, day, after, until], rowMode: "array" as const };
    const { rows } = await (from.$client as Reader["$client"]).query<Row>(query);
    const known = await sheets.byIds(rows.map((row) => row[6]));
    yield rows
      .filter((row) => row[9] === null || excludedByBatch.has(row[9]))
      .map(([date, id, counterId, serviceId, channel, session, sheetId, answers, profile, batchId]) => ({
        date,
        id,
        counterId,
        serviceId,
        channel,
        session,
        sheet: known.get(sheetId)!,
        answers,
        profile,
        batchId,
        excluded: (batchId !== null && excludedByBatch.get(batchId)!) || aside.has(id.toString("latin1")),
      }));
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    [day, after] = [last[0], last[1]];
  }
}

/** The batches of a unit whose rows are used: whole, and not set aside. */
export async function usedBatches(from: Reader | Act, unitId: number): Promise<ReadonlySet<number>> {
  const whole = await wholeBatches(from, unitId);
  return new Set([...whole.keys()].filter((id) => !whole.get(id)));
}

/** The batches of a unit that are whole, and whether each was set aside. */
async function wholeBatches(from: Reader | Act, unitId: number): Promise<ReadonlyMap<number, boolean>> {
  const rows = await (from as Reader)
    .select({ id: batches.id, whole: batches.whole, excludedId: batchExclusions.batchId })
    .from(batches)
    .leftJoin(batchExclusions, eq(batchExclusions.batchId, batches.id))
    .where(eq(batches.unitId, unitId));
  return new Map(rows.filter(({ whole }) => whole).map(({ id, excludedId }) => [id, excludedId !== null]));
}
