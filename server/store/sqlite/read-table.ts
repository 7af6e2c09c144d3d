import type Database from "better-sqlite3";
import type { CopyTable } from "../copy-tables.ts";
import type { CopyRow } from "../copy.ts";

/** Rows taken over at a time: a few hundred kilobytes. */
const PAGE = 1000;

/** A table's rows by key, page by page, on one connection. */
export function* readTable(client: Database.Database, table: CopyTable): Generator<readonly CopyRow[]> {
  const rows = client
    .prepare<[], CopyRow>(`SELECT ${names(table.columns)} FROM ${named(table.name)} ORDER BY ${names(table.key)}`)
    .raw()
    .iterate();
  let page: CopyRow[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

export function names(columns: readonly string[]): string {
  return columns.map(named).join(", ");
}

export function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
