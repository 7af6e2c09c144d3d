import { eq, sql } from "drizzle-orm";
import type { Act } from "./database.ts";
import { marks } from "./schema.ts";

/** The mark that grows with every change to a unit, counter or service; cached pages watch it, in every process. */
export const UNITS_VERSION = "units-version";

/**
 * Raises it. Done first in an act it also makes such acts of all processes wait for one another, so that what an act has
 * looked up (a code, a name) is still so when it writes.
 */
export async function raiseUnitsVersion(tx: Act): Promise<void> {
  await tx
    .insert(marks)
    .values({ name: UNITS_VERSION, value: 1 })
    .onConflictDoUpdate({ target: marks.name, set: { value: sql`${marks.value} + 1` } });
}

/** Waits in the same line without raising it. There is the mark as soon as there is a unit. */
export async function awaitUnitsVersion(tx: Act): Promise<void> {
  await tx.select({ value: marks.value }).from(marks).where(eq(marks.name, UNITS_VERSION)).for("update");
}
