import type { LocalDate } from "../../domain/periods/period.ts";
import type { Lines } from "../packed-rows.ts";
import type { Reader } from "./database.ts";
import { idsSetAside } from "./set-aside.ts";
import type { Sheets } from "./sheets.ts";

/** Rows read at a time; in between the connection serves others. */
const PAGE = 1000;

/** The used rows of a page as lines, then the whole of it: its rows and the last of them. */
type Page = [
  text: string | null,
  count: number,
  sheetIds: number[] | null,
  rows: number,
  lastDate: LocalDate | null,
  lastId: Buffer | null,
];

const TEXT = `WITH page AS MATERIALIZED (
    SELECT date, id, sheet_id, (batch_id IS NULL OR batch_id = ANY($5::integer[]))
        AND (cardinality($6::bytea[]) = 0 OR NOT id = ANY($6::bytea[])) AS used,
      concat_ws(',', date, coalesce(service_id::text, ''), channel, sheet_id, answers) AS line
    FROM responses_after($1, $2, $3, $4, ${PAGE})),
  last AS (SELECT date, id FROM page ORDER BY date DESC, id DESC LIMIT 1)
  SELECT string_agg(line, E'\\n' ORDER BY date, id) FILTER (WHERE used), (count(*) FILTER (WHERE used))::integer,
    array_agg(DISTINCT sheet_id) FILTER (WHERE used), count(*)::integer, (SELECT date FROM last), (SELECT id FROM last)
  FROM page`;

/**
 * Reads a unit's responses of the days from `since` (in) to `until` (out), by day and id, page by page; of imports those of the
 * given batches alone. PostgreSQL writes the lines of a page itself and sends them as one value, which spares the reading of
 * each column of each row. Each page goes on after the last row of the page before.
 */
export async function* readLines(
  from: Reader,
  sheets: Sheets,
  unitId: number,
  since: LocalDate,
  until: LocalDate,
  batches: ReadonlySet<number>,
): AsyncGenerator<Lines> {
  const aside = await idsSetAside(from, unitId);
  let [day, after]: [LocalDate, Buffer] = [since, Buffer.alloc(0)];
  for (;;) {
    const query = {
      name: "lines",
      text: TEXT,
      values: [unitId, day, after, until, [...batches], aside],
      rowMode: "array" as const,
    };
    const [page] = (await from.$client.query<Page>(query)).rows;
    const [text, count, sheetIds, rows, lastDate, lastId] = page!;
    const known = await sheets.byIds(sheetIds ?? []);
    yield { text: text ?? "", count, sheetOf: (id) => known.get(id)! };
    if (rows < PAGE || lastDate === null || lastId === null) return;
    [day, after] = [lastDate, lastId];
  }
}
