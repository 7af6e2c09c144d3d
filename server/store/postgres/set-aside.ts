import { and, eq } from "drizzle-orm";
import type { Act, Reader } from "./database.ts";
import { exclusions } from "./schema.ts";

/** The ids of a unit's responses that were set aside one by one. */
export async function idsSetAside(from: Reader | Act, unitId: number): Promise<readonly Buffer[]> {
  const rows = await (from as Reader)
    .select({ id: exclusions.responseId })
    .from(exclusions)
    .where(and(eq(exclusions.unitId, unitId), eq(exclusions.agreed, true)));
  return rows.map(({ id }) => id);
}
