import type { LocalDate, Period } from "../periods/period.ts";
import { holds, parsePeriod } from "../periods/period.ts";

/** How many people were served in a period, and where the number comes from. */
export interface ServedPeople {
  /**
   * Whole number of people; null where it cannot be known: nothing was written down, a part of the period has no number, or too
   * many days have none.
   */
  readonly people: number | null;
  /** Typed for the period or for all of its parts; summed from days; or some parts typed and the others summed. */
  readonly from: "period" | "days" | "both" | "nothing";
  /** Days whose numbers entered (or would have, where too many are missing). */
  readonly days: number;
  /** Days that should have had a number and have none, in order; none where the number was typed. */
  readonly missing: readonly LocalDate[];
  /** What the days add up to where the number typed for the period stands in their place; null where no day has a number. */
  readonly unusedDays: number | null;
}

/** Days without a number that are still borne: one in ten of those that should have one. The sum is then a little too low. */
const BEARABLE = 10;

/**
 * The one rule for how many people a unit served in a period. A number typed for the period itself stands before all else, since
 * whoever typed it had the whole period in view; then numbers typed for its parts (months, quarters, semesters), each by the
 * same rule; then the days. `typed` goes by period name, `byDay` holds the number of each day (pool-served.ts), `expected` the
 * days that are over and on which the unit served, as far as anybody knows.
 *
 * Days that come later, and months in which the unit did not serve, count nothing. With more than one in ten of the expected days
 * without a number nothing is said: too small a number would make a range too narrow and a sample look sufficient.
 */
export function servedPeople(
  period: Period,
  typed: ReadonlyMap<string, number>,
  byDay: ReadonlyMap<LocalDate, number> = new Map(),
  expected: readonly LocalDate[] = [],
): ServedPeople {
  const days = [...byDay].filter(([date]) => holds(period, date));
  const sumOfDays = days.length === 0 ? null : days.reduce((sum, [, people]) => sum + people, 0);
  const own = typed.get(period.name);
  if (own !== undefined) return { people: own, from: "period", days: 0, missing: [], unusedDays: sumOfDays };
  const months = period.months.map(parsePeriod);
  const typedParts = typedPartsOf(period, typed);
  const left = months.filter((month) => !typedParts.some((part) => part.months.includes(month.name)));
  const sumOfTyped = typedParts.reduce((sum, part) => sum + typed.get(part.name)!, 0);
  const leftDays = days.filter(([date]) => left.some((month) => holds(month, date)));
  if (leftDays.length === 0) {
    const whole = typedParts.length > 0 && left.length === 0;
    return { people: whole ? sumOfTyped : null, from: whole ? "period" : "nothing", days: 0, missing: [], unusedDays: sumOfDays };
  }
  const due = expected.filter((date) => left.some((month) => holds(month, date)));
  const missing = due.filter((date) => !byDay.has(date));
  const enough = missing.length * BEARABLE <= due.length;
  return {
    people: enough ? sumOfTyped + leftDays.reduce((sum, [, people]) => sum + people, 0) : null,
    from: typedParts.length > 0 ? "both" : "days",
    days: leftDays.length,
    missing,
    unusedDays: null,
  };
}

/** The largest parts of the period that have a number of their own; none of them overlap. */
function typedPartsOf(period: Period, typed: ReadonlyMap<string, number>): readonly Period[] {
  return partsOf(period).flatMap((part) => (typed.has(part.name) ? [part] : typedPartsOf(part, typed)));
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
