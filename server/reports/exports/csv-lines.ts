import { stringify } from "csv-stringify/sync";
import { inertText } from "./inert-text.ts";

/** Excel reads a CSV file as UTF-8 only when it begins so; the import takes it either way. */
const BYTE_ORDER_MARK = "\ufeff";
const ROWS_AT_ONCE = 500;

type CsvCell = string | number | null;

/**
 * A CSV file (RFC 4180) in pieces, the header first. Text is made inert; numbers are written as they are, null as empty.
 * Files that people open have semicolons, as spreadsheets set to Indonesian expect beside a decimal comma.
 */
export async function* csvLines(
  header: readonly string[],
  rows: AsyncIterable<readonly CsvCell[]> | Iterable<readonly CsvCell[]>,
  delimiter: "," | ";",
): AsyncGenerator<string> {
  const write = (lines: (readonly CsvCell[])[]): string =>
    stringify(
      lines.map((line) => line.map((cell) => (typeof cell === "string" ? inertText(cell) : cell))),
      { delimiter, record_delimiter: "\r\n", quote_record_delimiter: true },
    );
  yield BYTE_ORDER_MARK + write([header]);
  let waiting: (readonly CsvCell[])[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length === ROWS_AT_ONCE) {
      yield write(waiting);
      waiting = [];
    }
  }
  if (waiting.length > 0) yield write(waiting);
}
