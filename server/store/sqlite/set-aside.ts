import { and, eq } from "drizzle-orm";
import type { Connection } from "./connection.ts";
import { exclusions } from "./schema.ts";

/** The ids of a unit's responses that were set aside one by one, as latin1 text: few, and random in the whole unit. */
export function idsSetAside(connection: Connection, unitId: number): ReadonlySet<string> {
  const rows = connection
    .select({ id: exclusions.responseId })
    .from(exclusions)
    .where(and(eq(exclusions.unitId, unitId), eq(exclusions.agreed, true)))
    .all();
  return new Set(rows.map(({ id }) => id.toString("latin1")));
}
