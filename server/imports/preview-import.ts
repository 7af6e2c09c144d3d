import type { ColumnMap } from "./column-map.ts";
import { PASSED_OVER, plain, UNDECIDED } from "./column-map.ts";
import type { RefusedCell } from "./decode-file.ts";
import { decodeFile } from "./decode-file.ts";
import type { ImportRules } from "./import-rules.ts";
import { mapTable } from "./map-table.ts";
import { proposeMap } from "./propose-map.ts";
import { readAnswerFile } from "./read-answer-file.ts";
import { readTable } from "./read-table.ts";

/** What an import with a map would do; nothing is kept. */
export interface ImportPreview {
  readonly map: ColumnMap;
  readonly columns: readonly PreviewColumn[];
  /** Rows under the header. */
  readonly rows: number;
  /** Rows that would be taken; 0 while anything about the columns is undecided. */
  readonly good: number;
  /** What would be refused, equal refusals together, the most frequent first. */
  readonly refused: readonly (RefusedCell & { readonly times: number })[];
}

export interface PreviewColumn {
  readonly name: string;
  /** What it becomes; "abaikan" and "?" as in the map. */
  readonly as: string;
  /** Up to three different cells, each with what it becomes. */
  readonly examples: readonly { readonly written: string; readonly becomes: string }[];
}

const EXAMPLES = 3;

/** Shows a file through a map, or through a first one of our own when none is given. A file that is no table is refused whole. */
export function previewImport(
  bytes: Uint8Array,
  rules: Omit<ImportRules, "map">,
  given?: ColumnMap,
): ImportPreview | RefusedCell {
  const text = decodeFile(bytes);
  if (typeof text !== "string") return text;
  const table = readTable(text);
  if (!("header" in table)) return table;
  const map = given ?? proposeMap(table, rules);
  const { table: mapped } = mapTable(table, map, { ...rules, map });
  const read = readAnswerFile(bytes, { ...rules, map });
  const together = new Map<string, RefusedCell & { times: number }>();
  for (const cell of read.refused) {
    const key = JSON.stringify([cell.line === 1 ? 1 : 0, cell.column, cell.value, cell.reason]);
    const before = together.get(key);
    if (before) before.times += 1;
    else together.set(key, { ...cell, times: 1 });
  }
  return {
    map,
    columns: Object.entries(map.columns).map(([name, { as }]) => ({
      name,
      as,
      // What is passed over may name somebody: it is not shown either.
      examples: as === PASSED_OVER || as === UNDECIDED ? [] : examplesOf(mapped, mapped.names.indexOf(name)),
    })),
    rows: table.rows.length,
    good: read.rows.length,
    refused: [...together.values()].sort((a, b) => Number(a.line > 1) - Number(b.line > 1) || b.times - a.times),
  };
}

function examplesOf({ rows }: ReturnType<typeof mapTable>["table"], at: number): PreviewColumn["examples"] {
  const shown = new Map<string, { written: string; becomes: string }>();
  for (const { cells, written } of rows) {
    if (shown.size === EXAMPLES) break;
    if (at >= 0 && written[at] !== "" && !shown.has(plain(written[at]!)))
      shown.set(plain(written[at]!), { written: written[at]!, becomes: cells[at]! });
  }
  return [...shown.values()];
}
