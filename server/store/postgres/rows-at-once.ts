/** PostgreSQL's name of a column's type, as an array: "int[]". */
type ArrayType = "int[]" | "text[]" | "bytea[]";

/**
 * Many rows as one statement takes them: an array for each column, in the order of `columns`.
 * @example unnested({ id: "int[]", name: "text[]" }) // => "unnest($1::int[], $2::text[]) AS given(id, name)"
 */
export function unnested(columns: Readonly<Record<string, ArrayType>>): string {
  const arrays = Object.values(columns).map((type, at) => `$${at + 1}::${type}`);
  return `unnest(${arrays.join(", ")}) AS given(${Object.keys(columns).join(", ")})`;
}

/** The arrays for `unnested`, from rows whose values stand in the order of its columns. */
export function arraysOf(rows: readonly (readonly unknown[])[], columns: object): unknown[][] {
  return Object.keys(columns).map((_, at) => rows.map((row) => row[at]));
}
