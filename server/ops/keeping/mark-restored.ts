import type { CopyRow, CopySource } from "../../store/copy.ts";

const MARK = "restored";
const DAY_MS = 86_400_000;

/**
 * The same source with a mark that says on which day it was restored (days since 1970 in UTC), beside the mark of the backup's
 * own day. What must not go on from an old copy without saying so can be told by it.
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
      const name = table.columns.indexOf("name");
      const mark = table.columns.map((column) => (column === "name" ? MARK : Math.floor(now / DAY_MS)));
      // Few enough to sort; they stay in the order of their key.
      yield [...rows.filter((row) => row[name] !== MARK), mark].sort((a, b) => (String(a[name]) < String(b[name]) ? -1 : 1));
    },
  };
}
