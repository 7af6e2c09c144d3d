import { sql } from "drizzle-orm";
import type { Act } from "./connection.ts";
import { marks } from "./schema.ts";

/** The mark that grows with every change to a unit, counter or service; cached pages watch it. */
export const UNITS_VERSION = "units-version";

export function raiseUnitsVersion(tx: Act): void {
  tx.insert(marks)
    .values({ name: UNITS_VERSION, value: 1 })
    .onConflictDoUpdate({ target: marks.name, set: { value: sql`${marks.value} + 1` } })
    .run();
}
