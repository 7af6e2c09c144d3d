import { stringify } from "csv-stringify/sync";
import { inertText } from "./inert-text.ts";

/** Excel reads a CSV file as UTF-8 only when it begins so; the import takes it either way. */
const BYTE_ORDER_MARK = "\ufeff";
const ROWS_AT_ONCE = 500;

type CsvCell = string | number | null;
/** Files that people open have semicolons, as spreadsheets set to Indonesian expect beside a decimal comma. */
type Delimiter = "," | ";";

/** A CSV file (RFC 4180) in pieces, the header first. Text is made inert; numbers are written as they are, null as empty. */
export async function* csvLines(
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  delimiter: Delimiter,
): AsyncGenerator<string> {
  yield csvHeader(header, delimiter);
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    yield written(rows.slice(at, at + ROWS_AT_ONCE), delimiter);
    await new Promise((turn) => setImmediate(turn));
  }
}

/** The first line of a file, with the mark that says UTF-8. */
export function csvHeader(header: readonly string[], delimiter: Delimiter): string {
  return BYTE_ORDER_MARK + written([header], delimiter);
}

/** One cell as it stands between two delimiters: inert, and quoted where that is needed. */
export function csvCell(text: string, delimiter: Delimiter): string {
  return written([[text, null]], delimiter).slice(0, -`${delimiter}\r\n`.length);
}

function written(lines: readonly (readonly CsvCell[])[], delimiter: Delimiter): string {
  return stringify(
    lines.map((line) => line.map((cell) => (typeof cell === "string" ? inertText(cell) : cell))),
    { delimiter, record_delimiter: "\r\n", quote_record_delimiter: true },
  );
}
