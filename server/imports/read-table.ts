import { CsvError, parse } from "csv-parse/sync";
import type { RefusedCell } from "./decode-file.ts";

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** The same cells as the file has them, to be named by. */
  readonly written: readonly string[];
}

export interface Table {
  readonly header: readonly string[];
  /** The same columns as the file names them. */
  readonly names: readonly string[];
  readonly rows: readonly TableRow[];
}

/** The cells of a CSV text, separated by commas or semicolons (whichever the header line has more of), with or without BOM. */
export function readTable(text: string): Table | RefusedCell {
  const first = text.slice(0, Math.max(0, text.indexOf("\n")) || undefined);
  const delimiter = first.split(";").length > first.split(",").length ? ";" : ",";
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as {
      info: { lines: number };
      record: string[];
    }[];
    const [header, ...rows] = records;
    const names = header?.record ?? [];
    return {
      header: names,
      names,
      rows: rows.map(({ info, record }) => ({ line: info.lines, cells: record, written: record })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      line: Number(error["lines"] ?? 1),
      column: "",
      value: "",
      reason: "Tanda kutip di baris ini tidak berpasangan. Perbaiki, lalu impor lagi.",
    };
  }
}
