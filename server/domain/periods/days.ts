import type { LocalDate } from "./period.ts";

const DAY_MS = 86_400_000;

/** How many days lie between 1 January 1970 and that day; negative before it. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The day of that number. */
export function dayOf(number: number): LocalDate {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/**
 * So many days after a day; before it when `days` is negative.
 * @example plusDays("2026-02-27", 2) // => "2026-03-01"
 * @example plusDays("2026-01-01", -1) // => "2025-12-31"
 */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return dayOf(dayNumber(date) + days);
}

/**
 * The days from `from` (in) to `until` (out), in order; none when `until` is not later.
 * @example daysBetween("2026-02-27", "2026-03-02") // => ["2026-02-27", "2026-02-28", "2026-03-01"]
 */
export function daysBetween(from: LocalDate, until: LocalDate): LocalDate[] {
  const count = Math.max(0, dayNumber(until) - dayNumber(from));
  return Array.from({ length: count }, (_, at) => plusDays(from, at));
}
