import type { Month } from "../../domain/periods/period.ts";
import type { Act } from "./database.ts";
import { arraysOf, unnested } from "./rows-at-once.ts";

interface UnitMonth {
  readonly unitId: number;
  readonly month: Month;
}

const PLACE = { unit_id: "int[]", month: "text[]" } as const;
const CLOSED = `SELECT given.unit_id, given.month FROM ${unnested(PLACE)}
  JOIN closed_months ON closed_months.unit_id = given.unit_id AND closed_months.month = given.month`;

/**
 * Which of these months take no answers any more. Asked behind the writing of an answer it is the last word: that writing waits
 * for a closing under way, and a closing for it.
 */
export async function closedAmong(tx: Act, places: readonly UnitMonth[]): Promise<(place: UnitMonth) => boolean> {
  const distinct = new Map(places.map((place) => [nameOf(place), [place.unitId, place.month]]));
  const { rows } = await tx.$client.query<{ unit_id: number; month: Month }>({
    name: "closed",
    text: CLOSED,
    values: arraysOf([...distinct.values()], PLACE),
  });
  const closed = new Set(rows.map((row) => nameOf({ unitId: row.unit_id, month: row.month })));
  return (place) => closed.has(nameOf(place));
}

function nameOf({ unitId, month }: UnitMonth): string {
  return `${unitId}|${month}`;
}

/** A month was closed while an answer of it was being written; the act is undone and tried again with that known. */
export class MonthClosed extends Error {}
