import type { CopyRow, CopySource } from "../../store/copy.ts";
import { EPOCH_DUE } from "../../store/log-parts.ts";

const RESTORED = "restored";
const DAY_MS = 86_400_000;

/**
 * The same source with two marks: on which day it was restored (days since 1970 in UTC), beside the backup's own day; and that its
 * logs must not go on before they have said so.
 */
export function markRestored(source: CopySource, now: number): CopySource {
  return {
    ...source,
    async *pages(table) {
      if (table.name !== "marks") {
        yield* source.pages(table);
        return;
      }
      const rows: CopyRow[] = [];
      for await (const page of source.pages(table)) rows.push(...page);
      const own = new Map<string, number>([
        [RESTORED, Math.floor(now / DAY_MS)],
        [EPOCH_DUE, 1],
      ]);
      const name = table.columns.indexOf("name");
      const marks = [...own].map(([mark, value]) => table.columns.map((column) => (column === "name" ? mark : value)));
      const others = rows.filter((row) => !own.has(String(row[name])));
      // Few enough to sort; they stay in the order of their key.
      yield [...others, ...marks].sort((a, b) => (String(a[name]) < String(b[name]) ? -1 : 1));
    },
  };
}
