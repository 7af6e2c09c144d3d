import { getTableConfig } from "drizzle-orm/pg-core";
import type { CopyTable } from "../copy-tables.ts";
import type { CopyValue } from "../copy.ts";
import * as schema from "./schema.ts";

/** What PostgreSQL calls the kind of each column that is copied: "integer", "text", "bytea", "integer[]" … */
export function kindsOf(table: CopyTable): readonly string[] {
  const found = TABLES.get(table.name);
  return table.columns.map((column) => {
    const kind = found?.get(column);
    if (kind === undefined) throw new Error(`the schema of PostgreSQL has no column ${table.name}.${column}`);
    return kind;
  });
}

const TABLES = new Map(
  Object.values(schema).map((table) => {
    const { name, columns } = getTableConfig(table);
    // The order of letters belongs to the column, not to its kind.
    return [name, new Map(columns.map((column) => [column.name, column.getSQLType().replace(/ COLLATE .*/, "")]))] as const;
  }),
);

/** A value as pg reads it, in the way that all engines share. */
export function sharedValue(value: unknown): CopyValue {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (Array.isArray(value)) return value.join(",");
  return value as CopyValue;
}

/** A shared value as PostgreSQL takes it for a column of that kind. */
export function ownValue(value: CopyValue, kind: string): unknown {
  if (kind === "boolean") return value === 1;
  if (kind.endsWith("[]")) return `{${String(value)}}`;
  return value;
}
