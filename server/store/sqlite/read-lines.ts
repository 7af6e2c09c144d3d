import type { LocalDate } from "../../domain/periods/period.ts";
import type { Lines } from "../packed-rows.ts";
import type { Connection } from "./connection.ts";
import { idsSetAside } from "./set-aside.ts";
import type { Sheets } from "./sheets.ts";

/** Rows read at a time, in less than a millisecond, so that other requests are served in between. */
const PAGE = 500;

/**
 * Reads a unit's responses of the days from `from` (in) to `until` (out), by day and id, page by page; of imports those of the
 * given batches alone.
 */
type LineReader = (unitId: number, from: LocalDate, until: LocalDate, batches: ReadonlySet<number>) => Generator<Lines>;

/** A row's place in the order of reading. */
type Place = [date: LocalDate, id: Buffer];

const AFTER = "FROM responses WHERE unit_id = ? AND (date, id) > (?, ?)";
/** Before all rows of a day. */
const NO_ID = Buffer.alloc(0);

/**
 * SQLite writes the lines of a page itself and hands them over as one value: to fetch each column of each row takes three
 * times as long. A page is what lies between the last row of the page before and the row that was its last a moment earlier;
 * when another row comes in between, the page is longer by one, and nothing is lost.
 */
export function lineReader(connection: Connection, sheets: Sheets): LineReader {
  const { $client: client } = connection;
  const lastOfPage = client
    .prepare<[number, ...Place, LocalDate], Place>(
      `SELECT date, id ${AFTER} AND date < ? ORDER BY date, id LIMIT 1 OFFSET ${PAGE - 1}`,
    )
    .raw();
  const linesWhere = (more: string) => `SELECT group_concat(line, x'0a'), count(*) FROM (
         SELECT concat_ws(',', date, coalesce(service_id, ''), channel, sheet_id, answers) AS line ${AFTER}
         AND (date, id) <= (?, ?) AND (batch_id IS NULL OR batch_id IN (SELECT value FROM json_each(?))) ${more} ORDER BY date, id)`;
  type Lined = [text: string | null, count: number];
  // concat_ws leaves out what is NULL, and would leave out the comma too.
  const linesUpTo = client.prepare<[number, ...Place, ...Place, string], Lined>(linesWhere("")).raw();
  // Where single responses were set aside; few, so that most readings do not look at an id.
  const withoutAside = client
    .prepare<[number, ...Place, ...Place, string, string], Lined>(
      linesWhere("AND hex(id) NOT IN (SELECT value FROM json_each(?))"),
    )
    .raw();
  const sheetOf = (id: number) => sheets.byId(id);

  return function* read(unitId, from, until, batches) {
    const known = JSON.stringify([...batches]);
    const aside = [...idsSetAside(connection, unitId)].map((id) => Buffer.from(id, "latin1").toString("hex").toUpperCase());
    const named = JSON.stringify(aside);
    let after: Place = [from, NO_ID];
    for (;;) {
      const last = lastOfPage.get(unitId, ...after, until);
      const end: Place = last ?? [until, NO_ID];
      const [text, count] =
        aside.length === 0
          ? linesUpTo.get(unitId, ...after, ...end, known)!
          : withoutAside.get(unitId, ...after, ...end, known, named)!;
      yield { text: text ?? "", count, sheetOf };
      if (!last) return;
      after = last;
    }
  };
}
