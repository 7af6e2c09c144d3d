import type { LocalDate } from "./period.ts";

const DAY = 86_400_000;

/**
 * The days from `from` (in) to `until` (out), in order; none when `until` is not later.
 * @example daysBetween("2026-02-27", "2026-03-02") // => ["2026-02-27", "2026-02-28", "2026-03-01"]
 */
export function daysBetween(from: LocalDate, until: LocalDate): LocalDate[] {
  const first = Date.parse(`${from}T00:00:00Z`);
  const count = Math.max(0, (Date.parse(`${until}T00:00:00Z`) - first) / DAY);
  return Array.from({ length: count }, (_, at) => new Date(first + at * DAY).toISOString().slice(0, 10));
}
