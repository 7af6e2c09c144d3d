import type { Period } from "../periods/period.ts";
import { parsePeriod } from "../periods/period.ts";

/**
 * How many people the unit served in a period: the number typed for the period itself, or else the sum over its parts when
 * every part has one (three months, two quarters, two semesters). `typed` goes by period name. Null when that cannot be known.
 */
export function servedPeople(period: Period, typed: ReadonlyMap<string, number>): number | null {
  const own = typed.get(period.name);
  if (own !== undefined) return own;
  let total = 0;
  for (const part of partsOf(period)) {
    const people = servedPeople(part, typed);
    if (people === null) return null;
    total += people;
  }
  return period.kind === "month" ? null : total;
}

function partsOf(period: Period): readonly Period[] {
  const year = period.from.slice(0, 4);
  const firstMonth = Number(period.from.slice(5, 7));
  switch (period.kind) {
    case "month":
      return [];
    case "quarter":
      return period.months.map(parsePeriod);
    case "semester":
      return firstMonth === 1 ? [`${year}-TW1`, `${year}-TW2`].map(parsePeriod) : [`${year}-TW3`, `${year}-TW4`].map(parsePeriod);
    case "year":
      return [`${year}-S1`, `${year}-S2`].map(parsePeriod);
  }
}
