import { getTableConfig } from "drizzle-orm/sqlite-core";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import * as schema from "./sqlite/schema.ts";

/** A table as it is copied; names are the same in every engine. */
export interface CopyTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns that order its rows: those of its primary key. */
  readonly key: readonly string[];
}

/** Every table of the schema, each after those that its rows refer to. Read from the schema, so that a new one is never forgotten. */
export const COPY_TABLES: readonly CopyTable[] = inOrderOfReference(Object.values(schema));

function inOrderOfReference(tables: readonly SQLiteTable[]): readonly CopyTable[] {
  const left = new Map(tables.map((table) => [getTableConfig(table).name, getTableConfig(table)]));
  const ordered: CopyTable[] = [];
  while (left.size > 0) {
    const free = [...left.values()].find((table) =>
      table.foreignKeys.every((key) => {
        const { name } = getTableConfig(key.reference().foreignTable);
        return name === table.name || !left.has(name);
      }),
    );
    if (!free) throw new Error("tables refer to one another in a circle");
    left.delete(free.name);
    const own = free.columns.filter(({ primary }) => primary);
    const key = free.primaryKeys[0]?.columns ?? own;
    ordered.push({
      name: free.name,
      columns: free.columns.map(({ name }) => name),
      key: key.map(({ name }) => name),
    });
  }
  return ordered;
}
