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

/** A value of a row; bytes may be hexadecimal already. */
export type Value = number | string | Uint8Array | null;

/**
 * The arrays for `unnested`, from rows whose values stand in the order of its columns. They are written out here, each in one
 * go: the driver would look at every value to find out what it is.
 * @example arraysOf([[1, "a"], [2, null]], { id: "int[]", name: "text[]" }) // => ['{1,2}', '{"a",NULL}']
 */
export function arraysOf(rows: readonly (readonly Value[])[], columns: Readonly<Record<string, ArrayType>>): string[] {
  return Object.values(columns).map((type, at) => {
    const written = WRITTEN[type];
    let array = "{";
    for (let row = 0; row < rows.length; row++) {
      const value = rows[row]![at]!;
      if (row > 0) array += ",";
      array += value === null ? "NULL" : written(value);
    }
    return array + "}";
  });
}

const NEEDS_ESCAPE = /["\\]/;

/** As an element of an array of that type. */
const WRITTEN: Readonly<Record<ArrayType, (value: number | string | Uint8Array) => string>> = {
  "int[]": String,
  "text[]": (value) => {
    const text = value as string;
    return `"${NEEDS_ESCAPE.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;
  },
  "bytea[]": (value) => `"\\\\x${typeof value === "string" ? value : hexOf(value as Uint8Array)}"`,
};

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
